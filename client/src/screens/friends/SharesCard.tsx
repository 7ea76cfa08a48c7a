import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { useLoad } from '../../ui/Loadable.tsx'

/** Links one has shared, each with the way to take it back; nothing without any. */
export function SharesCard() {
  const { t, day } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.invitations.shares)
  if (load.status !== 'loaded' || load.value.length === 0) return null
  const takeBack = async (code: string) => {
    await backend.invitations.unshare(code)
    again()
  }
  return (
    <Card title={t('share.title')} lead={t('share.lead')}>
      <ul data-testid="shares">
        {load.value.map(({ code, path, kind, expiresAt }) => (
          <li key={code} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <a href={path} className="text-gold hover:underline">
              {t(`share.${kind}`)}
            </a>
            <span className="text-sm text-mist">{t('share.until', { when: day(expiresAt) })}</span>
            <Button onClick={() => void takeBack(code)} data-testid={`unshare-${code}`}>
              {t('share.takeBack')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
