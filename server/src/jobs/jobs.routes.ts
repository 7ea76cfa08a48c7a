import {
  accept,
  jobDryRunBody,
  jobDryRunReply,
  jobParams,
  jobRunBody,
  jobRunsQuery,
  jobRunsReply,
  jobSchema,
  jobSwitchBody,
  jobsReply,
  refuse,
} from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Jobs } from './jobs.service.ts'

const TAG = 'admin'
const READ = { permission: 'jobs:read' }
const RUN = { permission: 'jobs:run' }
const PATH = '/api/admin/jobs'
/** A dry run that takes longer says how far it came. */
const DRY_RUN_MS = 8_000

/** The timetable, for those who run the club. */
export const jobRoutes = (jobs: Jobs): AnyRoute[] => [...readRoutes(jobs), ...runRoutes(jobs), switchRoute(jobs)]

function readRoutes(jobs: Jobs): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Every job of the timetable: when it runs, how its last run ended, what is wrong with it',
      tag: TAG,
      access: READ,
      reply: jobsReply,
      handle: async ({ total }) => {
        const list = await jobs.list()
        total(list.length)
        return accept(list)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      summary: 'One job',
      tag: TAG,
      access: READ,
      params: jobParams,
      reply: jobSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id } }) => {
        const job = await jobs.find(id)
        return job ? accept(job) : refuse('NOT_FOUND', 'no such job')
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id/runs`,
      summary: 'The runs of a job, a UTC day each',
      tag: TAG,
      access: READ,
      params: jobParams,
      query: jobRunsQuery,
      reply: jobRunsReply,
      handle: async ({ params: { id }, query, total }) => {
        const found = await jobs.runs({ ...query, job: id, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.runs)
      },
    }),
  ]
}

function runRoutes(jobs: Jobs): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: `${PATH}/:id/run`,
      summary: 'Lets a day run now: one that was given up or passed over, or again where the job allows it',
      tag: TAG,
      access: RUN,
      params: jobParams,
      body: jobRunBody,
      reply: jobRunsReply,
      reasons: ['NOT_FOUND', 'RUN_NOT_DUE', 'RUN_DONE', 'RUN_UNDER_WAY'],
      handle: async ({ principal, request, params: { id }, body }) => {
        const ordered = await jobs.order({ name: id, ...body }, { admin: principal, request })
        return ordered.ok ? accept([...ordered.value]) : ordered
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/dry-run`,
      summary: 'What a day would come to; nothing is written',
      tag: TAG,
      access: RUN,
      params: jobParams,
      body: jobDryRunBody,
      reply: jobDryRunReply,
      reasons: ['NOT_FOUND', 'RUN_NOT_DUE'],
      handle: ({ params: { id }, body: { date } }) => jobs.dryRun(id, date, DRY_RUN_MS),
    }),
  ]
}

function switchRoute(jobs: Jobs): AnyRoute {
  return route({
    method: 'post',
    path: `${PATH}/:id/switch`,
    summary: 'Enables or disables a job; a run under way stops at the end of its page',
    tag: TAG,
    access: { permission: 'jobs:edit' },
    params: jobParams,
    body: jobSwitchBody,
    reply: jobSchema,
    reasons: ['NOT_FOUND', 'NOTHING_TO_CHANGE'],
    handle: ({ principal, request, params: { id }, body }) =>
      jobs.switch({ name: id, ...body }, { admin: principal, request }),
  })
}
