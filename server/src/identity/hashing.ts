import { availableParallelism } from 'node:os'
import { refuse } from '@casino-club/shared'
import { Gate } from '../platform/gate.ts'
import { Refused } from '../platform/http/refused.ts'
import { type HashJob, HashThreads } from './hash-threads.ts'

/** A core each: threads that hash step back for the event loop, which players wait for. */
export const HASHES_AT_ONCE = availableParallelism()
/** Some two seconds of hashing; who comes later would wait for longer than he has patience. */
const REQUESTS_AT_ONCE = 64 * HASHES_AT_ONCE
const RETRY_AFTER_SECONDS = 2

const threads = new HashThreads(HASHES_AT_ONCE)
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
