import {
  accept,
  type Reason,
  realityCheckSeenReply,
  refuse,
  restrictionsChangedReply,
  type SafeCommand,
  safeCommandBody,
  safePlayReply,
  walletRefilledReply,
} from '@casino-club/shared'
import type { z } from 'zod'
import { commandIdOf } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { PlayerActors, PlayerStore } from '../player/index.ts'
import type { Policy } from './policies.ts'
import type { SafeRules } from './safe-rules.ts'
import { standingOf } from './standing.ts'

const TAG = 'safe-play'
const SECOND_MS = 1_000

export interface SafePlayRouteDependencies {
  readonly actors: PlayerActors
  readonly players: PlayerStore
  readonly clock: Clock
  readonly policy: Policy
  readonly rules: SafeRules
  readonly refillBelow: () => number
}

interface Twin {
  readonly path: string
  readonly summary: string
  readonly reply: z.ZodType
  readonly reasons: readonly Reason[]
}

const changed = (path: string, summary: string, reasons: readonly Reason[]): Twin => ({
  path: `/api/safe-play/${path}`,
  summary,
  reply: restrictionsChangedReply,
  reasons,
})

const TWINS: Readonly<Record<SafeCommand, Twin>> = {
  'safe.limits.set': changed('limits', 'Sets a limit: stricter at once, looser as a wish to be confirmed', [
    'NOTHING_TO_CHANGE',
  ]),
  'safe.limits.confirm': changed('limits/confirm', 'Confirms a looser limit, a day after it was asked for', [
    'NO_CHANGE_PENDING',
    'CHANGE_NOT_DUE',
  ]),
  'safe.limits.cancel': changed('limits/cancel', 'Takes the wish for a looser limit back', ['NO_CHANGE_PENDING']),
  'safe.pause': changed('pause', 'Closes the club to oneself for some hours', ['SELF_EXCLUDED', 'NOTHING_TO_CHANGE']),
  'safe.exclude': changed('exclusion', 'Closes the club to oneself for months or for ever; cannot be undone', [
    'NOTHING_TO_CHANGE',
  ]),
  'safe.return': changed('return', 'Confirms the return after an exclusion that is over', [
    'SELF_EXCLUDED',
    'NOTHING_TO_CHANGE',
  ]),
  'safe.realityCheck': changed('reality-check', 'After how many minutes of play one is told of time and result', [
    'NOTHING_TO_CHANGE',
  ]),
  'safe.acknowledge': {
    path: '/api/safe-play/acknowledge',
    summary: 'Time and result were looked at; play may go on',
    reply: realityCheckSeenReply,
    reasons: ['NOTHING_TO_CHANGE'],
  },
  'wallet.refill': {
    path: '/api/wallet/refill',
    summary: 'Coins for who has too few for any bet',
    reply: walletRefilledReply,
    reasons: ['SELF_EXCLUDED', 'PAUSED', 'COINS_LEFT', 'STAKE_OPEN', 'REFILL_TOO_SOON'],
  },
}

/** One's own limits and pauses over HTTP; they work while the rooms are closed to the player. */
export function safePlayRoutes(deps: SafePlayRouteDependencies): AnyRoute[] {
  return [
    standingRoute(deps),
    ...(Object.entries(TWINS) as [SafeCommand, Twin][]).map(([command, twin]) => twinRoute(deps, command, twin)),
  ]
}

function standingRoute({ players, clock, policy, refillBelow }: SafePlayRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/safe-play',
    summary: 'One’s limits with what was used of them, pauses, the reality check and the refill',
    tag: TAG,
    access: 'player',
    reply: safePlayReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal }) => {
      const player = await players.load(principal.userId)
      if (player === undefined) return refuse('NOT_FOUND', 'no such player')
      return accept(standingOf(player.state.safe, { policy, belowCoins: refillBelow(), nowMs: clock.nowMs() }))
    },
  })
}

function twinRoute({ actors, rules }: SafePlayRouteDependencies, command: SafeCommand, twin: Twin): AnyRoute {
  return route({
    method: 'post',
    path: twin.path,
    summary: twin.summary,
    tag: TAG,
    access: 'player',
    body: safeCommandBody(command),
    reply: twin.reply,
    reasons: [...twin.reasons, 'COMMAND_ID_REUSED', 'SLOW_DOWN', 'TEMPORARILY_UNAVAILABLE'],
    handle: async ({ principal, body, request }) => {
      const { commandId: inBody, ...payload } = body as { commandId?: string }
      const commandId = commandIdOf(inBody, request)
      if (!commandId.ok) return commandId
      const asked = { commandId: commandId.value, payload: payload as never }
      const answer = await actors.execute(principal.userId, rules[command] as never, asked)
      if (answer.ok) return accept(answer as never)
      const { retryAfterMs } = answer as { retryAfterMs?: number }
      return { ...answer, ...(retryAfterMs && { retryAfterSeconds: Math.ceil(retryAfterMs / SECOND_MS) }) }
    },
  })
}
