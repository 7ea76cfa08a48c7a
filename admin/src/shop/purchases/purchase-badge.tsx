import type { PurchaseStatus } from '@casino-club/shared'
import { Chip } from '@mui/material'
import { useWords } from '../../i18n/use-words.ts'

const COLORS = {
  authorizing: 'info',
  pending: 'info',
  capturing: 'info',
  captured: 'warning',
  granted: 'success',
  voiding: 'warning',
  voided: 'default',
  failed: 'error',
  refunding: 'warning',
  refunded: 'default',
} as const satisfies Record<PurchaseStatus, string>

/** Where a purchase stands. */
export function PurchaseBadge({ status }: { status: PurchaseStatus }) {
  const words = useWords()
  return (
    <Chip
      size="small"
      color={COLORS[status]}
      label={words(`purchases.statuses.${status}`)}
      data-testid="purchase-status"
      data-status={status}
    />
  )
}
