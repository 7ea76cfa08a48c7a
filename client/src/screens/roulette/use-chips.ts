import type { RoulettePlace } from '@casino-club/shared'
import { useEffect, useState } from 'react'
import type { Play } from '../games/use-play.ts'
import { amountsOf, betsOf, type Chips, clearPlace, layChip, totalOf, undoChip } from './chips.ts'

/** The chips that are laid, and those of the spin before. They leave the table once their spin is shown. */
export function useChips(play: Play<'roulette'>) {
  const [chips, setChips] = useState<Chips>([])
  const [before, setBefore] = useState<Chips>([])
  const shown = play.phase === 'shown' ? play.outcome : null
  useEffect(() => {
    if (!shown) return
    setBefore(shown.bets)
    setChips([])
  }, [shown])
  return {
    chips,
    bets: betsOf(chips),
    amounts: amountsOf(chips),
    total: totalOf(chips),
    lay: (place: RoulettePlace, amount: number) => setChips((laid) => layChip(laid, place, amount)),
    undo: () => setChips(undoChip),
    clear: () => setChips([]),
    clearPlace: (id: string) => setChips((laid) => clearPlace(laid, id)),
    /** The bets of the spin before, in place of what lies there. */
    repeat: before.length > 0 ? () => setChips(before) : null,
  }
}
export type ChipsOnTable = ReturnType<typeof useChips>
