/**
 * What a thread of `hash-threads.ts` runs: one hash after the other, at a lower priority than the thread that answers
 * players. It loads nothing but the library.
 */
import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { hashSync, verifySync } from '@node-rs/argon2'
import type { HashAnswer, HashJob } from './hash-threads.ts'

/** Of a core that both want, the event loop gets nine parts and a hash one. */
const NICENESS = 10

/** On Linux a priority is a thread's own; elsewhere the system decides. */
function stepBack(): void {
  try {
    const threadId = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(threadId, NICENESS)
  } catch {
    // No such file: another system.
  }
}

/** Argon2id (the library's default) as OWASP advises: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

function answerOf(job: HashJob): HashAnswer {
  try {
    return job.hash === undefined
      ? { value: hashSync(job.password, OPTIONS) }
      : { value: verifySync(job.hash, job.password) }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : 'the hash failed' }
  }
}

stepBack()
parentPort?.on('message', (jobs: readonly HashJob[]) => parentPort?.postMessage(jobs.map(answerOf)))
