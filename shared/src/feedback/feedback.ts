import { RARITIES, type Rarity } from '../gacha/table.ts'
import { findGame } from '../games/registry.ts'

/** What a play came to, held against its stake. */
export const FEEDBACK_RESULTS = [
  'loss',
  'lossRun',
  'break',
  'partial',
  'even',
  'win',
  'bigWin',
  'jackpot',
  'items',
  'epicItem',
  'legendaryItem',
] as const
export type FeedbackResult = (typeof FEEDBACK_RESULTS)[number]
export type FeedbackKey = `feedback.${FeedbackResult}`

/** `rest`: nothing moves but the game itself. */
export const FEEDBACK_ANIMATIONS = ['rest', 'reveal', 'glow', 'shine', 'burst'] as const
export type FeedbackAnimation = (typeof FEEDBACK_ANIMATIONS)[number]

/** `calm` celebrates nothing: no win sound, no gold, no exclamation mark. */
export const FEEDBACK_TONES = ['calm', 'glad', 'festive'] as const
export type FeedbackTone = (typeof FEEDBACK_TONES)[number]

export interface Feedback {
  /** Names the sentence in the message files. */
  readonly key: FeedbackKey
  readonly animation: FeedbackAnimation
  readonly tone: FeedbackTone
}

export interface FeedbackInput {
  readonly game: string
  /** Stake and gross payout, in the currency of the game. */
  readonly bet: number
  readonly win: number
  /** Plays in a row, this one included, that ended as it did: below, at or above the stake. */
  readonly run: number
  /** The rarest item, of a game that pays items. */
  readonly rarity?: Rarity | undefined
}

const BIG_WIN_STAKES = 10
const JACKPOT_STAKES = 50
/** Losses in a row after which words turn to it, and after which a break is suggested. */
export const LOSS_RUN = 5
export const BREAK_RUN = 12

const LOOKS: Record<FeedbackResult, Omit<Feedback, 'key'>> = {
  loss: { animation: 'rest', tone: 'calm' },
  lossRun: { animation: 'rest', tone: 'calm' },
  break: { animation: 'rest', tone: 'calm' },
  partial: { animation: 'rest', tone: 'calm' },
  even: { animation: 'rest', tone: 'calm' },
  win: { animation: 'glow', tone: 'glad' },
  bigWin: { animation: 'shine', tone: 'glad' },
  jackpot: { animation: 'burst', tone: 'festive' },
  items: { animation: 'reveal', tone: 'calm' },
  epicItem: { animation: 'glow', tone: 'glad' },
  legendaryItem: { animation: 'shine', tone: 'festive' },
}

/** A game without a return of its own pays items, and its payout cannot be held against the stake. */
function paysItems(id: string): boolean {
  const game = findGame(id)
  return game !== undefined && game.declaredRtp(game.standardTable) === null
}

function resultOfItems(rarity: Rarity | undefined): FeedbackResult {
  if (rarity === 'LEGENDARY') return 'legendaryItem'
  return rarity === 'EPIC' ? 'epicItem' : 'items'
}

function resultOfStake({ bet, win, run }: FeedbackInput): FeedbackResult {
  if (win < bet) {
    if (run >= BREAK_RUN) return 'break'
    if (run >= LOSS_RUN) return 'lossRun'
    return win > 0 ? 'partial' : 'loss'
  }
  if (win === bet) return 'even'
  if (bet === 0) return 'win'
  if (win >= JACKPOT_STAKES * bet) return 'jackpot'
  return win >= BIG_WIN_STAKES * bet ? 'bigWin' : 'win'
}

/**
 * What to say and show about a play. A payout below the stake is a loss, whatever the game calls it, and a loss is never
 * celebrated; a run of wins is not made more of than one win, and a long run of losses brings up a break.
 */
export function feedbackFor(input: FeedbackInput): Feedback {
  const result = paysItems(input.game) ? resultOfItems(input.rarity) : resultOfStake(input)
  return { key: `feedback.${result}`, ...LOOKS[result] }
}

/** The rarest of these; undefined of none. */
export function rarestOf(rarities: readonly Rarity[]): Rarity | undefined {
  return RARITIES.find((rarity) => rarities.includes(rarity))
}

/** Plays in a row that ended alike. */
export interface Run {
  readonly ending: 'below' | 'even' | 'above'
  readonly count: number
}

/** The run after one more play. */
export function nextRun(before: Run | null, { bet, win }: { readonly bet: number; readonly win: number }): Run {
  const ending = win < bet ? 'below' : win > bet ? 'above' : 'even'
  return { ending, count: before?.ending === ending ? before.count + 1 : 1 }
}
