import {
  accept,
  NO_TUTORIAL,
  type Reason,
  refuse,
  type TutorialCommand,
  tutorialChangedReply,
  tutorialCommandBody,
  tutorialCompletedReply,
  tutorialReply,
} from '@casino-club/shared'
import type { z } from 'zod'
import { commandIdOf } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { PlayerActors, PlayerStore } from '../player/index.ts'
import { closedTo } from '../safe-play/index.ts'
import type { TutorialRules } from './tutorial.rule.ts'

const TAG = 'tutorial'

export interface TutorialRouteDependencies {
  readonly actors: PlayerActors
  readonly players: PlayerStore
  readonly clock: Clock
  readonly rules: TutorialRules
  readonly rewardCoins: number
}

interface Twin {
  readonly path: string
  readonly summary: string
  readonly reply: z.ZodType
  readonly reasons: readonly Reason[]
}

const TWINS: Readonly<Record<TutorialCommand, Twin>> = {
  'tutorial.step': {
    path: '/api/tutorial/steps',
    summary: 'A step of the tutorial was taken',
    reply: tutorialChangedReply,
    reasons: ['TUTORIAL_DONE', 'NOTHING_TO_CHANGE'],
  },
  'tutorial.skip': {
    path: '/api/tutorial/skip',
    summary: 'Puts the tutorial aside; the next step takes it up again',
    reply: tutorialChangedReply,
    reasons: ['TUTORIAL_DONE', 'NOTHING_TO_CHANGE'],
  },
  'tutorial.complete': {
    path: '/api/tutorial/complete',
    summary: 'Ends the tutorial with the first reward, once for every account',
    reply: tutorialCompletedReply,
    reasons: ['TUTORIAL_DONE', 'TUTORIAL_UNFINISHED', 'PAUSED', 'SELF_EXCLUDED', 'BALANCE_LIMIT'],
  },
}

/** The first steps of a new player over HTTP; they work while the rooms are closed to him. */
export function tutorialRoutes(deps: TutorialRouteDependencies): AnyRoute[] {
  return [
    standingRoute(deps),
    ...(Object.entries(TWINS) as [TutorialCommand, Twin][]).map(([command, twin]) => twinRoute(deps, command, twin)),
  ]
}

function standingRoute({ players, clock, rewardCoins }: TutorialRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/tutorial',
    summary: 'How far one is in the tutorial, and what waits at its end',
    tag: TAG,
    access: 'player',
    reply: tutorialReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal }) => {
      const player = await players.load(principal.userId)
      if (player === undefined) return refuse('NOT_FOUND', 'no such player')
      const { tutorial = NO_TUTORIAL, safe } = player.state
      const closed = safe?.restrictions && closedTo(safe.restrictions, clock.nowMs())
      return accept({ ...tutorial, steps: [...tutorial.steps], rewardCoins, closed: closed?.reason ?? null })
    },
  })
}

function twinRoute({ actors, rules }: TutorialRouteDependencies, command: TutorialCommand, twin: Twin): AnyRoute {
  return route({
    method: 'post',
    path: twin.path,
    summary: twin.summary,
    tag: TAG,
    access: 'player',
    body: tutorialCommandBody(command),
    reply: twin.reply,
    reasons: [...twin.reasons, 'COMMAND_ID_REUSED', 'SLOW_DOWN', 'TEMPORARILY_UNAVAILABLE'],
    handle: async ({ principal, body, request }) => {
      const { commandId: inBody, ...payload } = body as { commandId?: string }
      const commandId = commandIdOf(inBody, request)
      if (!commandId.ok) return commandId
      const asked = { commandId: commandId.value, payload: payload as never }
      const answer = await actors.execute(principal.userId, rules[command], asked)
      return answer.ok ? accept(answer as never) : answer
    },
  })
}
