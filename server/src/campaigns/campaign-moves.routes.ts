import { campaignDecisionBody, campaignDetailSchema, campaignMoveBody, campaignParams } from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { actorOf, CAMPAIGNS_PATH } from './campaign-asked.ts'
import type { Campaigns } from './campaigns.service.ts'

const SEND = { permission: 'campaigns:send' }
const REASONS = ['NOT_FOUND', 'CONFLICT'] as const

/** What is done to a campaign once it is written: start it, look at it as the second admin, pause, resume, end, send again. */
export function moveRoutes(campaigns: Campaigns): AnyRoute[] {
  return [startRoute(campaigns), decideRoute(campaigns), ...plainRoutes(campaigns), resendRoute(campaigns)]
}

const common = {
  method: 'post',
  tag: 'admin',
  access: SEND,
  params: campaignParams,
  reply: campaignDetailSchema,
} as const

function startRoute(campaigns: Campaigns): AnyRoute {
  return route({
    ...common,
    path: `${CAMPAIGNS_PATH}/:id/start`,
    summary: 'Starts a draft at its time; for many players it waits for a second admin',
    body: campaignMoveBody,
    reasons: [...REASONS, 'SCHEDULE_INVALID', 'AUDIENCE_EMPTY'],
    handle: async ({ params: { id }, body, ...asked }) =>
      campaigns.shown(await campaigns.start(id, { ...body, actor: actorOf(asked) })),
  })
}

function decideRoute(campaigns: Campaigns): AnyRoute {
  return route({
    ...common,
    path: `${CAMPAIGNS_PATH}/:id/decide`,
    summary: 'The second admin’s word about a large campaign',
    body: campaignDecisionBody,
    reasons: [...REASONS, 'SCHEDULE_INVALID', 'FORBIDDEN'],
    handle: async ({ params: { id }, body: { approved, ...body }, ...asked }) =>
      campaigns.shown(await campaigns.decide(id, approved, { ...body, actor: actorOf(asked) })),
  })
}

const PLAIN = {
  pause: 'Raises nothing more for now; what has been raised goes out',
  resume: 'Goes on where it was paused',
  cancel: 'Ends a campaign for ever and takes back what has not been sent',
} as const

function plainRoutes(campaigns: Campaigns): AnyRoute[] {
  return (['pause', 'resume', 'cancel'] as const).map((move) =>
    route({
      ...common,
      path: `${CAMPAIGNS_PATH}/:id/${move}`,
      summary: PLAIN[move],
      body: campaignMoveBody,
      reasons: REASONS,
      handle: async ({ params: { id }, body, ...asked }) =>
        campaigns.shown(await campaigns[move](id, { ...body, actor: actorOf(asked) })),
    }),
  )
}

function resendRoute(campaigns: Campaigns): AnyRoute {
  return route({
    ...common,
    path: `${CAMPAIGNS_PATH}/:id/resend`,
    summary: 'Another wave for those whom nothing has reached; nobody is told twice',
    body: campaignMoveBody,
    reasons: [...REASONS, 'NOTHING_TO_CHANGE'],
    handle: async ({ params: { id }, body, ...asked }) =>
      campaigns.shown(await campaigns.resend(id, { ...body, actor: actorOf(asked) })),
  })
}
