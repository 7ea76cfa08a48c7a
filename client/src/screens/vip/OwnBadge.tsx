import { Link } from 'react-router'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { useLoad } from '../../ui/Loadable.tsx'
import { TierBadge } from './TierBadge.tsx'

/** One's tier, and the way to the page of the tiers. */
export function OwnBadge() {
  const { t, language } = useText()
  const { backend } = useSession()
  const [load] = useLoad(backend.vip.status)
  const tier = load.status === 'loaded' ? load.value.tier : null
  return (
    <span className="flex flex-wrap items-center gap-3">
      {tier && <TierBadge badge={tier.badge} name={tier.name[language]} />}
      <Link to="/vip" data-testid="vip-link" className="text-gold hover:underline">
        {t('vip.link')}
      </Link>
    </span>
  )
}
