import type { SecondFactorView } from '@casino-club/shared'
import { useState } from 'react'
import { useSession } from '../../../session/SessionProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { FormError } from '../../../ui/Field.tsx'
import { Loadable, useLoad } from '../../../ui/Loadable.tsx'
import { AccessScreen } from './AccessScreen.tsx'
import { EnrolForm } from './EnrolForm.tsx'
import { ProviderCard } from './ProviderCard.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { TurnOffForm } from './TurnOffForm.tsx'

/** The second factor: set up, recovery codes, turned off. */
export function SecurityScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.access.secondFactor)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  return (
    <AccessScreen>
      {codes ? (
        <RecoveryCodes
          codes={codes}
          done={() => {
            setCodes(null)
            again()
          }}
        />
      ) : (
        <Loadable load={load} again={again} failed={t('access.failed')}>
          {(factor) =>
            factor.enabled ? (
              <OnCard factor={factor} changed={again} showCodes={setCodes} />
            ) : (
              <OffCard showCodes={setCodes} />
            )
          }
        </Loadable>
      )}
      <ProviderCard />
    </AccessScreen>
  )
}

type ShowCodes = (codes: readonly string[]) => void

function OffCard({ showCodes }: { showCodes: ShowCodes }) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const begin = async () => {
    const result = await backend.access.enrol()
    if (result.ok) setBegun(result.value)
    else setFailure(trouble(result.trouble))
  }
  return (
    <Card title={t('access.security')} lead={t('factor.offLead')}>
      {begun ? (
        <EnrolForm begun={begun} confirmed={showCodes} />
      ) : (
        <Button look="gold" data-testid="factor-begin" onClick={() => void begin()}>
          {t('factor.begin')}
        </Button>
      )}
      <FormError>{failure}</FormError>
    </Card>
  )
}

function OnCard({
  factor,
  changed,
  showCodes,
}: {
  factor: SecondFactorView
  changed: () => void
  showCodes: ShowCodes
}) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const [ending, setEnding] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const renew = async () => {
    setFailure(null)
    const result = await backend.access.renewCodes()
    if (result.ok) showCodes(result.value.recoveryCodes)
    else setFailure(trouble(result.trouble))
  }
  return (
    <Card title={t('access.security')}>
      <p data-testid="factor-on">{t('factor.on')}</p>
      <p className="mt-1 text-sm text-mist">{t('factor.codesLeft', { count: factor.recoveryCodesLeft })}</p>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button data-testid="factor-renew" onClick={() => void renew()}>
          {t('factor.renew')}
        </Button>
        <Button look="danger" data-testid="factor-off" onClick={() => setEnding(!ending)}>
          {t('factor.off')}
        </Button>
      </div>
      <FormError>{failure}</FormError>
      {ending && <TurnOffForm done={changed} />}
    </Card>
  )
}
