import { Alert, Button, DialogActions, DialogContent, Stack, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { BeforeAfter } from './before-after.tsx'
import type { StepProps } from './correction-dialog.tsx'

/** Asks once more, sends, and after a lost answer sends the same command again. */
export function ConfirmStep({ correction, close }: StepProps) {
  const words = useWords()
  const translate = useTranslate()
  const { state, checked, dispatch, send } = correction
  const { phase } = state
  const sending = phase.name === 'sending'
  return (
    <>
      <DialogContent>
        <Stack spacing={2}>
          {phase.name === 'unknown' ? (
            <Alert severity="warning" data-testid="correction-unknown">
              {words(`reasons.${phase.code}`)} {words('correction.unknown')}
            </Alert>
          ) : null}
          <BeforeAfter currency={state.draft.currency} before={checked.before} after={checked.after} />
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            <Typography component="span" color="text.secondary">
              {words('correction.reason')}:{' '}
            </Typography>
            {checked.reason}
          </Typography>
        </Stack>
      </DialogContent>
      <DialogActions>
        {phase.name === 'unknown' ? (
          <Button onClick={close}>{translate('ra.action.close')}</Button>
        ) : (
          <Button autoFocus onClick={() => dispatch({ type: 'tookBack' })} disabled={sending}>
            {words('correction.back')}
          </Button>
        )}
        <Button
          variant="contained"
          color={checked.amount !== null && checked.amount < 0 ? 'error' : 'primary'}
          loading={sending}
          onClick={() => void send()}
          data-testid="correction-confirm"
        >
          {words(phase.name === 'unknown' ? 'correction.retry' : 'correction.confirm')}
        </Button>
      </DialogActions>
    </>
  )
}
