import { CURRENCIES } from '@casino-club/shared'
import { Box, TextField } from '@mui/material'
import { useWords } from '../../i18n/use-words.ts'
import { type CheckedDraft, type CorrectionDraft, MAX_REASON, MIN_REASON } from './correction-check.ts'

interface CorrectionInputsProps {
  readonly draft: CorrectionDraft
  readonly checked: CheckedDraft
  /** Whether what is still missing is to be named, too. */
  readonly complaining: boolean
  readonly onEdit: (draft: Partial<CorrectionDraft>) => void
}

/** The three things an admin says about a correction. */
export function CorrectionInputs({ draft, checked, complaining, onEdit }: CorrectionInputsProps) {
  const words = useWords()
  const amountProblem = complaining || draft.amount !== '' ? checked.amountProblem : null
  const reasonProblem = complaining ? checked.reasonProblem : null
  return (
    <>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', sm: '180px 1fr' },
          pt: 1,
          alignItems: 'start',
        }}
      >
        <TextField
          select
          label={words('correction.currency')}
          value={draft.currency}
          onChange={(event) =>
            onEdit({ currency: CURRENCIES.find((currency) => currency === event.target.value) ?? draft.currency })
          }
          slotProps={{ select: { native: true }, htmlInput: { 'data-testid': 'correction-currency' } }}
        >
          {CURRENCIES.map((currency) => (
            <option key={currency} value={currency}>
              {words(`currencies.${currency}`)}
            </option>
          ))}
        </TextField>
        <TextField
          label={words('correction.amount')}
          value={draft.amount}
          onChange={(event) => onEdit({ amount: event.target.value })}
          error={amountProblem !== null}
          helperText={words(`correction.${amountProblem ?? 'amountHelp'}`)}
          autoComplete="off"
          autoFocus
          slotProps={{ htmlInput: { 'data-testid': 'correction-amount', maxLength: 24 } }}
        />
      </Box>
      <TextField
        label={words('correction.reason')}
        value={draft.reason}
        onChange={(event) => onEdit({ reason: event.target.value })}
        error={reasonProblem !== null}
        helperText={words(`correction.${reasonProblem ?? 'reasonHelp'}`, { min: MIN_REASON })}
        multiline
        minRows={2}
        slotProps={{ htmlInput: { 'data-testid': 'correction-reason', maxLength: MAX_REASON } }}
      />
    </>
  )
}
