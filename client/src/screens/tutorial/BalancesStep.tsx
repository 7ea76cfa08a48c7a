import { CURRENCIES } from '@casino-club/shared'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { NextButton } from './NextButton.tsx'
import type { Tutorial } from './use-tutorial.ts'

/** What the three balances are for, beside what the player has of them. */
export function BalancesStep({ tutorial }: { tutorial: Tutorial }) {
  const { t, whole } = useText()
  const { player } = useRoom()
  return (
    <Card title={t('tutorial.balances.title')}>
      <dl className="space-y-3">
        {CURRENCIES.map((currency) => (
          <div key={currency}>
            <dt className="font-semibold text-gold">
              {t(`balance.${currency}`)}
              {player && <span className="ml-2 text-cream tabular-nums">{whole(player[currency])}</span>}
            </dt>
            <dd className="text-mist">{t(`tutorial.balances.${currency}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm text-mist">{t('app.playMoney')}</p>
      <NextButton tutorial={tutorial} step="balances" />
    </Card>
  )
}
