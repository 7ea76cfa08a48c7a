import {
  accept,
  passBuyBody,
  passBuyReply,
  passClaimAllBody,
  passClaimBody,
  passClaimReply,
  passCouponBody,
  passCouponReply,
  passStatusReply,
  type Reason,
} from '@casino-club/shared'
import { commandIdOf } from '../games/index.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Answer } from '../player/index.ts'
import type { Passes } from './passes.service.ts'

const TAG = 'battlepass'
const PATH = '/api/battlepass'
const COMMAND_REASONS = [
  'NOT_FOUND',
  'PAUSED',
  'SELF_EXCLUDED',
  'COMMAND_ID_REUSED',
  'SLOW_DOWN',
  'TEMPORARILY_UNAVAILABLE',
] as const satisfies Reason[]
const CLAIM_REASONS = [...COMMAND_REASONS, 'PASS_OVER', 'ITEM_UNKNOWN', 'BALANCE_LIMIT'] as const satisfies Reason[]

const replied = (answer: Answer) => (answer.ok ? accept(answer as never) : answer)

/** The battle pass of a player. */
export const battlePassRoutes = (passes: Passes): AnyRoute[] => [
  route({
    method: 'get',
    path: `${PATH}/status`,
    summary: 'The season that runs: one’s pass XP and level, both tracks, what waits, coupons; and the next season',
    tag: TAG,
    access: 'player',
    reply: passStatusReply,
    handle: async ({ principal }) => accept(await passes.status(principal.userId)),
  }),
  ...claimRoutes(passes),
  ...otherRoutes(passes),
]

function claimRoutes(passes: Passes): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: `${PATH}/claim`,
      summary: 'The same command as battlepass.claim in the room: takes a reward of a level that was reached, once',
      tag: TAG,
      access: 'player',
      body: passClaimBody,
      reply: passClaimReply,
      reasons: [...CLAIM_REASONS, 'PASS_LEVEL_LOCKED', 'PASS_TRACK_LOCKED', 'PASS_CLAIMED'],
      handle: async ({ principal, body: { commandId: inBody, ...payload }, request }) => {
        const commandId = commandIdOf(inBody, request)
        return commandId.ok ? replied(await passes.claim(principal.userId, commandId.value, payload)) : commandId
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/claim-all`,
      summary: 'Takes every reward that was earned and not taken, all of them or none',
      tag: TAG,
      access: 'player',
      body: passClaimAllBody,
      reply: passClaimReply,
      reasons: [...CLAIM_REASONS, 'PASS_NOTHING_EARNED'],
      handle: async ({ principal, body: { commandId: inBody, season }, request }) => {
        const commandId = commandIdOf(inBody, request)
        return commandId.ok ? replied(await passes.claimAll(principal.userId, commandId.value, season)) : commandId
      },
    }),
  ]
}

function otherRoutes(passes: Passes): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: `${PATH}/buy`,
      summary: 'Buys the paid track of the season for gems; what was reached before counts',
      tag: TAG,
      access: 'player',
      body: passBuyBody,
      reply: passBuyReply,
      reasons: [
        ...COMMAND_REASONS,
        'PASS_OVER',
        'PASS_OWNED',
        'PRICE_CHANGED',
        'INSUFFICIENT_FUNDS',
        'SPEND_LIMIT',
        'STAKE_LIMIT',
        'LOSS_LIMIT',
        'TIME_LIMIT',
      ],
      handle: async ({ principal, body: { commandId: inBody, ...payload }, request }) => {
        const commandId = commandIdOf(inBody, request)
        return commandId.ok ? replied(await passes.buy(principal.userId, commandId.value, payload)) : commandId
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/coupon`,
      summary: 'Uses a coupon of pass XP, once',
      tag: TAG,
      access: 'player',
      body: passCouponBody,
      reply: passCouponReply,
      reasons: [...COMMAND_REASONS, 'PASS_COUPON_USED', 'PASS_COUPON_OVER'],
      handle: async ({ principal, body: { commandId: inBody, ...payload }, request }) => {
        const commandId = commandIdOf(inBody, request)
        return commandId.ok ? replied(await passes.useCoupon(principal.userId, commandId.value, payload)) : commandId
      },
    }),
  ]
}
