import { useEffect, useId, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useText } from '../text/LanguageProvider.tsx'
import { Button } from '../ui/Button.tsx'
import { FormError } from '../ui/Field.tsx'
import { useSafePlay } from './SafePlayProvider.tsx'

/** Stands over every game when it is time to look at time and result; nothing but an answer takes it away. */
export function RealityCheckDialog() {
  const { t, signed, trouble } = useText()
  const { due, acknowledge } = useSafePlay()
  const navigate = useNavigate()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const open = due !== null
  useEffect(() => {
    if (open) dialog.current?.showModal()
  }, [open])
  if (!due) return null

  const goOn = async (to: string | null) => {
    setBusy(true)
    const stood = await acknowledge()
    setBusy(false)
    setFailed(stood && trouble(stood))
    if (stood === null && to) void navigate(to)
  }

  return (
    <dialog
      ref={dialog}
      data-testid="reality-check"
      aria-labelledby={id}
      onCancel={(event) => event.preventDefault()}
      className="m-auto max-w-md rounded-3xl border border-white/15 bg-ink-2 p-6 text-cream backdrop:bg-ink/80"
    >
      <h2 id={id} className="text-2xl">
        {t('safe.due.title')}
      </h2>
      <p className="mt-4 text-lg">{t('safe.due.time', { count: due.minutes })}</p>
      <p className="mt-1 text-lg">{t('safe.due.net', { coins: signed(due.netCoins), gems: signed(due.netGems) })}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <Button data-testid="reality-check-seen" disabled={busy} onClick={() => void goOn(null)}>
          {t('safe.due.goOn')}
        </Button>
        <Button data-testid="reality-check-limits" disabled={busy} onClick={() => void goOn('/account/limits')}>
          {t('safe.due.stop')}
        </Button>
      </div>
      <FormError>{failed}</FormError>
    </dialog>
  )
}
