import {
  type CrashTable,
  diceKind,
  type LotteryTable,
  offeredDice,
  ROULETTE_KINDS,
  ROULETTE_PLACES,
  type RouletteKind,
} from '@casino-club/shared'
import type { SimulatedGame } from './simulate.ts'

/** A way to play that a table offers. */
export interface Way {
  /** The kind of play, as the analysis names it; for pulls, `1` or `10`. */
  readonly id: string
  choice(stake: number): object
}

const isInside = (kind: RouletteKind): kind is keyof typeof ROULETTE_PLACES => kind in ROULETTE_PLACES

/** A chip of a kind; which of its places it lies on makes no difference to the odds. */
function chip(kind: RouletteKind, amount: number): object {
  if (isInside(kind)) return { kind, numbers: ROULETTE_PLACES[kind][0], amount }
  return kind === 'column' || kind === 'dozen' ? { kind, which: 1, amount } : { kind, amount }
}

/** Where simulated players leave a flight, in hundredths. */
const CASH_OUTS = [101, 150, 200, 300, 500, 1_000, 10_000]

const WAYS: Readonly<Record<string, (table: unknown) => Way[]>> = {
  slot: () => [{ id: 'spin', choice: (bet) => ({ bet }) }],
  rps: () => [{ id: 'play', choice: (bet) => ({ bet, hand: 'rock' }) }],
  roulette: () => ROULETTE_KINDS.map((kind) => ({ id: kind, choice: (amount) => ({ bets: [chip(kind, amount)] }) })),
  dice: (table) =>
    offeredDice(table as Parameters<typeof offeredDice>[0]).map((place) => ({
      id: diceKind(place),
      choice: (bet) => ({ ...place, bet }),
    })),
  crash: (table) =>
    CASH_OUTS.filter((at) => at <= (table as CrashTable).maxMultiplier * 100).map((at) => ({
      id: `cash-out-${(at / 100).toFixed(2)}`,
      choice: (bet) => ({ bet, autoCashOut: at }),
    })),
  lottery: (table) => [
    {
      id: 'ticket',
      choice: () => ({ numbers: Array.from({ length: (table as LotteryTable).picks }, (_, n) => n + 1) }),
    },
  ],
  gacha: () => [1, 10].map((count) => ({ id: String(count), choice: () => ({ count }) })),
}

/** What is tried first, where the table offers it. */
const USUAL: Readonly<Record<string, string>> = { dice: 'under-50', roulette: 'red' }

/** The ways to play a table that is valid, the usual one first. */
export function waysOf(game: SimulatedGame, table: unknown): Way[] {
  const ways = WAYS[game.id]?.(table) ?? []
  const usual = ways.filter(({ id }) => id === USUAL[game.id])
  return [...usual, ...ways.filter((way) => !usual.includes(way))]
}

/** Whether the player decides what a play costs. */
export const hasStake = (game: SimulatedGame): boolean => game.id !== 'gacha' && game.id !== 'lottery'
