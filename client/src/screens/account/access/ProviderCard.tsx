import { useState } from 'react'
import { PROVIDER_START } from '../../../api/provider.ts'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button, buttonLook } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { FormError } from '../../../ui/Field.tsx'
import { useLoad } from '../../../ui/Loadable.tsx'

/** Whether the account is linked with the provider, where there is one. */
export function ProviderCard() {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.provider.own)
  const [failure, setFailure] = useState<string | null>(null)
  if (load.status !== 'loaded' || !load.value.enabled) return null
  const unlink = async () => {
    const result = await backend.provider.unlink()
    setFailure(result.ok ? null : trouble(result.trouble))
    if (result.ok) again()
  }
  return (
    <Card title={t('provider.title')} lead={t(load.value.linked ? 'provider.linked' : 'provider.notLinked')}>
      {load.value.linked ? (
        <Button look="danger" data-testid="provider-unlink" onClick={() => void unlink()}>
          {t('provider.unlink')}
        </Button>
      ) : (
        <a href={PROVIDER_START} className={buttonLook('quiet')} data-testid="provider-link">
          {t('provider.link')}
        </a>
      )}
      <FormError>{failure}</FormError>
    </Card>
  )
}
