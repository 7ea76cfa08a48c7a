import { Link } from 'react-router'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { buttonLook } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { useLoad } from '../../ui/Loadable.tsx'

/** Where one stands in the season that runs, for the home screen; nothing where none does. */
export function PassCard({ className }: { className?: string }) {
  const { t, language } = useText()
  const { backend } = useSession()
  const [load] = useLoad(backend.battlePass.status)
  const pass = load.status === 'loaded' ? load.value.pass : null
  if (pass === null || pass.over) return null
  const { level, levels, xp, earned } = pass
  return (
    <Card title={t('pass.title')} lead={pass.title[language]} {...(className && { className })}>
      <p data-testid="home-pass">
        {t('pass.level', { level, levels: levels.length })} · {t('pass.xp', { xp })}
      </p>
      {earned.length > 0 && <p className="mt-1 text-sm text-gold">{t('pass.waiting', { count: earned.length })}</p>}
      <Link to="/battle-pass" data-testid="home-pass-link" className={buttonLook('quiet', 'mt-4')}>
        {t('pass.link')}
      </Link>
    </Card>
  )
}
