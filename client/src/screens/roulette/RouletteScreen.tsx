import { type PlayerRoomState, rouletteColour } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import type { GameOutcome, Tables } from '../games/contract.ts'
import { GameScreen } from '../games/GameScreen.tsx'
import { OwnBalance } from '../games/OwnBalance.tsx'
import { PlayButton } from '../games/PlayButton.tsx'
import { PlayResult } from '../games/PlayResult.tsx'
import { type Play, usePlay } from '../games/use-play.ts'
import { useSettle } from '../games/use-settle.ts'
import { wordPayout } from '../games/word-payout.ts'
import { betLimits } from '../slot/bet.ts'
import { VisitLine } from '../slot/VisitLine.tsx'
import { BettingTable } from './BettingTable.tsx'
import { ChipControls, useChipSize } from './ChipControls.tsx'
import { stakeTrouble } from './chips.ts'
import { PlacedBets } from './PlacedBets.tsx'
import { RecentNumbers } from './RecentNumbers.tsx'
import { useChips } from './use-chips.ts'
import { Wheel } from './Wheel.tsx'

const SPIN_MS = 4_000

/** Roulette with a single zero. */
export function RouletteScreen() {
  return (
    <GameScreen game="roulette" wide>
      {({ table }, player) => <Roulette table={table} player={player} />}
    </GameScreen>
  )
}

function Roulette({ table, player }: { table: Tables['roulette']; player: PlayerRoomState }) {
  const { t } = useText()
  const { play, busy, ready, start, stopped } = usePlay('roulette')
  const still = useSettle(play.phase, SPIN_MS, stopped)
  const laid = useChips(play)
  const limits = betLimits(table, player.rank)
  const size = useChipSize(limits)
  const trouble = busy ? null : stakeTrouble(laid.chips, limits, player.coins)
  const spin = () => void start({ bets: laid.bets }, { amount: laid.total, currency: 'coins' })
  return (
    <div className="grid items-start gap-4 md:grid-cols-2 md:grid-rows-[auto_1fr_auto]">
      <div className="min-w-0">
        <Wheel play={play} still={still} spinMs={SPIN_MS} />
        <NumberResult play={play} />
      </div>
      <div className="glass min-w-0 md:col-start-2 md:row-span-2 md:row-start-1 rounded-3xl p-3 sm:p-5">
        <ChipControls laid={laid} {...size} disabled={busy} />
        <BettingTable
          laid={laid}
          size={size.size}
          disabled={busy}
          drawn={play.phase === 'shown' ? play.outcome.number : null}
        />
      </div>
      <div className="min-w-0">
        <PlayButton
          allowed={ready && trouble === null}
          data-testid="roulette-spin"
          onClick={spin}
          className="min-h-16 w-full text-xl"
        >
          {busy ? t('roulette.spinning') : t('roulette.spin', { total: laid.total })}
        </PlayButton>
        <div className="my-3 flex flex-wrap justify-between gap-x-4 gap-y-1">
          <OwnBalance />
          <StakeNote trouble={trouble} limits={limits} coins={player.coins} />
        </div>
        <PlacedBets laid={laid} play={play} disabled={busy} />
      </div>
      <div className="min-w-0 md:col-span-2">
        <RecentNumbers play={play} />
        <VisitLine />
      </div>
    </div>
  )
}

interface StakeNoteProps {
  readonly trouble: ReturnType<typeof stakeTrouble>
  readonly limits: ReturnType<typeof betLimits>
  readonly coins: number
}

/** What may be staked, or what speaks against what lies on the table. */
function StakeNote({ trouble, limits: { min, max }, coins }: StakeNoteProps) {
  const { t } = useText()
  const told = trouble !== null && trouble !== 'nothing'
  return (
    <p className={`text-xs ${told ? 'text-rose' : 'text-mist'}`} role="status">
      {told ? t(`roulette.${trouble}`, { min, max, coins }) : t('roulette.limits', { min, max })}
    </p>
  )
}

/** The number that came, and what it paid. */
function NumberResult({ play }: { play: Play<'roulette'> }) {
  const text = useText()
  const { t } = text
  const shown = (outcome: GameOutcome<'roulette'>) => {
    const { number } = outcome
    return wordPayout(
      t('roulette.came', { number: `${number}`, colour: t(`roulette.${rouletteColour(number)}`) }),
      outcome,
      text,
    )
  }
  return (
    <PlayResult
      game="roulette"
      play={play}
      words={{ ready: t('roulette.ready'), waiting: t('roulette.spinning'), shown }}
    />
  )
}
