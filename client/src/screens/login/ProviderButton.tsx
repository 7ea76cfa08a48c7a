import { PROVIDER_START } from '../../api/provider.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { buttonLook } from '../../ui/Button.tsx'
import { useLoad } from '../../ui/Loadable.tsx'

/** The way to the provider, where there is one. */
export function ProviderButton() {
  const { t } = useText()
  const { backend } = useSession()
  const [load] = useLoad(backend.provider.offered)
  if (load.status !== 'loaded' || !load.value.enabled) return null
  return (
    <a href={PROVIDER_START} className={buttonLook('quiet', 'mt-4 w-full')} data-testid="login-provider">
      {t('provider.logIn')}
    </a>
  )
}
