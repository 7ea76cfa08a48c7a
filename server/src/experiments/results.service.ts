import { type AnyMetric, accept, type ExperimentResults, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { inSnapshot, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import type { MayContact } from '../safe-play/index.ts'
import { findVersions, listExperiments } from './experiments.store.ts'
import { countExposures, findExposed } from './exposures.store.ts'
import { judge, type Measured } from './judge.rule.ts'
import { measure } from './metrics.store.ts'

const PAGE = 10_000

export interface ResultsDependencies {
  readonly pool: Pool
  readonly clock: Clock
  /** Who of these is neither paused nor excluded nor at a limit. */
  readonly mayContact: MayContact
  readonly policy: { readonly zone: string }
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
}

const DAY_MS = 86_400_000

/** How many of each variant are at a limit, paused or excluded now: asked of the guard that everybody asks. */
async function countHeldBack(via: Queryable, mayContact: MayContact, id: string, nowMs: number): Promise<Measured[]> {
  const counts = new Map<string, { n: number; hits: number }>()
  for (let after = 0; ; ) {
    const page = await findExposed(via, id, after, PAGE)
    const free = await mayContact(
      page.map(({ userId }) => userId),
      nowMs,
    )
    for (const { userId, variant } of page) {
      const { n, hits } = counts.get(variant) ?? { n: 0, hits: 0 }
      counts.set(variant, { n: n + 1, hits: hits + (free.has(userId) ? 0 : 1) })
    }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) break
    after = last.userId
  }
  return [...counts].map(([variant, { n, hits }]) => ({ variant, n, mean: hits / n, variance: 0 }))
}

/** What an experiment has shown up to now, out of the books. */
export async function readResults(
  deps: ResultsDependencies,
  id: string,
): Promise<Result<ExperimentResults, 'NOT_FOUND'>> {
  const { pool, clock, mayContact, policy, dayOf } = deps
  const nowMs = clock.nowMs()
  const today = new Date(dayOf(nowMs) * DAY_MS).toISOString().slice(0, 10)
  // As of one instant: who is counted in the books is counted among the exposures too.
  const { experiment, versions, exposures, books } = await inSnapshot(pool, async (tx) => ({
    experiment: (await listExperiments(tx, id))[0],
    versions: await findVersions(tx, id),
    exposures: await countExposures(tx, id),
    books: await measure(tx, { experiment: id, zone: policy.zone, today }),
  }))
  if (experiment === undefined) return refuse('NOT_FOUND', 'no such experiment')
  const measured = new Map<AnyMetric, readonly Measured[]>(books)
  if (experiment.body.guardrails.includes('limitHits')) {
    measured.set('limitHits', await countHeldBack(pool, mayContact, id, nowMs))
  }
  const weightsOf = ({ body }: (typeof versions)[number]) =>
    Object.fromEntries(body.variants.map((variant) => [variant.id, variant.weight]))
  return accept(
    judge({
      ...{ id, body: experiment.body, exposures, measured, nowMs },
      weights: new Map(versions.map((version) => [version.version, weightsOf(version)])),
      startedAtMs: experiment.startedAt === null ? null : Date.parse(experiment.startedAt),
      untilMs: experiment.endedAt === null ? nowMs : Date.parse(experiment.endedAt),
    }),
  )
}
