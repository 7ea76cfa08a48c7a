import type { ProductState } from '@casino-club/shared'
import { Chip } from '@mui/material'
import { useWords } from '../../i18n/use-words.ts'

const COLORS = {
  live: 'success',
  planned: 'info',
  draft: 'warning',
  ended: 'default',
  disabled: 'error',
} as const satisfies Record<ProductState, string>

/** Whether a product is sold. */
export function ProductBadge({ state }: { state: ProductState }) {
  const words = useWords()
  return <Chip size="small" color={COLORS[state]} label={words(`shop.states.${state}`)} data-testid="product-state" />
}
