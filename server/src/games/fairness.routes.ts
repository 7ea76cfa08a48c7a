import {
  accept,
  type CommandPayload,
  fairnessRotateOutcomeSchema,
  findGame,
  type Result,
  refuse,
  rotateBody,
  seedsReply,
  type VerifyQuery,
  type VerifyReply,
  verifyQuery,
  verifyReply,
} from '@casino-club/shared'
import { z } from 'zod'
import { findSeed, revealedSeeds } from '../fairness/index.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { PlayerActors, PlayerStore, Rule } from '../player/index.ts'
import { commandIdOf } from './command-id.ts'
import { findPlay } from './history/plays.store.ts'
import type { OddsTables } from './odds-tables.service.ts'
import { type VerifySources, verifyPlay, verifyRecordedPlay } from './verify-play.ts'

const TAG = 'fairness'

export interface FairnessRouteDependencies {
  readonly pool: Pool
  readonly players: PlayerStore
  readonly actors: PlayerActors
  readonly tables: OddsTables
  readonly rotate: Rule<CommandPayload<'fairness.rotate'>, never>
}

/** Where a play's record, seed and table come from. */
export function verifySources(pool: Pool, tables: OddsTables): VerifySources {
  return {
    findPlay: (userId, seq) => findPlay(pool, userId, seq),
    findSeed: (userId, hash) => findSeed(pool, userId, hash),
    findTable: (game, version) => publicTable(tables, game, version),
  }
}

/** A draft's odds are nobody's business yet. */
async function publicTable(tables: OddsTables, game: string, version: number): Promise<unknown> {
  const found = await tables.find(game, version)
  return found?.odds.status === 'draft' ? undefined : found?.table
}

/** Seeds, their rotation, and verification for anybody. */
export function fairnessRoutes(deps: FairnessRouteDependencies): AnyRoute[] {
  const sources = verifySources(deps.pool, deps.tables)
  return [seedsRoute(deps), rotateRoute(deps), verifyRoute(sources)]
}

function seedsRoute({ pool, players }: FairnessRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/fairness/seeds',
    summary: 'One’s own seeds: hashes of those in use and to come, and the revealed ones',
    tag: TAG,
    access: 'player',
    reply: seedsReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal: { userId } }) => {
      const player = await players.load(userId)
      if (player === undefined) return refuse('NOT_FOUND', 'no such player')
      const { serverSeedHash, clientSeed, nextServerSeedHash } = player.seeds
      return accept({
        active: { serverSeedHash, clientSeed, nonce: player.nonce },
        nextServerSeedHash,
        revealed: await revealedSeeds(pool, userId),
      })
    },
  })
}

function rotateRoute({ actors, rotate }: FairnessRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/fairness/rotate',
    summary: 'Reveals the server seed in use and begins the next: the same command as fairness.rotate in the room',
    tag: TAG,
    access: 'player',
    body: rotateBody,
    reply: z
      .object({ ok: z.literal(true), replayed: z.literal(true).optional() })
      .extend(fairnessRotateOutcomeSchema.shape),
    reasons: ['COMMAND_ID_REUSED', 'SLOW_DOWN', 'TEMPORARILY_UNAVAILABLE'],
    handle: async ({ principal, body: { commandId: inBody, ...payload }, request }) => {
      const commandId = commandIdOf(inBody, request)
      if (!commandId.ok) return commandId
      const answer = await actors.execute(principal.userId, rotate, { commandId: commandId.value, payload })
      return answer.ok ? accept(answer as never) : answer
    },
  })
}

function verifyRoute(sources: VerifySources): AnyRoute {
  return route({
    method: 'get',
    path: '/api/fairness/verify',
    summary: 'Computes a past play again: one’s own by its event id, anybody’s from all of its inputs',
    tag: TAG,
    access: 'optional',
    query: verifyQuery,
    reply: verifyReply,
    reasons: ['NOT_FOUND', 'SEED_NOT_REVEALED'],
    handle: async ({ principal, query }) => {
      if (query.eventId === undefined) return verifyTranscript(sources, query)
      const own = principal?.kind === 'player' && query.eventId.startsWith(`${principal.userId}-`)
      return own ? verifyRecordedPlay(sources, query.eventId) : refuse('NOT_FOUND', 'no such play of yours')
    },
  })
}

/** From public inputs alone; a spin of the slot may be told by its bet and its run of wins. */
async function verifyTranscript(sources: VerifySources, query: VerifyQuery): Promise<Result<VerifyReply>> {
  const { game: id = 'slot', serverSeed, clientSeed, nonce, tableVersion, bet, streakBefore } = query
  const game = findGame(id)
  if (game === undefined) return refuse('NOT_FOUND', 'no such game')
  if (serverSeed === undefined || clientSeed === undefined || nonce === undefined || tableVersion === undefined) {
    return refuse('INVALID_PAYLOAD', 'either eventId or a whole transcript is needed')
  }
  const choice = game.choiceSchema.safeParse(query.choice ?? { bet })
  const before = game.carriedSchema.safeParse(query.before ?? { ...(id === 'slot' && { streak: streakBefore }) })
  if (!choice.success || !before.success) {
    return refuse('INVALID_PAYLOAD', 'choice and before must be those of a play')
  }
  const table = await sources.findTable(id, tableVersion)
  if (table === undefined) return refuse('NOT_FOUND', 'no such published table')
  const transcript = { serverSeed, clientSeed, nonce, tableVersion, choice: choice.data, before: before.data }
  return accept(verifyPlay(game, { ...transcript, table, recorded: null }))
}
