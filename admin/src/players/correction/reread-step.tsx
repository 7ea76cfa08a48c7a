import { Alert, Button, CircularProgress, DialogActions, DialogContent, Stack, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import type { FailureCode } from '../../providers/request-error.ts'
import type { StepProps } from './correction-dialog.tsx'

/** After a conflict: nothing can be decided until the new balances are here. */
export function RereadStep({ correction, close, failure }: StepProps & { failure: FailureCode | null }) {
  const words = useWords()
  const translate = useTranslate()
  return (
    <>
      <DialogContent>
        <Stack spacing={2}>
          <Alert severity="warning">{words('reasons.CONFLICT')}</Alert>
          {failure ? (
            <Alert severity="error">{words(`reasons.${failure}`)}</Alert>
          ) : (
            <Typography sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              <CircularProgress size={18} />
              {words('correction.loadingFresh')}
            </Typography>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{translate('ra.action.close')}</Button>
        {failure ? (
          <Button variant="contained" onClick={() => void correction.reread()}>
            {words('correction.retry')}
          </Button>
        ) : null}
      </DialogActions>
    </>
  )
}
