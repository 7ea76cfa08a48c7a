import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { FormError } from '../../../ui/Field.tsx'
import { readProviderReturn } from '../../login/provider-return.ts'
import { AccessScreen } from './AccessScreen.tsx'

/** Back from the provider while logged in: nothing is linked until the player says so here. */
export function LinkScreen() {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const navigate = useNavigate()
  const [came] = useState(() => readProviderReturn(location.hash))
  const [failure, setFailure] = useState<string | null>('refused' in came ? trouble(came.refused) : null)
  const link = async (ticket: string) => {
    const result = await backend.provider.link(ticket)
    if (result.ok) void navigate('/account/security', { replace: true })
    else setFailure(trouble(result.trouble))
  }
  return (
    <AccessScreen>
      <Card title={t('provider.title')} lead={t('provider.linkLead')}>
        {'ticket' in came && (
          <Button look="gold" data-testid="provider-confirm" onClick={() => void link(came.ticket)}>
            {t('provider.link')}
          </Button>
        )}
        <FormError>{failure}</FormError>
      </Card>
    </AccessScreen>
  )
}
