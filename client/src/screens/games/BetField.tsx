import { useState } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { BetControls } from '../slot/BetControls.tsx'
import { type BetTable, betLimits, betTrouble, firstBet } from '../slot/bet.ts'
import { OwnBalance } from './OwnBalance.tsx'

/** The bet of a game with one stake: what it is, and what speaks against it. */
export function useBet(table: BetTable, player: { readonly rank: string; readonly coins: number }, busy: boolean) {
  const limits = betLimits(table, player.rank)
  const [bet, setBet] = useState(() => firstBet(limits, player.coins))
  // While a play is under way its stake is already gone; it says nothing about the next bet.
  const trouble = busy ? null : betTrouble(bet, limits, player.coins)
  return { bet, setBet, limits, trouble, coins: player.coins }
}

/** The bet and the balance it is taken from. */
export function BetField({ bet, setBet, limits, trouble, coins }: ReturnType<typeof useBet>) {
  const { t } = useText()
  const said = () => {
    if (trouble === null) return null
    if (trouble === 'betTooHigh') return t('games.betTooHigh', { max: limits.max })
    return t(`slot.${trouble}`, { min: limits.min, coins })
  }
  return (
    <div>
      <BetControls bet={bet} limits={limits} trouble={said()} onChange={setBet} />
      <div className="mt-3">
        <OwnBalance />
      </div>
    </div>
  )
}
