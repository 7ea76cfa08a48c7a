import type { Log } from '../platform/log.ts'
import type { Lottery } from './lottery/lottery.service.ts'
import type { Rounds } from './rounds.service.ts'

const SWEEP_MS = 5_000
const LOTTERY_MS = 1_000

/** One round of work after the other, never two at once; a failed one is tried at the next turn. */
function repeat(everyMs: number, work: () => Promise<unknown>, failed: (error: unknown) => void): () => Promise<void> {
  let running: Promise<unknown> | undefined
  const timer = setInterval(() => {
    running ??= work()
      .catch(failed)
      .finally(() => {
        running = undefined
      })
  }, everyMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** Gives back what dead rounds hold, and draws the lottery when it is time. More than one process may do it. */
export function startRounds({ rounds, lottery, log }: { rounds: Rounds; lottery: Lottery; log: Log }): {
  stop(): Promise<void>
} {
  const failed = (what: string) => (error: unknown) => log.error({ err: error }, what)
  const stops = [
    repeat(SWEEP_MS, () => rounds.sweep(), failed('dead rounds could not be ended; it is tried again')),
    repeat(LOTTERY_MS, () => lottery.work(), failed('the lottery could not be worked on; it is tried again')),
  ]
  return {
    async stop() {
      for (const stop of stops) await stop()
    },
  }
}
