import type { RefundStatus } from '@casino-club/shared'
import { Chip } from '@mui/material'
import { useWords } from '../../i18n/use-words.ts'

const COLORS = {
  waiting: 'warning',
  sending: 'info',
  done: 'success',
  failed: 'error',
  rejected: 'default',
} as const satisfies Record<RefundStatus, string>

/** Where a refund stands. */
export function RefundBadge({ status }: { status: RefundStatus }) {
  const words = useWords()
  return (
    <Chip
      size="small"
      color={COLORS[status]}
      label={words(`refunds.statuses.${status}`)}
      data-testid="refund-status"
      data-status={status}
    />
  )
}
