import type { Gathering } from '../../platform/batches.ts'

/** As little as two batches of a step begin apart: a statement costs nearly the same for one as for twenty. */
const LEAST_MS = 8
/** As much as anybody waits at a step for others to come. */
const MOST_MS = 48
/** Of its time a step spends so much at work at most, however slow the database is. */
const TIMES_THE_LAST = 2
/** While people play, a step leaves the database and the loop to them for so long at least, and longer while their commits are slow. */
const BESIDE_PLAYS_MS = 24
const TIMES_A_PLAY = 6

/**
 * How far apart batches of a step of purchases begin, by what the last one took and what plays take to be written (0: nobody
 * plays): the busier it is the more share a statement, and plays go first.
 */
export function stepApartMs(lastTookMs: number, playMs: number): number {
  const besidePlays = playMs > 0 ? Math.max(BESIDE_PLAYS_MS, TIMES_A_PLAY * playMs) : 0
  return Math.min(MOST_MS, Math.max(LEAST_MS, TIMES_THE_LAST * lastTookMs, besidePlays))
}

/** What a step knows of the rooms. */
export interface Plays {
  /** What a batch of plays takes to be written, in ms; 0: nobody plays. */
  readonly commitMs: number
}

/**
 * What the steps of purchases are gathered by: while a sale runs, some ms of waiting put many players into one statement, and a
 * purchase costs a fraction of one. Who buys alone waits for nobody. Two lanes: one whose row or mailbox is busy holds up
 * only those who came with him.
 */
export const stepsBeside = (plays: Plays): Gathering => ({
  lanes: 2,
  apartMs: (lastTookMs) => stepApartMs(lastTookMs, plays.commitMs),
})

/** What the provider tells of its own accord: nobody waits for that, and most purchases are over when it is written down. */
export const NEWS: Gathering = { lanes: 1, apartMs: 100, max: 256 }
