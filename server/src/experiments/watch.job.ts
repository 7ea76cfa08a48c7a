import type { SqlJob } from '../jobs/index.ts'
import type { Log } from '../platform/log.ts'
import type { EditingDependencies } from './editing.service.ts'
import { stopForHarm } from './editing.service.ts'
import { findStarted } from './experiments.store.ts'
import { type ResultsDependencies, readResults } from './results.service.ts'

/** A look that is later than this is the next one's. */
const LATEST_MINUTES = 360

/** Looks at the guard-rails of every experiment under way, four times a day, and stops the one that does harm. */
export const experimentWatchJob = (
  deps: ResultsDependencies & EditingDependencies & { readonly log: Log },
): SqlJob => ({
  name: 'experiments.watch',
  cron: '25 */6 * * *',
  shardByTime: true,
  catchUp: { withinMinutes: LATEST_MINUTES },
  repeatable: true,
  async page({ nowMs, cursor, dryRun }, tx) {
    const after = typeof cursor === 'string' ? cursor : ''
    // The figures are read over connections of their own, for longer than a transaction may stand idle.
    await tx.query('set local idle_in_transaction_session_timeout = 0')
    const started = [...(await findStarted(tx)).experiments].sort((a, b) => (a.id < b.id ? -1 : 1))
    const next = started.find(({ id, phase }) => id > after && (phase === 'running' || phase === 'paused'))
    if (next === undefined) return { worked: 0, skipped: 0 }
    // One that cannot be read keeps none of the others unwatched.
    const results = await readResults(deps, next.id).catch((error: unknown) => {
      deps.log.error({ err: error, experiment: next.id }, 'the guard-rails of an experiment could not be looked at')
    })
    if (results === undefined) return { worked: 0, skipped: 0, failed: 1, cursor: next.id }
    const harmed = results.ok ? results.value.metrics.filter(({ harmedBy }) => harmedBy.length > 0) : []
    if (harmed.length === 0) return { worked: 0, skipped: 1, cursor: next.id }
    const reason = `guard-rail: ${harmed.map(({ metric, harmedBy }) => `${metric} of ${harmedBy.join(', ')}`).join('; ')}`
    const stopped = dryRun || (await stopForHarm(tx, { ...deps, nowMs, id: next.id, reason }))
    return { worked: stopped ? 1 : 0, skipped: stopped ? 0 : 1, cursor: next.id }
  },
})
