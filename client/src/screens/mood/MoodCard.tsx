import { MOODS, type MoodBody, type MoodReply } from '@casino-club/shared'
import { useState } from 'react'
import { Link } from 'react-router'
import { HelpLines } from '../../safe-play/HelpLines.tsx'
import { useSafePlay } from '../../safe-play/SafePlayProvider.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button, buttonLook } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'

interface MoodCardProps {
  readonly mood: MoodReply | null
  readonly onSaid: () => void
}

/** Asks how one feels where that is wanted; to who does not feel well it holds out a break. It stands in nobody's way. */
export function MoodCard({ mood, onSaid }: MoodCardProps) {
  if (mood?.ask) return <Question onSaid={onSaid} />
  return mood?.kindness.offersBreak ? <Break /> : null
}

function Question({ onSaid }: Pick<MoodCardProps, 'onSaid'>) {
  const { t, trouble: wordTrouble } = useText()
  const { backend } = useSession()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const say = async (body: MoodBody) => {
    setBusy(true)
    const result = await backend.mood.say(body)
    setBusy(false)
    setTrouble(result.ok ? null : wordTrouble(result.trouble))
    if (result.ok) onSaid()
  }
  return (
    <Card title={t('mood.title')} lead={t('mood.lead')} className="md:col-span-3">
      <fieldset disabled={busy} className="flex flex-wrap gap-2" data-testid="mood-question">
        <legend className="sr-only">{t('mood.title')}</legend>
        {MOODS.map((mood) => (
          <Button key={mood} onClick={() => void say({ mood })} data-testid={`mood-${mood}`}>
            {t(`mood.${mood}`)}
          </Button>
        ))}
        <Button onClick={() => void say({ skip: true })} data-testid="mood-skip">
          {t('mood.skip')}
        </Button>
        <Button onClick={() => void say({ neverAsk: true })} data-testid="mood-never">
          {t('mood.never')}
        </Button>
      </fieldset>
      {trouble && (
        <p role="alert" className="mt-2 text-sm text-rose">
          {trouble}
        </p>
      )}
    </Card>
  )
}

function Break() {
  const { t } = useText()
  const { standing } = useSafePlay()
  return (
    <div className="grid gap-4 md:col-span-3" data-testid="mood-break">
      <Card title={t('mood.breakTitle')} lead={t('mood.break')}>
        <Link to="/account/limits" className={buttonLook('quiet')} data-testid="mood-pause">
          {t('mood.pause')}
        </Link>
      </Card>
      <HelpLines policy={standing?.policy ?? ''} />
    </div>
  )
}
