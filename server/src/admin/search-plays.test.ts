import type { AdminPlay } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import type { PlayFilter, PlayWindow } from './plays.store.ts'
import { cursorText, type PlaySearch, readCursor, searchPlays } from './search-plays.ts'

const START = Date.UTC(2026, 0, 1)
const END = START + 86_400_000

/** Plays at these offsets, several of one instant told apart by their players. */
function aPlay(offsetMs: number, userId = 1): AdminPlay {
  const occurredAt = new Date(START + offsetMs).toISOString()
  const rest = {
    game: 'slot',
    bet: 10,
    win: 0,
    net: -10,
    outcome: {},
    nickname: 'n',
    siteId: 's',
    tableVersion: 1,
  } as const
  return { ...rest, eventId: `${userId}-${offsetMs + 1}`, occurredAt, userId }
}
const PLAYS = [0, 5, 5_000, 5_000, 600_000, 86_399_999].map((offset, index) => aPlay(offset, index + 1))

const keyOf = ({ occurredAt, userId }: AdminPlay) => Date.parse(occurredAt) * 100 + userId

/** Reads like the database does. */
function reader(tookMs = 0) {
  const windows: PlayWindow[] = []
  let nowMs = 0
  return {
    windows,
    budgetMs: 1_000,
    elapsedMs: () => nowMs,
    read: async (_: PlayFilter, window: PlayWindow) => {
      windows.push(window)
      nowMs += tookMs
      const { fromMs, toMs, after, ascending, limit } = window
      const sorted = PLAYS.toSorted((a, b) => (ascending ? 1 : -1) * (keyOf(a) - keyOf(b)))
      return sorted
        .filter((play) => Date.parse(play.occurredAt) >= fromMs && Date.parse(play.occurredAt) < toMs)
        .filter((play) => {
          if (!after) return true
          const beyond = keyOf(play) - (after.atMs * 100 + after.userId)
          return ascending ? beyond > 0 : beyond < 0
        })
        .slice(0, limit)
    },
  }
}

const aSearch = (over: Partial<PlaySearch> = {}): PlaySearch => ({
  filter: {},
  fromMs: START,
  toMs: END,
  ascending: false,
  perPage: 2,
  ...over,
})

async function allPages(search: PlaySearch, tookMs = 0): Promise<AdminPlay[][]> {
  const pages: AdminPlay[][] = []
  let after = search.after
  for (let page = 0; page < 50; page++) {
    const { plays, next } = await searchPlays({ ...search, after }, reader(tookMs))
    pages.push([...plays])
    if (next === null) return pages
    after = readCursor(cursorText(next))
  }
  throw new Error('it never ends')
}

describe('a search', () => {
  test.each([true, false])('gives every play once and in order, page by page (ascending: %s)', async (ascending) => {
    const pages = await allPages(aSearch({ ascending }))
    expect(pages.flat()).toEqual(ascending ? PLAYS : PLAYS.toReversed())
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2])
  })

  test.each([true, false])('that is slow ends in time and goes on where it was (ascending: %s)', async (ascending) => {
    const { plays, next } = await searchPlays(aSearch({ ascending, perPage: 6 }), reader(600))
    expect(plays.length).toBeLessThan(6)
    expect(next?.play).toBeUndefined()
    expect(
      (await allPages(aSearch({ ascending, perPage: 6, fromMs: START, toMs: START + 60_000 }), 600)).flat(),
    ).toHaveLength(4)
  })

  test('widens its windows while they are quick, and not when they are slow', async () => {
    const quick = reader()
    await searchPlays(aSearch({ perPage: 50 }), quick)
    const widths = quick.windows.map(({ fromMs, toMs }) => toMs - fromMs)
    expect(widths.slice(0, 3)).toEqual([10_000, 40_000, 160_000])
    const slow = reader(300)
    await searchPlays(aSearch({ perPage: 50 }), slow)
    expect(slow.windows.map(({ fromMs, toMs }) => toMs - fromMs)).toEqual([10_000, 10_000, 10_000, 10_000])
  })

  test('of one player is one reading', async () => {
    const tools = reader()
    await searchPlays(aSearch({ filter: { userId: 1 }, perPage: 50 }), tools)
    expect(tools.windows).toHaveLength(1)
  })

  test('of no time at all finds nothing', async () => {
    expect(await searchPlays(aSearch({ toMs: START }), reader())).toMatchObject({ plays: [], next: null })
  })
})
