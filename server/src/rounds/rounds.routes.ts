import {
  accept,
  type RoundReply,
  refuse,
  roundParams,
  roundSchema,
  roundsParams,
  roundsQuery,
  roundsReply,
} from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { countStakes, findRound, findRounds, type RoundRow } from './rounds.store.ts'

/** A round for everybody's eyes: what it was drawn from only once it has ended. */
export function toRound(row: RoundRow, stakes: number): RoundReply {
  const ended = row.state === 'settled' || row.state === 'void'
  return {
    id: row.id,
    game: row.game as RoundReply['game'],
    state: row.state,
    day: row.day,
    tableVersion: row.table_version,
    seedHash: row.seed_hash,
    seed: ended ? row.seed : null,
    outcome: ended ? { ...row.outcome } : null,
    stakes,
    openedAt: row.opened_at.toISOString(),
    closesAt: row.closes_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

/** Past and present rounds, with all that anybody needs to draw them again. */
export function roundRoutes(pool: Pool): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/games/:game/rounds',
      summary: 'Rounds of a game that have ended, newest first',
      tag: 'games',
      access: 'none',
      params: roundsParams,
      query: roundsQuery,
      reply: roundsReply,
      handle: async ({ params: { game }, query: { page, perPage } }) => {
        const rows = await findRounds(pool, game, ['settled', 'void'], { limit: perPage, offset: (page - 1) * perPage })
        const stakes = await countStakes(
          pool,
          rows.map(({ id }) => id),
        )
        return accept(rows.map((row) => toRound(row, stakes.get(row.id) ?? 0)))
      },
    }),
    route({
      method: 'get',
      path: '/api/games/:game/rounds/:id',
      summary: 'One round; its seed is there once it has ended',
      tag: 'games',
      access: 'none',
      params: roundParams,
      reply: roundSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { game, id } }) => {
        const row = await findRound(pool, game, id)
        if (row === undefined) return refuse('NOT_FOUND', 'no such round')
        return accept(toRound(row, (await countStakes(pool, [id])).get(id) ?? 0))
      },
    }),
  ]
}
