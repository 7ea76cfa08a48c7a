import {
  type AnyGame,
  accept,
  commandIdSchema,
  findTabledGame,
  GAME_DEFINITIONS,
  gameConfigReply,
  gameParams,
  gameVersionParams,
  refuse,
  slotSpinReply,
} from '@casino-club/shared'
import { z } from 'zod'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { PlayerActors, Rule } from '../player/index.ts'
import { commandIdOf } from './command-id.ts'
import type { OddsTables, TableVersion } from './odds-tables.service.ts'
import { slotAnalysis } from './slot-analysis.ts'

const TAG = 'games'

export interface PlayRouteDependencies {
  readonly actors: PlayerActors
  readonly tables: OddsTables
  /** The rule of each game, by the game's id. */
  readonly rules: Readonly<Record<string, Rule<object, undefined>>>
}

/** Playing over HTTP through the very commands of the room, and the published odds. */
export function playRoutes(deps: PlayRouteDependencies): AnyRoute[] {
  return [...Object.values(GAME_DEFINITIONS).map((game) => playRoute(deps, game)), ...oddsRoutes(deps.tables)]
}

const pathOf = ({ id, command }: AnyGame): string =>
  id === 'slot' ? '/api/actions/SLOT_SPIN' : `/api/games/${command.replace('.', '/')}`

/** The command's payload; without a command id in the body the header `Idempotency-Key` must carry one. */
const bodyOf = ({ choiceSchema }: AnyGame) =>
  (choiceSchema as unknown as z.ZodObject).safeExtend({ commandId: commandIdSchema.optional() })

const playReply = z.looseObject({
  ok: z.literal(true),
  commandId: z.uuid(),
  eventId: z.string(),
  bet: z.number().int(),
  win: z.number().int(),
})

function playRoute({ actors, rules }: PlayRouteDependencies, game: AnyGame): AnyRoute {
  return route({
    method: 'post',
    path: pathOf(game),
    summary: `The same command as ${game.command} in the room`,
    tag: TAG,
    access: 'player',
    body: bodyOf(game),
    reply: game.id === 'slot' ? slotSpinReply : playReply,
    reasons: [
      'BET_TOO_LOW',
      'BET_ABOVE_LIMIT',
      'CHOICE_NOT_OFFERED',
      'INSUFFICIENT_FUNDS',
      'BALANCE_LIMIT',
      'COMMAND_ID_REUSED',
      'SLOW_DOWN',
      'TABLE_UNAVAILABLE',
      'TEMPORARILY_UNAVAILABLE',
    ],
    handle: async ({ principal, body, request }) => {
      const { commandId: inBody, ...choice } = body as { commandId?: string }
      const commandId = commandIdOf(inBody, request)
      if (!commandId.ok) return commandId
      const rule = rules[game.id]
      if (rule === undefined) return refuse('TABLE_UNAVAILABLE', 'this game is closed')
      const answer = await actors.execute(principal.userId, rule, { commandId: commandId.value, payload: choice })
      return answer.ok ? accept(answer as never) : answer
    },
  })
}

const toConfig = ({ odds, table, analysis }: TableVersion) => ({
  game: odds.game as never,
  tableVersion: odds.version,
  tableHash: odds.hash,
  publishedAt: (odds.publishedAt ?? odds.createdAt).toISOString(),
  table,
  analysis: odds.game === 'slot' ? slotAnalysis(odds.hash, table) : (analysis as never),
})

function oddsRoutes(tables: OddsTables): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/games/:game/config',
      summary: 'The odds in force, exactly as they are drawn from',
      tag: TAG,
      access: 'none',
      params: gameParams,
      reply: gameConfigReply,
      reasons: ['TABLE_UNAVAILABLE'],
      handle: async ({ params: { game } }) => {
        const published = findTabledGame(game) && (await tables.findPublished(game))
        return published ? accept(toConfig(published)) : refuse('TABLE_UNAVAILABLE', `no ${game} table is published`)
      },
    }),
    route({
      method: 'get',
      path: '/api/games/:game/tables/:version',
      summary: 'A table that is or was in force, for checking past plays',
      tag: TAG,
      access: 'none',
      params: gameVersionParams,
      reply: gameConfigReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { game, version } }) => {
        const found = findTabledGame(game) && (await tables.find(game, version))
        if (!found || found.odds.status === 'draft') return refuse('NOT_FOUND', 'no such published table')
        return accept(toConfig(found))
      },
    }),
  ]
}
