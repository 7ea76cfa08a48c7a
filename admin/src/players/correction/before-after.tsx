import type { Currency } from '@casino-club/shared'
import { Box, Typography } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'

interface BeforeAfterProps {
  readonly currency: Currency
  readonly before: number
  readonly after: number | null
}

/** The balance before and after, with the change between them. */
export function BeforeAfter({ currency, before, after }: BeforeAfterProps) {
  const words = useWords()
  const format = useFormat()
  const change = after === null ? null : after - before
  return (
    <Box
      role="group"
      aria-label={words(`currencies.${currency}`)}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        p: 2,
        borderRadius: 2,
        bgcolor: 'background.default',
        flexWrap: 'wrap',
      }}
    >
      <Balance label={words('correction.before')} value={format.amount(before)} testId="correction-before" />
      <Typography aria-hidden color="text.secondary">
        →
      </Typography>
      <Balance
        label={words('correction.after')}
        value={after === null ? '–' : format.amount(after)}
        testId="correction-after"
      />
      {change === null ? null : (
        <Typography sx={{ ml: 'auto', fontWeight: 700, color: change < 0 ? 'error.main' : 'success.main' }}>
          {format.signedAmount(change)} {words(`currencies.${currency}`)}
        </Typography>
      )}
    </Box>
  )
}

function Balance({ label, value, testId }: { label: string; value: string; testId: string }) {
  return (
    <Box>
      <Typography variant="caption" color="text.secondary" component="p">
        {label}
      </Typography>
      <Typography sx={{ fontSize: 20, fontWeight: 700, fontVariantNumeric: 'tabular-nums' }} data-testid={testId}>
        {value}
      </Typography>
    </Box>
  )
}
