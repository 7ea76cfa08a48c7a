import {
  accept,
  type CommandPayload,
  fairnessRotateOutcomeSchema,
  refuse,
  rotateBody,
  type SlotTable,
  seedsReply,
  spinTranscriptSchema,
  verifyQuery,
  verifyReply,
} from '@casino-club/shared'
import { z } from 'zod'
import { findSeed, revealedSeeds } from '../fairness/index.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { PlayerActors, PlayerStore, Rule } from '../player/index.ts'
import { commandIdOf } from './command-id.ts'
import { findPlay } from './history.store.ts'
import type { SlotTables } from './slot/slot-tables.service.ts'
import { type VerifySources, verifyRecordedSpin, verifySpin } from './verify-play.ts'

const TAG = 'fairness'

export interface FairnessRouteDependencies {
  readonly pool: Pool
  readonly players: PlayerStore
  readonly actors: PlayerActors
  readonly slotTables: SlotTables
  readonly rotate: Rule<CommandPayload<'fairness.rotate'>, never>
}

/** Where a spin's record, seed and table come from. */
export function verifySources(pool: Pool, slotTables: SlotTables): VerifySources {
  return {
    findPlay: (userId, seq) => findPlay(pool, userId, seq),
    findSeed: (userId, hash) => findSeed(pool, userId, hash),
    findTable: (version) => publicTable(slotTables, version),
  }
}

/** A draft's odds are nobody's business yet. */
async function publicTable(slotTables: SlotTables, version: number): Promise<SlotTable | undefined> {
  const found = await slotTables.find(version)
  return found?.odds.status === 'draft' ? undefined : found?.table
}

/** Seeds, their rotation, and verification for anybody. */
export function fairnessRoutes(deps: FairnessRouteDependencies): AnyRoute[] {
  const sources = verifySources(deps.pool, deps.slotTables)
  return [seedsRoute(deps), rotateRoute(deps), verifyRoute(deps.slotTables, sources)]
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

function verifyRoute(slotTables: SlotTables, sources: VerifySources): AnyRoute {
  return route({
    method: 'get',
    path: '/api/fairness/verify',
    summary: 'Computes a past spin again: one’s own by its event id, anybody’s from all of its inputs',
    tag: TAG,
    access: 'optional',
    query: verifyQuery,
    reply: verifyReply,
    reasons: ['NOT_FOUND', 'SEED_NOT_REVEALED'],
    handle: async ({ principal, query }) => {
      if (query.eventId !== undefined) {
        const own = principal?.kind === 'player' && query.eventId.startsWith(`${principal.userId}-`)
        return own ? verifyRecordedSpin(sources, query.eventId) : refuse('NOT_FOUND', 'no such spin of yours')
      }
      const transcript = spinTranscriptSchema.safeParse(query)
      if (!transcript.success) return refuse('INVALID_PAYLOAD', 'either eventId or a whole transcript is needed')
      const table = await publicTable(slotTables, transcript.data.tableVersion)
      if (table === undefined) return refuse('NOT_FOUND', 'no such published table')
      return accept(verifySpin({ ...transcript.data, table, recorded: null }))
    },
  })
}
