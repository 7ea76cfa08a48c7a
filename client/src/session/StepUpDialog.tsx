import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useText } from '../text/LanguageProvider.tsx'
import { Button } from '../ui/Button.tsx'
import { Field, FormError } from '../ui/Field.tsx'
import { useSession } from './SessionProvider.tsx'

interface Asked {
  readonly kind: 'code' | 'password'
  readonly settle: (proven: boolean) => void
}

/** Asks for a fresh proof whenever the server wants one; what was refused for want of it is then repeated. */
export function StepUpDialog() {
  const { backend } = useSession()
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => {
    let waiting: Promise<boolean> | null = null
    const ask = async () => {
      const factor = await backend.access.secondFactor()
      const kind = factor.ok ? factor.value.stepUp : 'password'
      return await new Promise<boolean>((settle) => setAsked({ kind, settle }))
    }
    // Two calls at once are served by one answer.
    backend.stepUp.ask = () => {
      waiting ??= ask().finally(() => {
        waiting = null
      })
      return waiting
    }
    return () => {
      backend.stepUp.ask = null
    }
  }, [backend])
  if (!asked) return null
  const close = (proven: boolean) => {
    setAsked(null)
    asked.settle(proven)
  }
  return <ProofDialog kind={asked.kind} close={close} />
}

function ProofDialog({ kind, close }: { kind: Asked['kind']; close: (proven: boolean) => void }) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => dialog.current?.showModal(), [])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const result = await backend.access.prove(kind === 'code' ? { code: text } : { password: text })
    setBusy(false)
    if (result.ok) close(true)
    else setFailure(trouble(result.trouble))
  }
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      data-testid="step-up"
      onCancel={(event) => {
        event.preventDefault()
        close(false)
      }}
      className="glass m-auto w-full max-w-sm rounded-3xl p-6 text-cream backdrop:bg-black/70"
    >
      <form onSubmit={(event) => void submit(event)} className="space-y-4">
        <h2 id={titleId} className="text-xl">
          {t('stepUp.title')}
        </h2>
        <p className="text-sm text-mist">{t(kind === 'code' ? 'stepUp.leadCode' : 'stepUp.leadPassword')}</p>
        <Field
          label={t(kind === 'code' ? 'login.code' : 'factor.password')}
          type={kind === 'code' ? 'text' : 'password'}
          autoComplete={kind === 'code' ? 'one-time-code' : 'current-password'}
          data-testid="step-up-proof"
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <FormError>{failure}</FormError>
        <div className="flex justify-end gap-3">
          <Button onClick={() => close(false)}>{t('access.cancel')}</Button>
          <Button type="submit" look="gold" disabled={busy || text === ''} data-testid="step-up-submit">
            {t('stepUp.submit')}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
