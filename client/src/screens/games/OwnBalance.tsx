import { useRoom } from '../../room/RoomProvider.tsx'
import { shownBalances } from '../../room/shown-balances.ts'
import { useText } from '../../text/LanguageProvider.tsx'

/** What the player has to stake, beside where he stakes it; never ahead of what the game still shows. */
export function OwnBalance({ currency = 'coins' }: { currency?: 'coins' | 'gems' }) {
  const { t, whole } = useText()
  const { player, turning, turned, awaited } = useRoom()
  if (!player) return null
  const value = shownBalances(player, turning, awaited, turned)[currency]
  return (
    <p className="text-sm text-mist">
      {t(`balance.${currency}`)}{' '}
      <span data-testid={`own-${currency}`} data-value={value} className="font-semibold text-cream tabular-nums">
        {whole(value)}
      </span>
    </p>
  )
}
