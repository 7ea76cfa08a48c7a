import {
  type AdminPlay,
  type AdminPlaysFilter,
  accept,
  adminPlaySchema,
  adminPlaysFilterSchema,
  adminPlaysQuery,
  adminPlaysReply,
  adminVerifyReply,
  playIdParams,
  refuse,
} from '@casino-club/shared'
import { type OddsTables, verifyHeldPlay, verifySources } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import { CSV_BOM, csvLine } from '../platform/http/csv.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { insertAudit } from './audit.store.ts'
import { findAnyPlay, findUserId, openedAtMs, readPlays } from './plays.store.ts'
import { cursorText, type PlayCursor, type PlaySearch, readCursor, searchPlays } from './search-plays.ts'

const TAG = 'admin'
const READ = { permission: 'plays:read' }
/** An admin waits this long at most; the page goes on from there. */
const BUDGET_MS = 3_000
/** Clocks of other processes may be ahead. */
const AHEAD_MS = 60_000
const EXPORT_PAGE = 1_000

export interface PlaysRouteDependencies {
  readonly pool: Pool
  readonly tables: OddsTables
  readonly clock: Clock
}

/** All plays of all players: searched, looked at, computed again, saved. */
export function playsRoutes(deps: PlaysRouteDependencies): AnyRoute[] {
  return [listRoute(deps), exportRoute(deps), oneRoute(deps), verifyRoute(deps)]
}

type Bounds = Pick<PlaySearch, 'filter' | 'fromMs' | 'toMs'>

/** The search that a filter asks for; undefined where it names a player who is none. */
async function boundsOf({ pool, clock }: PlaysRouteDependencies, asked: AdminPlaysFilter): Promise<Bounds | undefined> {
  const { game, player, from, to, minBet, minWin, version, winsOnly } = asked
  const opened = await openedAtMs(pool)
  const userId = player === undefined ? undefined : await findUserId(pool, player)
  if (opened === undefined || (player !== undefined && userId === undefined)) return undefined
  const leastWin = winsOnly === 'true' ? Math.max(1, minWin ?? 0) : minWin
  return {
    filter: { game, userId, minBet, minWin: leastWin, version },
    fromMs: Math.max(opened, from === undefined ? 0 : Date.parse(from)),
    toMs: Math.min(clock.nowMs() + AHEAD_MS, to === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(to)),
  }
}

const toolsOf = (pool: Pool, budgetMs: number) => ({
  read: (...asked: Parameters<typeof readPlays> extends [unknown, ...infer Rest] ? Rest : never) =>
    readPlays(pool, ...asked),
  elapsedMs: () => performance.now(),
  budgetMs,
})

function listRoute(deps: PlaysRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/plays',
    summary: 'Plays of all players by time, page by page from a cursor',
    tag: TAG,
    access: READ,
    query: adminPlaysQuery,
    reply: adminPlaysReply,
    handle: async ({ query: { perPage, order, after, ...asked } }) => {
      const bounds = await boundsOf(deps, asked)
      const now = new Date(deps.clock.nowMs()).toISOString()
      if (bounds === undefined) return accept({ items: [], next: null, searchedTo: now })
      const ascending = order.toUpperCase() === 'ASC'
      const cursor = after === undefined ? undefined : readCursor(after)
      const page = await searchPlays({ ...bounds, after: cursor, ascending, perPage }, toolsOf(deps.pool, BUDGET_MS))
      return accept({
        items: [...page.plays],
        next: page.next && cursorText(page.next),
        searchedTo: new Date(page.searchedToMs).toISOString(),
      })
    },
  })
}

const CSV_COLUMNS = [
  'eventId',
  'occurredAt',
  'game',
  'userId',
  'nickname',
  'siteId',
  'tableVersion',
  'bet',
  'win',
  'net',
] as const

async function* playsCsv(pool: Pool, bounds: Bounds | undefined): AsyncIterable<string> {
  yield CSV_BOM + csvLine([...CSV_COLUMNS, 'outcome'])
  let after: PlayCursor | undefined
  while (bounds !== undefined) {
    const search = { ...bounds, after, ascending: true, perPage: EXPORT_PAGE }
    const { plays, next } = await searchPlays(search, toolsOf(pool, BUDGET_MS))
    for (const play of plays) yield csvLine(cellsOf(play))
    if (next === null) return
    after = next
  }
}

const cellsOf = (play: AdminPlay) => [...CSV_COLUMNS.map((column) => play[column]), JSON.stringify(play.outcome)]

function exportRoute(deps: PlaysRouteDependencies): AnyRoute {
  const { pool, clock } = deps
  return route({
    method: 'get',
    path: '/api/admin/plays/export.csv',
    summary: 'The filtered plays as CSV, the oldest first, of any number',
    tag: TAG,
    access: { permission: 'plays:export' },
    stepUp: true,
    query: adminPlaysFilterSchema,
    handle: async ({ principal, query, request }) => {
      const record = { targetType: 'plays', targetId: 'all', reason: null, before: null, atMs: clock.nowMs() }
      await insertAudit(pool, { admin: principal, request }, { ...record, action: 'plays.export', after: query })
      const bounds = await boundsOf(deps, query)
      return accept({ fileName: 'plays.csv', contentType: 'text/csv', lines: playsCsv(pool, bounds) })
    },
  })
}

function oneRoute({ pool }: PlaysRouteDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/plays/:id',
    summary: 'One play with its whole outcome',
    tag: TAG,
    access: READ,
    params: playIdParams,
    reply: adminPlaySchema,
    reasons: ['NOT_FOUND'],
    handle: async ({ params: { id } }) => {
      const play = await findAnyPlay(pool, id.userId, id.seq)
      return play ? accept(play) : refuse('NOT_FOUND', 'no such play')
    },
  })
}

function verifyRoute({ pool, tables }: PlaysRouteDependencies): AnyRoute {
  const sources = verifySources(pool, tables)
  return route({
    method: 'get',
    path: '/api/admin/plays/:id/verify',
    summary: 'Computes a play again, also under a seed that is not revealed yet; such a seed is not told',
    tag: TAG,
    access: READ,
    params: playIdParams,
    reply: adminVerifyReply,
    reasons: ['NOT_FOUND'],
    handle: ({ params: { id } }) => verifyHeldPlay(sources, id.eventId),
  })
}
