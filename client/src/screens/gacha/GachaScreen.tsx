import type { PlayerRoomState } from '@casino-club/shared'
import { useReducedMotion } from 'motion/react'
import { useState } from 'react'
import { Link } from 'react-router'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { buttonLook } from '../../ui/Button.tsx'
import { useLoad } from '../../ui/Loadable.tsx'
import type { GameOutcome, Tables } from '../games/contract.ts'
import { GameScreen } from '../games/GameScreen.tsx'
import { OwnBalance } from '../games/OwnBalance.tsx'
import { PlayButton } from '../games/PlayButton.tsx'
import { PlayResult } from '../games/PlayResult.tsx'
import { type Play, usePlay } from '../games/use-play.ts'
import { Cards } from './Cards.tsx'
import { PityMeter } from './PityMeter.tsx'
import { PullList } from './PullList.tsx'
import { countRarities } from './rarity.ts'
import { useReveal } from './use-reveal.ts'

/** The gacha: one pull or ten, for gems. */
export function GachaScreen() {
  return <GameScreen game="gacha">{({ table }, player) => <Gacha table={table} player={player} />}</GameScreen>
}

/** The counter: from the last pulls that were shown, before any from the room, else from what the server says of it. */
function pityOf(play: Play<'gacha'>, player: PlayerRoomState, stats: { readonly pity: number } | null): number {
  if (play.phase === 'turning') return play.outcome.pulls[0]?.pityBefore ?? 0
  const after = play.phase === 'shown' ? play.outcome.pulls.at(-1)?.pityAfter : undefined
  return after ?? player.pity ?? stats?.pity ?? 0
}

function Gacha({ table, player }: { table: Tables['gacha']; player: PlayerRoomState }) {
  const { t } = useText()
  const { backend } = useSession()
  const { awaited } = useRoom()
  const [load] = useLoad(backend.games.gachaStats)
  const stats = load.status === 'loaded' ? load.value : null
  const { play, busy, ready, start, stopped } = usePlay('gacha')
  const still = useReducedMotion() === true
  const reveal = useReveal(play, still, stopped)
  const [count, setCount] = useState<1 | 10>(1)
  const pull = (pulls: 1 | 10, price: number) => {
    setCount(pulls)
    void start({ count: pulls }, { amount: price, currency: 'gems' })
  }
  const shown = ({ pulls, bet }: GameOutcome<'gacha'>) =>
    t('gacha.result', {
      price: bet,
      what: countRarities(pulls)
        .map(({ rarity, count: times }) => t('gacha.counted', { rarity: t(`rarity.${rarity}`), times }))
        .join(', '),
    })
  const refused = (reason: string) => (reason === 'INSUFFICIENT_FUNDS' ? t('gacha.tooPoor') : null)
  return (
    <>
      <Cards play={play} count={count} still={still} {...reveal} />
      <PlayResult
        game="gacha"
        play={play}
        words={{ ready: t('gacha.ready'), waiting: t('gacha.pulling'), shown, refused }}
      />
      <div className="glass grid gap-4 rounded-3xl p-5 sm:p-6">
        <PullButtons prices={table.priceGems} gems={player.gems} ready={ready} busy={busy} onPull={pull} />
        <PityMeter pity={pityOf(play, awaited?.before ?? player, stats)} table={table} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Link to="/odds?game=gacha" className={buttonLook('quiet')}>
            {t('gacha.odds')}
          </Link>
          <Link to="/inventory" data-testid="inventory-link" className={buttonLook('quiet')}>
            {t('inventory.title')}
          </Link>
        </div>
        {stats && <p className="text-sm text-mist">{t('gacha.today', { count: stats.playersToday })}</p>}
      </div>
      {play.phase === 'shown' && <PullList pulls={play.outcome.pulls} />}
    </>
  )
}

interface PullButtonsProps {
  readonly prices: Tables['gacha']['priceGems']
  readonly gems: number
  readonly ready: boolean
  readonly busy: boolean
  onPull(count: 1 | 10, price: number): void
}

function PullButtons({ prices, gems, ready, busy, onPull }: PullButtonsProps) {
  const { t } = useText()
  const offers = [
    { count: 1, price: prices.single },
    { count: 10, price: prices.ten },
  ] as const
  const tooPoor = !busy && gems < prices.single
  return (
    <div>
      <fieldset className="grid grid-cols-2 gap-3">
        <legend className="sr-only">{t('gacha.pulls')}</legend>
        {offers.map(({ count, price }) => (
          <PlayButton
            key={count}
            allowed={ready && gems >= price}
            data-testid={`pull-${count}`}
            onClick={() => onPull(count, price)}
            className="min-h-20 flex-col gap-0.5 rounded-3xl! px-2 text-lg"
          >
            {t('gacha.pull', { count })}
            <span className="text-sm font-normal">{t('gacha.price', { count: price })}</span>
          </PlayButton>
        ))}
      </fieldset>
      <div className="mt-3 flex flex-wrap justify-between gap-x-4">
        <OwnBalance currency="gems" />
        <p role="status" className="text-xs text-rose">
          {tooPoor && t('gacha.tooPoor')}
        </p>
      </div>
    </div>
  )
}
