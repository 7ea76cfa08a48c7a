import { Alert, Button, DialogActions, DialogContent, Stack } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Code } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Fact, Facts } from '../../layout/facts.tsx'
import type { CorrectionOutcome } from '../../providers/admin-actions.ts'
import { BeforeAfter } from './before-after.tsx'
import type { StepProps } from './correction-dialog.tsx'

/** What the server says was booked. */
export function ResultStep({ close, outcome }: StepProps & { outcome: CorrectionOutcome }) {
  const words = useWords()
  const format = useFormat()
  const translate = useTranslate()
  const booked = { amount: format.signedAmount(outcome.amount), currency: words(`currencies.${outcome.currency}`) }
  return (
    <>
      <DialogContent>
        <Stack spacing={2}>
          <Alert severity="success" data-testid="correction-result">
            {words(outcome.replayed ? 'correction.doneReplayed' : 'correction.done', booked)}
          </Alert>
          <BeforeAfter currency={outcome.currency} before={outcome.balanceBefore} after={outcome.balanceAfter} />
          <Facts>
            <Fact name={words('correction.event')}>
              <Code>{outcome.eventId}</Code>
            </Fact>
            <Fact name={words('correction.command')}>
              <Code>{outcome.commandId}</Code>
            </Fact>
          </Facts>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={close} autoFocus data-testid="correction-close">
          {translate('ra.action.close')}
        </Button>
      </DialogActions>
    </>
  )
}
