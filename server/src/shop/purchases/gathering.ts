import type { Gathering } from '../../platform/batches.ts'

/**
 * What the steps of purchases are gathered by: while a sale runs, some ms of waiting put many players into one statement, and a
 * purchase costs a fraction of one. Who buys alone waits for nobody. Two lanes: one whose row or mailbox is busy holds up
 * only those who came with him.
 */
export const STEP: Gathering = { lanes: 2, apartMs: 8 }

/** What the provider tells of its own accord: nobody waits for that, and most purchases are over when it is written down. */
export const NEWS: Gathering = { lanes: 1, apartMs: 40, max: 256 }
