import { clientSeedSchema } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Field, FormError } from '../../ui/Field.tsx'

/** Reveals the seed in use and takes the next one. The seeds on the page follow the room's state. */
export function RotateCard() {
  const { t, trouble } = useText()
  const { rotate, busy, status } = useRoom()
  const [clientSeed, setClientSeed] = useState('')
  const [badSeed, setBadSeed] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [plays, setPlays] = useState<number | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = clientSeed === '' ? undefined : clientSeed
    const bad = wanted !== undefined && !clientSeedSchema.safeParse(wanted).success
    setBadSeed(bad)
    setFailure(null)
    setPlays(null)
    if (bad || busy) return
    const reply = await rotate(wanted)
    if (!reply.ok) return setFailure(trouble(reply.reason))
    setPlays(reply.revealed.plays)
    setClientSeed('')
  }

  return (
    <Card title={t('fair.rotateTitle')} lead={t('fair.rotateHint')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
        <Field
          label={t('fair.newClientSeed')}
          data-testid="client-seed"
          hint={t('fair.newClientSeedHint')}
          error={badSeed ? t('fair.newClientSeedHint') : null}
          value={clientSeed}
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setClientSeed(event.target.value)}
        />
        <FormError>{failure}</FormError>
        <Button type="submit" look="gold" data-testid="rotate-seed" disabled={busy || status !== 'open'}>
          {busy ? t('fair.rotating') : t('fair.rotate')}
        </Button>
        <p role="status" data-testid="rotate-result" className="text-sm text-jade empty:hidden">
          {plays !== null && t('fair.rotated', { count: plays })}
        </p>
      </form>
    </Card>
  )
}
