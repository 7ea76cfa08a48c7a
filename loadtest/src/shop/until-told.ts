import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ClubProcess } from '../own-club.ts'
import { childrenMs, processorMs } from '../processor.ts'

const LOOK_EVERY_MS = 50
/** A delivery that failed is tried again after seconds. */
const LONGEST_MS = 60_000

/** Resolves when a club has heard all that its payment sandbox had to tell; throws when that takes a minute. */
async function toldAll({ dataDir }: ClubProcess): Promise<void> {
  const port = readFileSync(join(dataDir, 'payments.port'), 'utf8').trim()
  const endMs = performance.now() + LONGEST_MS
  while (performance.now() < endMs) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`)
    const { webhooksWaiting } = (await answer.json()) as { webhooksWaiting: number }
    if (webhooksWaiting === 0) return
    await sleep(LOOK_EVERY_MS)
  }
  throw new Error('the payment sandbox still has webhooks to send')
}

/** Processor time in ms, and how long the sandbox was still telling of it when the work was done. */
export interface Spent {
  readonly club: number
  readonly postgres: number
  /** Of the payment sandbox and Redis. */
  readonly others: number
  readonly toldAfterMs: number
}

/** Does some work and waits until all that it caused is told; what comes next is not charged for it. */
export async function untilTold<T>(club: ClubProcess, work: () => Promise<T>): Promise<readonly [T, Spent]> {
  const measured = () => ({ ...processorMs(club), others: childrenMs(club.pid) })
  const before = measured()
  const done = await work()
  const doneMs = performance.now()
  await toldAll(club)
  const toldAfterMs = performance.now() - doneMs
  const after = measured()
  return [
    done,
    {
      club: after.club - before.club,
      postgres: after.postgres - before.postgres,
      others: after.others - before.others,
      toldAfterMs,
    },
  ]
}

/** What each of so many purchases cost. */
export const costOf = (purchases: number, { club, postgres, others, toldAfterMs }: Spent): string => {
  const each = (ms: number) => (ms / purchases).toFixed(2)
  const parts = `club ${each(club)}, Postgres ${each(postgres)}, sandbox and Redis ${each(others)} ms`
  return `${purchases} purchases: ${parts} each; told of all ${toldAfterMs.toFixed(0)} ms after the last`
}
