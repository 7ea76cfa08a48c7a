import {
  type AdminExperimentDetail,
  accept,
  adminExperimentDetailSchema,
  adminExperimentsReply,
  experimentActBody,
  experimentDraftBody,
  experimentParams,
  experimentResultsReply,
  type Result,
  refuse,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import { CSV_BOM, csvLine } from '../platform/http/csv.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { Judged } from './change.rule.ts'
import { actOn, draftExperiment, type EditingDependencies } from './editing.service.ts'
import type { Experiments } from './experiments.service.ts'
import { findVersions, listExperiments } from './experiments.store.ts'
import { findExposed } from './exposures.store.ts'
import { type ResultsDependencies, readResults } from './results.service.ts'

const TAG = 'admin'
const PATH = '/api/admin/experiments'
const CHUNK = 1_000

export interface ExperimentAdminDependencies extends ResultsDependencies, EditingDependencies {
  readonly experiments: Pick<Experiments, 'load'>
}

async function shown({ pool }: { pool: Pool }, id: string): Promise<Result<AdminExperimentDetail, 'NOT_FOUND'>> {
  const [[experiment], history] = await Promise.all([listExperiments(pool, id), findVersions(pool, id)])
  return experiment ? accept({ ...experiment, history }) : refuse('NOT_FOUND', 'no such experiment')
}

/** Experiments as those who run them see, write and end them. */
export function adminExperimentRoutes(deps: ExperimentAdminDependencies): AnyRoute[] {
  const access = { permission: 'experiments:read' } as const
  const one = { tag: TAG, access, params: experimentParams, method: 'get', reasons: ['NOT_FOUND'] } as const
  return [
    route({
      ...{ method: 'get', path: PATH, tag: TAG, access },
      summary: 'All experiments with their phases and how many players have met them',
      reply: adminExperimentsReply,
      handle: async () => accept(await listExperiments(deps.pool)),
    }),
    route({
      ...one,
      path: `${PATH}/:id`,
      summary: 'An experiment with everything it has ever said, and who changed it why',
      reply: adminExperimentDetailSchema,
      handle: ({ params: { id } }) => shown(deps, id),
    }),
    route({
      ...one,
      path: `${PATH}/:id/results`,
      summary: 'What an experiment has shown: figures and differences with intervals, and whether they may be believed',
      reply: experimentResultsReply,
      handle: ({ params: { id } }) => readResults(deps, id),
    }),
    route({
      ...one,
      path: `${PATH}/:id/exposures.csv`,
      stepUp: true,
      summary: 'Who has met which variant when, as CSV',
      handle: async ({ params: { id }, principal, request }) => {
        const [experiment] = await listExperiments(deps.pool, id)
        if (experiment === undefined) return refuse('NOT_FOUND', 'no such experiment')
        const target = { targetType: 'experiment', targetId: id, reason: null, before: null, after: null }
        const audit = { ...target, action: 'experiments.export', atMs: deps.clock.nowMs() }
        await insertAudit(deps.pool, { admin: principal, request }, audit)
        return accept({ fileName: `${id}.csv`, contentType: 'text/csv', lines: exposuresCsv(deps.pool, id) })
      },
    }),
    ...writeRoutes(deps),
  ]
}

async function* exposuresCsv(pool: Pool, id: string): AsyncIterable<string> {
  yield CSV_BOM + csvLine(['userId', 'variant', 'version', 'eventId', 'exposedAt'])
  for (let after = 0; ; ) {
    const page = await findExposed(pool, id, after, CHUNK)
    for (const { userId, variant, version, seq, at } of page) {
      yield csvLine([userId, variant, version, `${userId}-${seq}`, at])
    }
    const last = page.at(-1)
    if (last === undefined || page.length < CHUNK) return
    after = last.userId
  }
}

/** Deciding asks the results; nothing else does. */
async function judgedFor(deps: ExperimentAdminDependencies, id: string, act: string): Promise<Judged> {
  const results = act === 'decide' ? await readResults(deps, id) : undefined
  if (!results?.ok) return { reached: false, trusted: true }
  return { reached: results.value.horizon.reached, trusted: results.value.trusted }
}

function writeRoutes(deps: ExperimentAdminDependencies): AnyRoute[] {
  const access = { permission: 'experiments:write' } as const
  const common = { tag: TAG, access, params: experimentParams, reply: adminExperimentDetailSchema } as const
  return [
    route({
      ...common,
      method: 'put',
      path: `${PATH}/:id/draft`,
      summary: 'Makes an experiment, or corrects one that has not begun',
      body: experimentDraftBody,
      reasons: [
        'NOT_FOUND',
        'CONFLICT',
        'EXPERIMENT_PHASE',
        'EXPERIMENT_ON_ODDS',
        'EXPERIMENT_OVER',
        'SEGMENT_UNKNOWN',
      ],
      handle: async ({ params: { id }, body: { seenVersion, body }, principal, request }) => {
        const actor: AuditActor = { admin: principal, request }
        const done = await draftExperiment(deps, { id, seenVersion, body, actor })
        return done.ok ? shown(deps, id) : done
      },
    }),
    route({
      ...common,
      method: 'post',
      path: `${PATH}/:id/acts`,
      summary: 'Starts, ramps, weighs, pauses, resumes, stops or decides an experiment',
      body: experimentActBody,
      reasons: [
        'NOT_FOUND',
        'CONFLICT',
        'NOTHING_TO_CHANGE',
        'EXPERIMENT_PHASE',
        'EXPERIMENT_ON_ODDS',
        'EXPERIMENT_LAYER_TAKEN',
        'EXPERIMENT_OVER',
        'SEGMENT_UNKNOWN',
        'EXPERIMENT_TRAFFIC_LOWERED',
        'EXPERIMENT_VARIANT_UNKNOWN',
        'EXPERIMENT_TOO_EARLY',
        'EXPERIMENT_UNTRUSTED',
      ],
      handle: async ({ params: { id }, body: act, principal, request }) => {
        const judged = await judgedFor(deps, id, act.act)
        const done = await actOn(deps, { id, act, judged, actor: { admin: principal, request } })
        if (!done.ok) return done
        // The bus brings it to every process; this one knows it with the answer.
        await deps.experiments.load().catch(() => undefined)
        return shown(deps, id)
      },
    }),
  ]
}
