import {
  accept,
  campaignCountBody,
  campaignCountReply,
  campaignCreateBody,
  campaignDetailSchema,
  campaignEditBody,
  campaignParams,
  campaignPreviewBody,
  campaignPreviewReply,
  campaignsQuery,
  campaignsReply,
  refuse,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { inSnapshot, type Pool } from '../platform/postgres/pool.ts'
import { countAudience } from './audience.store.ts'
import { actorOf, CAMPAIGNS_PATH } from './campaign-asked.ts'
import { moveRoutes } from './campaign-moves.routes.ts'
import { Campaigns } from './campaigns.service.ts'
import { findCampaigns } from './campaigns.store.ts'
import { resultRoutes } from './results.routes.ts'
import { showCampaign } from './show-campaign.ts'

const TAG = 'admin'
const READ = { permission: 'campaigns:read' }
const WRITE = { permission: 'campaigns:write' }
/** A list of ten thousand players has its room. */
const BODY_BYTES = 400_000

export interface CampaignRouteDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly publicUrl: string
}

/** Campaigns as those who run the club write, start and follow them. */
export function campaignRoutes(deps: CampaignRouteDependencies): AnyRoute[] {
  const campaigns = new Campaigns(deps)
  return [
    ...trialRoutes(deps),
    ...readRoutes(deps, campaigns),
    ...writeRoutes(campaigns),
    ...moveRoutes(campaigns),
    ...resultRoutes(deps),
  ]
}

function readRoutes({ pool }: CampaignRouteDependencies, campaigns: Campaigns): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: CAMPAIGNS_PATH,
      summary: 'Campaigns, filtered, sorted and paged',
      tag: TAG,
      access: READ,
      query: campaignsQuery,
      reply: campaignsReply,
      handle: async ({ query, total }) => {
        const found = await findCampaigns(pool, query)
        total(found.total)
        return accept(found.campaigns)
      },
    }),
    route({
      method: 'get',
      path: `${CAMPAIGNS_PATH}/:id`,
      summary: 'One campaign and how far it is',
      tag: TAG,
      access: READ,
      params: campaignParams,
      reply: campaignDetailSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id } }) => {
        const found = await campaigns.find(id)
        return found ? accept(found) : refuse('NOT_FOUND', 'no such campaign')
      },
    }),
  ]
}

function trialRoutes({ pool, clock, publicUrl }: CampaignRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: `${CAMPAIGNS_PATH}/count`,
      summary: 'How many players fit an audience now, and by which ways they can be reached; nothing is kept',
      tag: TAG,
      access: WRITE,
      bodyLimit: BODY_BYTES,
      body: campaignCountBody,
      reply: campaignCountReply,
      handle: ({ body: { audience } }) =>
        inSnapshot(pool, async (tx) => accept(await countAudience(tx, audience, clock.nowMs()))),
    }),
    route({
      method: 'post',
      path: `${CAMPAIGNS_PATH}/preview`,
      summary: 'A message as each channel shows it, with what the law adds; nothing is kept',
      tag: TAG,
      access: WRITE,
      body: campaignPreviewBody,
      reply: campaignPreviewReply,
      handle: async ({ body: { message } }) => accept(showCampaign(message, publicUrl)),
    }),
  ]
}

function writeRoutes(campaigns: Campaigns): AnyRoute[] {
  const common = { tag: TAG, access: WRITE, reply: campaignDetailSchema, bodyLimit: BODY_BYTES } as const
  return [
    route({
      ...common,
      method: 'post',
      path: CAMPAIGNS_PATH,
      summary: 'A new campaign as a draft, once a key',
      body: campaignCreateBody,
      reasons: ['COMMAND_ID_REUSED'],
      handle: async ({ body: { key, name, body }, ...asked }) =>
        campaigns.shown(await campaigns.create(key, name, body, actorOf(asked))),
    }),
    route({
      ...common,
      method: 'put',
      path: `${CAMPAIGNS_PATH}/:id`,
      summary: 'Changes a draft',
      params: campaignParams,
      body: campaignEditBody,
      reasons: ['NOT_FOUND', 'CONFLICT'],
      handle: async ({ params: { id }, body: { seenRevision, ...draft }, ...asked }) =>
        campaigns.shown(await campaigns.edit(id, seenRevision, draft, actorOf(asked))),
    }),
  ]
}
