import { type ExpirySweepDependencies, sweepExpired } from '../items/index.ts'

const EVERY_MS = 3_600_000

/** Takes out of the inventories what has ended, now and every hour; several processes that do so do no harm. */
export function startExpiry(deps: ExpirySweepDependencies): { stop(): Promise<void> } {
  let round: Promise<unknown> = Promise.resolve()
  const sweep = () => {
    round = sweepExpired(deps).catch((error: unknown) =>
      deps.log.error({ err: error }, 'a sweep of ended stocks failed'),
    )
  }
  sweep()
  const timer = setInterval(sweep, EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}
