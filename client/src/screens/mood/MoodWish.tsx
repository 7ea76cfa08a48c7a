import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { useLoad } from '../../ui/Loadable.tsx'

/** For who did not want to be asked how he feels: being asked again. */
export function MoodWish() {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.mood.today)
  if (load.status !== 'loaded' || !load.value.neverAsk) return null
  const ask = async () => {
    await backend.mood.say({ neverAsk: false })
    again()
  }
  return (
    <Card title={t('mood.title')}>
      <Button onClick={() => void ask()} data-testid="mood-again">
        {t('mood.again')}
      </Button>
    </Card>
  )
}
