import { Alert, Button, DialogActions, DialogContent, Stack } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { FailureCode } from '../../providers/request-error.ts'
import { BeforeAfter } from './before-after.tsx'
import type { StepProps } from './correction-dialog.tsx'
import { CorrectionInputs } from './correction-inputs.tsx'

interface EditStepProps extends StepProps {
  readonly conflict: boolean
  readonly refusal: FailureCode | null
}

/** Currency, amount and reason, with what would become of the balance. */
export function EditStep({ correction, close, conflict, refusal }: EditStepProps) {
  const words = useWords()
  const translate = useTranslate()
  const { state, checked, dispatch } = correction
  const [complaining, setComplaining] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (!checked.amountProblem && !checked.reasonProblem) dispatch({ type: 'reviewed' })
  }
  return (
    <form onSubmit={submit} noValidate>
      <DialogContent>
        <Stack spacing={2}>
          {conflict ? <ConflictAlert balance={checked.before} /> : null}
          {refusal ? (
            <Alert severity="error" data-testid="correction-refusal">
              {words(`reasons.${refusal}`)}
            </Alert>
          ) : null}
          <CorrectionInputs
            draft={state.draft}
            checked={checked}
            complaining={complaining}
            onEdit={(draft) => dispatch({ type: 'edited', draft })}
          />
          <BeforeAfter currency={state.draft.currency} before={checked.before} after={checked.after} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{translate('ra.action.cancel')}</Button>
        <Button type="submit" variant="contained" data-testid="correction-submit">
          {words('correction.review')}
        </Button>
      </DialogActions>
    </form>
  )
}

function ConflictAlert({ balance }: { balance: number }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Alert severity="warning" data-testid="correction-conflict">
      {words('correction.conflict', { balance: format.amount(balance) })}
    </Alert>
  )
}
