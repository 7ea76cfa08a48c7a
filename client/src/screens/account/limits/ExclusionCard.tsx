import type { SafePlayReply } from '@casino-club/shared'
import { type FormEvent, useId, useState } from 'react'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Field, FormError, inputLook } from '../../../ui/Field.tsx'
import { useChange } from './use-change.ts'

const MONTHS = ['6', '12', '24', '60', 'ever'] as const
type Months = (typeof MONTHS)[number]

/** An exclusion nobody can undo; begun only by whoever has typed the word for it. */
export function ExclusionCard({ standing: { exclusion } }: { standing: SafePlayReply }) {
  const { t, instant } = useText()
  const { backend } = useSession()
  const { busy, failed, change } = useChange()
  const id = useId()
  const [months, setMonths] = useState<Months>('6')
  const [typed, setTyped] = useState('')
  const word = t('safe.excludeWord')
  const meant = typed.trim().toLowerCase() === word.toLowerCase()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!meant || busy) return
    setTyped('')
    void change(() => backend.safePlay.exclude(months === 'ever' ? null : Number(months)))
  }
  return (
    <Card title={t('safe.exclude')} lead={t('safe.excludeLead')}>
      {exclusion && (
        <p className="mb-3 font-semibold">
          {exclusion.until ? t('safe.closed.until', { at: instant(exclusion.until) }) : t('safe.closed.ever')}
        </p>
      )}
      <form onSubmit={submit} className="grid gap-3">
        <div>
          <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
            {t('safe.excludeFor')}
          </label>
          <select
            id={id}
            data-testid="exclude-months"
            value={months}
            onChange={(event) => setMonths(MONTHS.find((one) => one === event.target.value) ?? '6')}
            className={inputLook}
          >
            {MONTHS.map((one) => (
              <option key={one} value={one}>
                {t(`safe.months.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <Field
          label={t('safe.excludeType', { word })}
          value={typed}
          autoComplete="off"
          data-testid="exclude-word"
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" look="danger" disabled={!meant || busy} data-testid="exclude-start">
          {t('safe.excludeStart')}
        </Button>
      </form>
      <FormError>{failed}</FormError>
    </Card>
  )
}
