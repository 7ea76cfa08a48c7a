import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  TextField,
} from '@mui/material'
import { type FormEvent, useEffect, useState } from 'react'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { stepUpDoor } from '../providers/step-up.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

interface Asked {
  readonly kind: 'code' | 'password'
  readonly settle: (proven: boolean) => void
}

/** Asks for a fresh proof whenever the server wants one; what was refused for want of it is then repeated. */
export function StepUpDialog() {
  const { secondFactor } = useAdminActions()
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => {
    let waiting: Promise<boolean> | null = null
    const ask = async () => {
      const { stepUp: kind } = await secondFactor()
      return await new Promise<boolean>((settle) => setAsked({ kind, settle }))
    }
    // Two requests at once are served by one answer.
    stepUpDoor.ask = () => {
      waiting ??= ask().finally(() => {
        waiting = null
      })
      return waiting
    }
    return () => {
      stepUpDoor.ask = null
    }
  }, [secondFactor])
  if (!asked) return null
  const close = (proven: boolean) => {
    setAsked(null)
    asked.settle(proven)
  }
  return <ProofDialog kind={asked.kind} close={close} />
}

function ProofDialog({ kind, close }: { kind: Asked['kind']; close: (proven: boolean) => void }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const { prove } = useAdminActions()
  const [text, setText] = useState('')
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // The dialog lies over a form of its own in React's tree.
    event.stopPropagation()
    setSending(true)
    try {
      await prove(kind === 'code' ? { code: text } : { password: text })
      close(true)
    } catch (error) {
      setFailure(error)
      setSending(false)
    }
  }
  return (
    <Dialog open onClose={() => close(false)} maxWidth="xs" fullWidth aria-labelledby="step-up-title">
      <form onSubmit={(event) => void submit(event)} data-testid="step-up">
        <DialogTitle id="step-up-title">{words('signIn.stepUp.title')}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 2 }}>
            {words(kind === 'code' ? 'signIn.stepUp.leadCode' : 'signIn.stepUp.leadPassword')}
          </DialogContentText>
          {failure ? (
            <Alert severity="error" sx={{ mb: 2 }}>
              {failureWords(failure)}
            </Alert>
          ) : null}
          <TextField
            fullWidth
            autoFocus
            label={words(kind === 'code' ? 'signIn.loginCode.code' : 'signIn.stepUp.password')}
            type={kind === 'code' ? 'text' : 'password'}
            autoComplete={kind === 'code' ? 'one-time-code' : 'current-password'}
            value={text}
            onChange={(event) => setText(event.target.value)}
            slotProps={{ htmlInput: { 'data-testid': 'step-up-proof', maxLength: 128 } }}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={() => close(false)}>{words('signIn.stepUp.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            loading={sending}
            disabled={text === ''}
            data-testid="step-up-submit"
          >
            {words('signIn.stepUp.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
