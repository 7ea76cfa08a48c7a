import type { PlayerRoomState } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { BetField, useBet } from '../games/BetField.tsx'
import type { GameOutcome, Tables } from '../games/contract.ts'
import { GameScreen } from '../games/GameScreen.tsx'
import { PlayButton } from '../games/PlayButton.tsx'
import { PlayResult } from '../games/PlayResult.tsx'
import { usePlay } from '../games/use-play.ts'
import { useSettle } from '../games/use-settle.ts'
import { wordPayout } from '../games/word-payout.ts'
import { VisitLine } from '../slot/VisitLine.tsx'
import { CallControls } from './CallControls.tsx'
import { type Call, isOffered } from './dice.ts'
import { RollTrack } from './RollTrack.tsx'

const ROLL_MS = 1_100

/** Dice: a roll of 1 to 100, over or under a number of one's own. */
export function DiceScreen() {
  return <GameScreen game="dice">{({ table }, player) => <Dice table={table} player={player} />}</GameScreen>
}

function Dice({ table, player }: { table: Tables['dice']; player: PlayerRoomState }) {
  const text = useText()
  const { t } = text
  const { play, busy, ready, start, stopped } = usePlay('dice')
  const still = useSettle(play.phase, ROLL_MS, stopped)
  const stake = useBet(table, player, busy)
  const [call, setCall] = useState<Call>({ direction: 'under', target: 51 })
  const allowed = ready && stake.trouble === null && isOffered(table, call)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (allowed) void start({ bet: stake.bet, ...call }, { amount: stake.bet, currency: 'coins' })
  }
  const shown = (outcome: GameOutcome<'dice'>) => {
    const { roll, target, direction } = outcome
    return wordPayout(
      t(direction === 'under' ? 'dice.rolledUnder' : 'dice.rolledOver', { roll, target }),
      outcome,
      text,
    )
  }
  return (
    <>
      <RollTrack play={play} call={call} still={still} rollMs={ROLL_MS} />
      <PlayResult game="dice" play={play} words={{ ready: t('dice.ready'), waiting: t('dice.rolling'), shown }} />
      <form onSubmit={submit} noValidate className="glass grid gap-6 rounded-3xl p-5 sm:p-6">
        <CallControls table={table} call={call} bet={stake.bet} onChange={setCall} />
        <div className="grid gap-5 sm:grid-cols-[1fr_auto] sm:items-center sm:gap-8">
          <BetField {...stake} />
          <PlayButton
            type="submit"
            allowed={allowed}
            data-testid="roll"
            className="order-first min-h-16 w-full px-12 text-xl sm:order-none sm:size-36 sm:px-0"
          >
            {busy ? t('dice.rolling') : t('dice.roll')}
          </PlayButton>
        </div>
      </form>
      <VisitLine />
    </>
  )
}
