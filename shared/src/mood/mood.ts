import type { MissionCount } from '../missions/mission.ts'

export const MOODS = ['good', 'fine', 'low'] as const
export type Mood = (typeof MOODS)[number]

/** Days after which an answer is forgotten. */
export const MOOD_KEPT_DAYS = 30
/** Sums are told of days with so many answers, and of no others. */
export const MOOD_LEAST_ANSWERS = 10

/** What an answer may choose, and all that it may: never odds, never offers, never anything riskier. */
export interface Kindness {
  /** A pause and help lines are held out. */
  readonly offersBreak: boolean
  /** The home shows nothing that waits for money. */
  readonly hidesOffers: boolean
  /** Missions that need no stakes come first. */
  readonly gentleMissions: boolean
}

export function kindnessFor(mood: Mood | null): Kindness {
  const isLow = mood === 'low'
  return { offersBreak: isLow, hidesOffers: isLow, gentleMissions: mood === 'low' || mood === 'fine' }
}

/** From what needs only to be there to what needs money. */
const GENTLE: readonly MissionCount[] = [
  'ACTIVE_DAYS',
  'ITEMS_USED',
  'PLAYS',
  'WINS',
  'GACHA_PULLS',
  'COINS_WON',
  'PURCHASES',
]

/** The same missions, the gentle ones first; of equals the order stays. */
export const gentleFirst = <M extends { readonly counts: MissionCount }>(missions: readonly M[]): M[] =>
  [...missions].sort((a, b) => GENTLE.indexOf(a.counts) - GENTLE.indexOf(b.counts))
