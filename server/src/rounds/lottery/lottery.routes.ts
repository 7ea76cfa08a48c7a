import {
  accept,
  commandIdSchema,
  type LotteryReply,
  type LotteryTable,
  lotteryChoiceSchema,
  lotteryReply,
  refuse,
  stakePlacedSchema,
} from '@casino-club/shared'
import { z } from 'zod'
import { commandIdOf } from '../../games/index.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { PlayerStore } from '../../player/index.ts'
import { toRound } from '../rounds.routes.ts'
import type { Rounds } from '../rounds.service.ts'
import { countStakes, findRounds, type RoundRow } from '../rounds.store.ts'
import { findOwnStakes } from '../stakes.store.ts'
import type { Lottery } from './lottery.service.ts'

export interface LotteryRouteDependencies {
  readonly pool: Pool
  readonly lottery: Lottery
  readonly rounds: Rounds
  readonly players: PlayerStore
}

/** The lottery as a player sees it, and its tickets over HTTP. */
export function lotteryRoutes(deps: LotteryRouteDependencies): AnyRoute[] {
  return [ownRoute(deps), enterRoute(deps)]
}

function ownRoute({ pool, players, rounds }: LotteryRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/games/lottery',
    summary: 'The drawing on sale and the last one, with one’s own tickets',
    tag: 'games',
    access: 'player',
    reply: lotteryReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal: { userId } }) => {
      const player = await players.load(userId)
      if (player === undefined) return refuse('NOT_FOUND', 'no such player')
      const [next] = await findRounds(pool, 'lottery', ['open', 'closed'], { limit: 1 })
      const [last] = await findRounds(pool, 'lottery', ['settled'], { limit: 1 })
      const shownNext = next && (await shown(pool, next, userId))
      const table = next && ((await rounds.terms(next)).table as LotteryTable)
      const mayHave = table && shownNext ? table.maxTickets[player.rank] - shownNext.tickets.length : 0
      return accept({
        next: shownNext ? { ...shownNext, mayHave: Math.max(mayHave, 0) } : null,
        last: last ? await shown(pool, last, userId) : null,
      })
    },
  })
}

async function shown(pool: Pool, row: RoundRow, userId: number): Promise<NonNullable<LotteryReply['last']>> {
  const stakes = await findOwnStakes(pool, row.id, userId)
  const count = (await countStakes(pool, [row.id])).get(row.id) ?? 0
  return {
    round: toRound(row, count),
    tickets: stakes.map(({ seq, choice, state, win }) => ({
      stakeId: `${userId}-${seq}`,
      numbers: lotteryChoiceSchema.parse(choice).numbers,
      state,
      win,
    })),
  }
}

function enterRoute({ lottery }: LotteryRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/games/lottery/enter',
    summary: 'Buys a ticket: the same command as lottery.enter in the room',
    tag: 'games',
    access: 'player',
    body: lotteryChoiceSchema.extend({ commandId: commandIdSchema.optional() }),
    reply: z.object({ ok: z.literal(true), replayed: z.literal(true).optional() }).extend(stakePlacedSchema.shape),
    reasons: [
      'CHOICE_NOT_OFFERED',
      'INSUFFICIENT_FUNDS',
      'BALANCE_LIMIT',
      'BETTING_CLOSED',
      'TICKET_LIMIT',
      'COMMAND_ID_REUSED',
      'SLOW_DOWN',
      'TABLE_UNAVAILABLE',
      'TEMPORARILY_UNAVAILABLE',
    ],
    handle: async ({ principal, body: { commandId: inBody, numbers }, request }) => {
      const commandId = commandIdOf(inBody, request)
      if (!commandId.ok) return commandId
      const answer = await lottery.enter(principal.userId, commandId.value, { numbers })
      return answer.ok ? accept(answer as never) : answer
    },
  })
}
