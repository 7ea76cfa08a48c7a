import type { OwnPass } from '@casino-club/shared'
import { useState } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import type { PassCommands } from './use-pass-commands.ts'

/** The paid track: what it costs and holds, and buying it in two steps. Nothing where it is not offered. */
export function TrackCard({ pass, commands }: { readonly pass: OwnPass; readonly commands: PassCommands }) {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  const { paid, mayBuy, priceGems: price, paidNow } = pass
  if (paid) {
    return (
      <Card title={t('pass.track')}>
        <p data-testid="pass-owned">{t('pass.trackOwned')}</p>
      </Card>
    )
  }
  if (!mayBuy) return null
  const buy = () => {
    setAsking(false)
    commands.buy()
  }
  return (
    <Card title={t('pass.track')} lead={t('pass.trackLead', { price })}>
      <p className="text-sm">
        {paidNow.length > 0 && <span>{t('pass.trackNow', { count: paidNow.length })} </span>}
        {t('pass.trackLater')}
      </p>
      <div className="mt-4 flex flex-wrap gap-3">
        {asking ? (
          <>
            <Button look="gold" disabled={commands.isBusy} onClick={buy} data-testid="pass-buy-confirm">
              {t('pass.confirm', { price })}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('pass.cancel')}</Button>
          </>
        ) : (
          <Button disabled={commands.isBusy} onClick={() => setAsking(true)} data-testid="pass-buy">
            {t('pass.buy', { price })}
          </Button>
        )}
      </div>
    </Card>
  )
}
