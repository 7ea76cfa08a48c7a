import {
  accept,
  nextRewardReply,
  streakCalendarQuery,
  streakCalendarReply,
  streakQuery,
  streakStatusReply,
  streakTickBody,
  streakTickReply,
} from '@casino-club/shared'
import { commandIdOf } from '../games/index.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { EditingDependencies } from './editing.service.ts'
import type { Streaks } from './streaks.service.ts'
import { adminStreakRoutes } from './streaks-admin.routes.ts'

const TAG = 'streak'
const PATH = '/api/streak'

/** One's own streak over HTTP, and what it is held to for those who run the club. */
export const streakRoutes = ({
  streaks,
  ...editing
}: EditingDependencies & { readonly streaks: Streaks }): AnyRoute[] => [
  ...readRoutes(streaks),
  tickRoute(streaks),
  ...adminStreakRoutes(editing),
]

function readRoutes(streaks: Streaks): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: `${PATH}/status`,
      summary: 'One’s days in a row, what a tick would count for, and the next local midnight',
      tag: TAG,
      access: 'player',
      query: streakQuery,
      reply: streakStatusReply,
      reasons: ['NOT_FOUND'],
      handle: ({ principal, query }) => streaks.status(principal.userId, query.timeZone),
    }),
    route({
      method: 'get',
      path: `${PATH}/next-reward`,
      summary: 'What the next tick brings, and from when on; and the days after it',
      tag: TAG,
      access: 'player',
      query: streakQuery,
      reply: nextRewardReply,
      reasons: ['NOT_FOUND'],
      handle: ({ principal, query }) => streaks.nextReward(principal.userId, query.timeZone),
    }),
    route({
      method: 'get',
      path: `${PATH}/calendar`,
      summary: 'A month of one’s days: ticked, saved by a shield, or only visited',
      tag: TAG,
      access: 'player',
      query: streakCalendarQuery,
      reply: streakCalendarReply,
      reasons: ['NOT_FOUND'],
      handle: ({ principal, query }) => streaks.calendar(principal.userId, query),
    }),
  ]
}

function tickRoute(streaks: Streaks): AnyRoute {
  return route({
    method: 'post',
    path: `${PATH}/tick`,
    summary: 'The same command as streak.tick in the room: ticks a local day, once, and pays its reward',
    tag: TAG,
    access: 'player',
    body: streakTickBody,
    reply: streakTickReply,
    reasons: [
      'STREAK_TICKED',
      'PAUSED',
      'SELF_EXCLUDED',
      'BALANCE_LIMIT',
      'COMMAND_ID_REUSED',
      'SLOW_DOWN',
      'TEMPORARILY_UNAVAILABLE',
    ],
    handle: async ({ principal, body: { commandId: inBody, ...payload }, request }) => {
      const commandId = commandIdOf(inBody, request)
      if (!commandId.ok) return commandId
      const answer = await streaks.tick(principal.userId, commandId.value, payload)
      return answer.ok ? accept(answer as never) : answer
    },
  })
}
