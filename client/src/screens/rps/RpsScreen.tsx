import { type PlayerRoomState, RPS_HANDS, type RpsHand } from '@casino-club/shared'
import { useState } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { BetField, useBet } from '../games/BetField.tsx'
import type { GameConfig, GameOutcome } from '../games/contract.ts'
import { GameScreen } from '../games/GameScreen.tsx'
import { PlayButton } from '../games/PlayButton.tsx'
import { PlayResult } from '../games/PlayResult.tsx'
import { usePlay } from '../games/use-play.ts'
import { useSettle } from '../games/use-settle.ts'
import { wordPayout } from '../games/word-payout.ts'
import { VisitLine } from '../slot/VisitLine.tsx'
import { Duel } from './Duel.tsx'
import { HandIcon } from './HandIcon.tsx'

const REVEAL_MS = 700

/** Rock, paper, scissors against the house: choosing a hand plays it. */
export function RpsScreen() {
  return <GameScreen game="rps">{(config, player) => <Rps config={config} player={player} />}</GameScreen>
}

function Rps({ config, player }: { config: GameConfig<'rps'>; player: PlayerRoomState }) {
  const text = useText()
  const { t } = text
  const { play, busy, ready, start, stopped } = usePlay('rps')
  const still = useSettle(play.phase, REVEAL_MS, stopped)
  const stake = useBet(config.table, player, busy)
  const [chosen, setChosen] = useState<RpsHand | null>(null)

  const throwHand = (hand: RpsHand) => {
    setChosen(hand)
    void start({ bet: stake.bet, hand }, { amount: stake.bet, currency: 'coins' })
  }
  const shown = (outcome: GameOutcome<'rps'>) => {
    const { hand, house, result } = outcome
    return wordPayout(t(`rps.${result}`, { own: t(`rps.${hand}`), house: t(`rps.${house}`) }), outcome, text)
  }
  return (
    <>
      <Duel play={play} chosen={chosen} still={still} />
      <PlayResult game="rps" play={play} words={{ ready: t('rps.ready'), waiting: t('rps.playing'), shown }} />
      <div className="glass grid gap-5 rounded-3xl p-5 sm:p-6">
        <fieldset>
          <legend className="mb-2 text-sm font-medium">{t('rps.choose')}</legend>
          <div className="grid grid-cols-3 gap-2 sm:gap-4">
            {RPS_HANDS.map((hand) => (
              <PlayButton
                key={hand}
                allowed={ready && stake.trouble === null}
                data-testid={`hand-${hand}`}
                onClick={() => throwHand(hand)}
                className="min-h-28 flex-col rounded-3xl! px-2 text-base sm:min-h-36 sm:text-lg"
              >
                <HandIcon hand={hand} className="size-12 sm:size-16" />
                {t(`rps.${hand}`)}
              </PlayButton>
            ))}
          </div>
        </fieldset>
        <BetField {...stake} />
        <Pays config={config} />
      </div>
      <VisitLine />
    </>
  )
}

/** What a win pays, straight from the published analysis. */
function Pays({ config }: { config: GameConfig<'rps'> }) {
  const { t } = useText()
  const win = config.analysis.kinds[0]?.outcomes.find(({ outcome }) => outcome === 'win')
  if (!win || win.multiplier === null) return null
  return <p className="text-sm text-mist">{t('rps.pays', { count: win.multiplier })}</p>
}
