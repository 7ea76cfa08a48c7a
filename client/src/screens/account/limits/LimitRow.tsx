import { type LimitStanding, type PendingStanding, windowOfLimit } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field, FormError } from '../../../ui/Field.tsx'
import { filled, readLimit } from './read-limit.ts'
import { useChange } from './use-change.ts'

interface RowProps {
  readonly standing: LimitStanding
  readonly pending: PendingStanding | undefined
  readonly nowMs: number
}

/** One limit: what is used of it, what is asked for, and a way to change it. */
export function LimitRow({ standing, pending, nowMs }: RowProps) {
  const { t, whole } = useText()
  const { limit, value, ceiling, used } = standing
  const most = value === null ? ceiling : Math.min(value, ceiling ?? value)
  const { text, type, wrong, said, busy, failed, send, submit } = useLimitForm(limit)

  return (
    <li data-testid={`limit-${limit}`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-base font-semibold">{t(`safe.window.${windowOfLimit(limit)}`)}</h3>
        <p className="text-sm text-mist tabular-nums" data-testid="limit-used" data-used={used} data-most={most ?? ''}>
          {most === null
            ? t('safe.usedNoLimit', { used: whole(used) })
            : t('safe.used', { used: whole(used), most: whole(most) })}
        </p>
      </div>
      {most !== null && <UsageBar used={used} most={most} />}
      {ceiling !== null && <p className="mt-1 text-xs text-mist">{t('safe.ceiling', { most: whole(ceiling) })}</p>}
      <form onSubmit={submit} noValidate className="mt-2 flex flex-wrap items-end gap-2">
        <div className="min-w-32 flex-1">
          <Field
            label={t('safe.newLimit')}
            inputMode="numeric"
            value={text}
            data-testid="limit-input"
            error={wrong ? t('safe.wrongNumber') : null}
            onChange={(event) => type(event.target.value)}
          />
        </div>
        <Button type="submit" disabled={busy} data-testid="limit-set">
          {t('safe.set')}
        </Button>
        {value !== null && (
          <Button disabled={busy} data-testid="limit-remove" onClick={() => void send(null)}>
            {t('safe.remove')}
          </Button>
        )}
      </form>
      {pending && <Pending pending={pending} nowMs={nowMs} />}
      <p role="status" className="mt-1 text-sm text-jade empty:hidden">
        {said}
      </p>
      <FormError>{failed}</FormError>
    </li>
  )
}

/** What is typed, and what came of it. */
function useLimitForm(limit: LimitStanding['limit']) {
  const { t } = useText()
  const { backend } = useSession()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const { busy, failed, change } = useChange()

  const send = async (next: number | null) => {
    const done = await change(() => backend.safePlay.setLimit(limit, next))
    setSaid(done && t(done.applied ? 'safe.applied' : 'safe.waiting'))
    if (done) setText('')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const next = readLimit(text)
    setWrong(next === null)
    if (next !== null) void send(next)
  }

  const type = (typed: string) => setText(typed)
  return { text, type, wrong, said, busy, failed, send, submit }
}

function UsageBar({ used, most }: { used: number; most: number }) {
  const percent = filled(used, most)
  return (
    <div aria-hidden="true" className="mt-2 h-2 overflow-hidden rounded-full bg-black/40">
      <div className={`h-full ${percent >= 100 ? 'bg-rose' : 'bg-gold'}`} style={{ width: `${percent}%` }} />
    </div>
  )
}

/** A wish to loosen the limit: when it can be confirmed, and a way to take it back. */
function Pending({ pending, nowMs }: { pending: PendingStanding; nowMs: number }) {
  const { t, whole, instant } = useText()
  const { backend } = useSession()
  const { busy, failed, change } = useChange()
  const { limit, value, dueAt, expiresAt } = pending
  return (
    <div className="mt-2 rounded-2xl border border-white/10 bg-black/20 p-3 text-sm" data-testid="limit-pending">
      <p>{value === null ? t('safe.pendingNone') : t('safe.pendingTo', { most: whole(value) })}</p>
      <p className="text-mist">{t('safe.pendingDue', { at: instant(dueAt), until: instant(expiresAt) })}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {nowMs >= Date.parse(dueAt) && (
          <Button
            disabled={busy}
            data-testid="limit-confirm"
            onClick={() => void change(() => backend.safePlay.confirmLimit(limit))}
          >
            {t('safe.confirm')}
          </Button>
        )}
        <Button
          disabled={busy}
          data-testid="limit-cancel"
          onClick={() => void change(() => backend.safePlay.cancelLimit(limit))}
        >
          {t('safe.cancel')}
        </Button>
      </div>
      <FormError>{failed}</FormError>
    </div>
  )
}
