import { availableParallelism } from 'node:os'
import { refuse } from '@casino-club/shared'
import { Gate } from '../platform/gate.ts'
import { Refused } from '../platform/http/refused.ts'
import { type HashJob, type HashPace, HashThreads } from './hash-threads.ts'

/** A core each: threads that hash step back for the event loop, which players wait for. */
export const HASHES_AT_ONCE = availableParallelism()
/** Some two seconds of hashing; who comes later would wait for longer than he has patience. */
const REQUESTS_AT_ONCE = 64 * HASHES_AT_ONCE
const RETRY_AFTER_SECONDS = 2

const ALONE: HashPace = { threads: HASHES_AT_ONCE, jobsEach: 4, share: 1 }
/** While people play: a part of the cores is free whenever a play needs one, and its answer waits for fewer log-ins. */
const BESIDE_PLAYS: HashPace = { threads: Math.max(1, Math.floor(HASHES_AT_ONCE / 2)), jobsEach: 2, share: 2 / 3 }
let plays = { goOn: false }

/** Tells by what it is known whether people play in this process: plays go before log-ins. */
export function hashBeside(playing: { readonly goOn: boolean }): void {
  plays = playing
}

/** How hashes go on beside plays, or without any. */
export const paceBeside = ({ goOn }: { readonly goOn: boolean }): HashPace => (goOn ? BESIDE_PLAYS : ALONE)

const threads = new HashThreads(() => paceBeside(plays))
const requests = new Gate(REQUESTS_AT_ONCE, 0)

/** Hashes in its turn. Requests that hash are admitted by `admitHashing`, so that the turn comes soon. */
export function inTurn(job: HashJob): Promise<string | boolean> {
  return threads.run(job)
}

/** Admits a request that will hash a password; throws `Refused` with TOO_BUSY, before anything is counted or done. */
export async function admitHashing<T>(work: () => Promise<T>): Promise<T> {
  const admitted = await requests.admit(work)
  if (admitted !== undefined) return admitted.done
  throw new Refused({ ...refuse('TOO_BUSY', 'too many log-ins at once'), retryAfterSeconds: RETRY_AFTER_SECONDS })
}
