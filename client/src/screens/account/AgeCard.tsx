import type { AgeStatus } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../session/SessionProvider.tsx'
import { type Text, useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Field, FormError } from '../../ui/Field.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { GAMES } from '../games/contract.ts'

/** Whether one's age is verified, and how to have it checked. */
export function AgeCard() {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.account.age)
  return (
    <Loadable load={load} again={again} failed={t('age.failed')}>
      {(status) => (
        <Card title={t('age.title')}>
          <AgeState status={status} />
          {mayAsk(status) && <AgeForm status={status} onSent={again} />}
        </Card>
      )}
    </Loadable>
  )
}

const mayAsk = ({ status, againFrom }: AgeStatus) => status === 'NONE' || (status === 'REJECTED' && againFrom === null)

function wordState({ status, submittedAt, againFrom }: AgeStatus, { t, instant, day }: Text): string | null {
  if (status === 'NONE') return null
  if (status === 'PENDING') return t('age.pending', { when: instant(submittedAt ?? '') })
  if (status === 'VERIFIED') return t('age.verified')
  return againFrom === null ? t('age.rejected') : t('age.tooYoung', { day: day(againFrom) })
}

function AgeState({ status }: { status: AgeStatus }) {
  const said = wordState(status, useText())
  return said === null ? null : (
    <p data-testid="age-status" data-status={status.status} className="text-sm">
      {said}
    </p>
  )
}

function AgeForm({ status, onSent }: { status: AgeStatus; onSent: () => void }) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const [birthDate, setBirthDate] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const rated = GAMES.filter((game) => status.ratedGames.includes(game)).map((game) => t(`game.${game}`))
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const result = await backend.account.tellAge(birthDate)
    setBusy(false)
    if (result.ok) onSent()
    else setFailure(trouble(result.trouble))
  }
  return (
    <form onSubmit={(event) => void send(event)} className="mt-3 grid gap-3">
      <p className="text-sm text-mist">{t('age.lead', { age: status.minAge })}</p>
      {rated.length > 0 && <p className="text-sm text-mist">{t('age.rated', { games: rated.join(', ') })}</p>}
      <Field
        type="date"
        required
        label={t('age.birthDate')}
        hint={t('age.kept')}
        value={birthDate}
        data-testid="age-birth-date"
        onChange={(event) => setBirthDate(event.target.value)}
      />
      <Button type="submit" data-testid="age-send" disabled={busy || birthDate === ''}>
        {t('age.send')}
      </Button>
      <FormError>{failure}</FormError>
    </form>
  )
}
