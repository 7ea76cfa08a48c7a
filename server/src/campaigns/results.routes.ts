import { accept, campaignParams, campaignResultsSchema, refuse } from '@casino-club/shared'
import { insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { CSV_BOM, csvLine } from '../platform/http/csv.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { inSnapshot, type Pool } from '../platform/postgres/pool.ts'
import { actorOf, CAMPAIGNS_PATH } from './campaign-asked.ts'
import { findCampaign } from './campaigns.store.ts'
import { eachResult, findResults, type ResultLine } from './results.store.ts'

const TAG = 'admin'
const READ = { permission: 'campaigns:read' }
/** Who got what is more than figures. */
const WRITE = { permission: 'campaigns:write' }
const CSV = [
  ...([
    'userId',
    'wave',
    'arm',
    'zone',
    'dueAt',
    'passedAt',
    'channel',
    'state',
    'reason',
    'sentAt',
    'readAt',
  ] as const),
  'clickedAt',
] as const satisfies readonly (keyof ResultLine)[]

interface ResultDependencies {
  readonly pool: Pool
  readonly clock: Clock
}

async function* csvOf(lines: AsyncIterable<ResultLine>): AsyncIterable<string> {
  yield CSV_BOM + csvLine(CSV)
  for await (const line of lines) {
    yield csvLine(CSV.map((column) => (line[column] instanceof Date ? line[column].toISOString() : line[column])))
  }
}

/** What came of a campaign: told, left out and why, opened, converted against those held out, and what the guard rail saw. */
export function resultRoutes({ pool, clock }: ResultDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: `${CAMPAIGNS_PATH}/:id/results`,
      summary: 'What came of a campaign so far, against those who were held out',
      tag: TAG,
      access: READ,
      params: campaignParams,
      reply: campaignResultsSchema,
      reasons: ['NOT_FOUND'],
      handle: ({ params: { id } }) =>
        inSnapshot(pool, async (tx) => {
          const campaign = await findCampaign(tx, id)
          if (campaign === undefined) return refuse('NOT_FOUND', 'no such campaign')
          const readAt = new Date(clock.nowMs()).toISOString()
          return accept({ ...(await findResults(tx, campaign)), readAt })
        }),
    }),
    route({
      method: 'get',
      path: `${CAMPAIGNS_PATH}/:id/results/export.csv`,
      summary: 'A line a player, wave and channel, as CSV',
      tag: TAG,
      access: WRITE,
      stepUp: true,
      params: campaignParams,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id }, ...asked }) => {
        const campaign = await findCampaign(pool, id)
        if (campaign === undefined) return refuse('NOT_FOUND', 'no such campaign')
        const record = {
          action: 'campaigns.export',
          targetType: 'campaign',
          targetId: String(id),
          reason: null,
          before: null,
        }
        await insertAudit(pool, actorOf(asked), { ...record, after: { wave: campaign.wave }, atMs: clock.nowMs() })
        return accept({ fileName: `campaign-${id}.csv`, contentType: 'text/csv', lines: csvOf(eachResult(pool, id)) })
      },
    }),
  ]
}
