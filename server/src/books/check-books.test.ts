import { describe, expect, test } from 'vitest'
import { GENESIS_HASH, ledgerHash, sha256Hex } from '../player/index.ts'
import type { BookRow, PlayerTotals } from './books.store.ts'
import { BookCheck, type CheckPlay, type CheckStake } from './check-books.ts'

const NOON_MS = Date.UTC(2026, 0, 2, 12)
const WELCOME = { coins: 1000, gems: 0, tickets: 0 }
const idOf = (userId: number, seq: number) => `00000000-0000-4000-8000-${`${userId * 1_000 + seq}`.padStart(12, '0')}`

interface Line {
  readonly currency?: BookRow['currency']
  readonly amount: number
}

/** Good books of one player, row by row as the store reads them: each event with its lines. */
function booksOf(userId: number, events: { play?: { bet: number; win: number }; lines: Line[] }[]) {
  const balances = { coins: 0, gems: 0, tickets: 0 }
  const rows: BookRow[] = []
  let hash = GENESIS_HASH
  for (const [index, { play, lines }] of events.entries()) {
    const seq = index + 1
    const commandId = idOf(userId, seq)
    const said = { commandId, eventId: `${userId}-${seq}`, occurredAtMs: NOON_MS + seq }
    const payload = JSON.stringify({ ...said, ...(play ?? WELCOME) })
    const event = {
      user_id: userId,
      seq,
      has_event: true,
      has_player: true,
      command_id: commandId,
      command_seq: seq,
      occurred_ms: NOON_MS + seq,
      type: play ? 'slot.spun' : 'player.opened',
      game: play ? 'slot' : null,
      table_version: play ? 1 : null,
      bet: play?.bet ?? null,
      win: play?.win ?? null,
      schema_version: 1,
      payload,
      items: null,
    }
    for (const [line, { currency = 'coins', amount }] of lines.entries()) {
      balances[currency] += amount
      const entry = { userId, seq, line, currency, amount, balanceAfter: balances[currency] }
      const account = { counterAccount: 'house:slot', reason: 'slot.stake', commandId, occurredAtMs: NOON_MS + seq }
      hash = ledgerHash(hash, { ...entry, ...account, payloadHash: sha256Hex(payload) })
      rows.push({
        ...event,
        line,
        currency,
        amount,
        balance_after: balances[currency],
        counter_account: 'house:slot',
        reason: 'slot.stake',
        ledger_command_id: commandId,
        ledger_occurred_ms: NOON_MS + seq,
        hash,
      })
    }
    if (lines.length === 0) rows.push({ ...event, line: null } as BookRow)
  }
  const totals: PlayerTotals = {
    user_id: userId,
    version: events.length,
    ...balances,
    ledger_hash: hash,
    nonce: 2,
    xp: 0,
    games: { slot: { streak: 1 } },
    open_stakes: [],
  }
  return { rows, totals }
}

/** Opening, a lost spin, a rotation without lines, a won spin: seven rows. */
const goodBooks = (userId: number) =>
  booksOf(userId, [
    { lines: [{ amount: 100 }, { currency: 'gems', amount: 5 }, { currency: 'tickets', amount: 1 }] },
    { play: { bet: 10, win: 0 }, lines: [{ amount: -10 }] },
    { lines: [] },
    { play: { bet: 10, win: 25 }, lines: [{ amount: -10 }, { amount: 25 }] },
  ])

type Books = ReturnType<typeof goodBooks>

/** The lost spin leaves no run of wins, the won one a run of one. */
const goodPlays: CheckPlay = ({ seq }) =>
  seq === 2
    ? { nonce: 0, before: { streak: 0 }, after: { streak: 0 }, items: [], currency: 'coins' }
    : { nonce: 1, before: { streak: 0 }, after: { streak: 1 }, items: [], currency: 'coins' }

const noStakes: CheckStake = () => {
  throw new TypeError('no stakes here')
}

function audit(books: readonly Books[], checkPlay: CheckPlay = goodPlays) {
  const check = new BookCheck(new Map(books.map(({ totals }) => [totals.user_id, totals])), {
    play: checkPlay,
    stake: noStakes,
  })
  for (const row of books.flatMap(({ rows }) => rows)) {
    const bad = check.take(row)
    if (bad) return { check, bad }
  }
  return { check, bad: check.finish() }
}

/** Good books of user 7, between those of two others, with one row changed (and any number left out). */
function auditChanged(index: number, change: Partial<BookRow> | 'left out') {
  const books = goodBooks(7)
  const rows = books.rows.flatMap((row, at) =>
    at !== index ? [row] : change === 'left out' ? [] : [{ ...row, ...change }],
  )
  return audit([goodBooks(3), { ...books, rows }, goodBooks(9)]).bad
}

const auditTotals = (change: Partial<PlayerTotals>) => {
  const books = goodBooks(7)
  return audit([goodBooks(3), { ...books, totals: { ...books.totals, ...change } }, goodBooks(9)]).bad
}

describe('good books', () => {
  test('are found good, and everything in them is counted', () => {
    const { check, bad } = audit([goodBooks(3), goodBooks(7)])
    expect(bad).toBeUndefined()
    expect([check.events, check.lines, check.plays]).toEqual([8, 12, 4])
  })

  test('have each play computed again, once', () => {
    const seen: string[] = []
    audit([goodBooks(7)], (row) => {
      seen.push(`${row.user_id}-${row.seq}`)
      return goodPlays(row)
    })
    expect(seen).toEqual(['7-2', '7-4'])
  })

  test('may be those of nobody', () => {
    expect(audit([]).bad).toBeUndefined()
  })
})

const EVENT = (seq: number) => `player_events user 7 seq ${seq}`
const LINE = (seq: number, line: number) => `ledger_entries user 7 seq ${seq} line ${line}`
const HASH = 'its hash does not follow from it and the line before'

describe('the first bad row is named', () => {
  test.each<[string, number, Partial<BookRow> | 'left out', string, string]>([
    ['a line without an event', 3, { has_event: false }, LINE(2, 0), 'it belongs to no event'],
    ['an event without a player', 3, { has_player: false }, EVENT(2), 'it belongs to no player'],
    ['a missing event', 3, 'left out', EVENT(3), 'event 2 is missing before it'],
    ['a missing first line', 0, 'left out', LINE(1, 1), 'line 0 is missing before it'],
    ['a missing line between', 1, 'left out', LINE(1, 2), 'line 1 is missing before it'],
    ['a missing last line of a play', 6, 'left out', EVENT(4), 'its ledger lines come to -10, not 15'],
    ['a command nobody knows', 3, { command_seq: null }, EVENT(2), 'its command id is not known by its number'],
    ['a command of another event', 3, { command_seq: 3 }, EVENT(2), 'its command id is not known by its number'],
    ['another amount', 3, { amount: -9 }, LINE(2, 0), 'the balance after it should be 91, not 90'],
    ['another balance', 3, { balance_after: 91 }, LINE(2, 0), 'the balance after it should be 90, not 91'],
    ['another amount and balance', 3, { amount: -9, balance_after: 91 }, LINE(2, 0), HASH],
    ['another account', 3, { counter_account: 'house:welcome' }, LINE(2, 0), 'it should be in coins with house:slot'],
    ['another currency', 3, { currency: 'gems' }, LINE(2, 0), 'it should be in coins with house:slot'],
    ['another reason', 3, { reason: 'slot.win' }, LINE(2, 0), HASH],
    ['another hash', 3, { hash: '00'.repeat(32) }, LINE(2, 0), HASH],
    ['another win', 5, { win: 24 }, EVENT(4), 'its ledger lines come to 15, not 14'],
    ['another bet', 5, { bet: 9 }, EVENT(4), 'its ledger lines come to 15, not 16'],
    [
      'another time of a line',
      3,
      { ledger_occurred_ms: NOON_MS },
      LINE(2, 0),
      'it and its event differ in command or time',
    ],
    [
      'another command of a line',
      3,
      { ledger_command_id: 'other' },
      LINE(2, 0),
      'it and its event differ in command or time',
    ],
    [
      'another time of an event',
      4,
      { occurred_ms: NOON_MS },
      EVENT(3),
      'its outcome speaks of another command, number or time',
    ],
    [
      'the outcome of another event',
      4,
      { payload: JSON.stringify({ commandId: idOf(7, 2), eventId: '7-2', occurredAtMs: NOON_MS + 2 }) },
      EVENT(3),
      'its outcome speaks of another command, number or time',
    ],
  ])('for %s', (_, index, change, where, why) => {
    // The bet and the win stand in every row of their event.
    const both = typeof change === 'object' && ('win' in change || 'bet' in change)
    const bad = both ? auditPlay(change) : auditChanged(index, change)
    expect(bad).toEqual({ where, why })
  })

  /** Changes both rows of event 4. */
  function auditPlay(change: Partial<BookRow>) {
    const books = goodBooks(7)
    const rows = books.rows.map((row) => (row.seq === 4 ? { ...row, ...change } : row))
    return audit([goodBooks(3), { ...books, rows }, goodBooks(9)]).bad
  }

  test('for an outcome that was changed and still names its event', () => {
    const payload = JSON.stringify({
      commandId: idOf(7, 2),
      eventId: '7-2',
      occurredAtMs: NOON_MS + 2,
      bet: 10,
      win: 99,
    })
    expect(auditChanged(3, { payload })).toEqual({ where: LINE(2, 0), why: HASH })
  })

  test('for a play that its seeds do not give', () => {
    const { bad } = audit([goodBooks(7)], (row) => ({
      ...goodPlays(row),
      ...(row.seq === 4 && { why: 'its seeds give another win' }),
    }))
    expect(bad).toEqual({ where: EVENT(4), why: 'its seeds give another win' })
  })

  test.each<[string, Partial<ReturnType<CheckPlay>>, string]>([
    ['nonce', { nonce: 2 }, 'its nonce is 2, but 1 plays came before it under its seeds'],
    ['run of wins', { before: { streak: 1 } }, 'it begins with other counters than the play before left'],
  ])('for a play that begins with another %s', (_, change, why) => {
    const { bad } = audit([goodBooks(7)], (row) => ({ ...goodPlays(row), ...(row.seq === 4 && change) }))
    expect(bad).toEqual({ where: EVENT(4), why })
  })

  test.each<[string, number, Partial<BookRow>, string]>([
    ['a type nobody declared', 4, { type: 'coins.conjured' }, 'nobody declared the type coins.conjured, version 1'],
    ['a version nobody declared', 4, { schema_version: 9 }, 'nobody declared the type player.opened, version 9'],
    ['the outcome of another type', 4, { type: 'fairness.rotated' }, 'its outcome is not that of fairness.rotated'],
  ])('for an event with %s', (_, index, change, why) => {
    expect(auditChanged(index, change)).toEqual({ where: EVENT(3), why })
  })

  test('for a play whose items are not those it granted', () => {
    const granting: CheckPlay = (row) => ({
      ...goodPlays(row),
      items: row.seq === 2 ? [{ item: 'shield', quantity: 2 }] : [],
    })
    const books = goodBooks(7)
    const having = (items: BookRow['items']) => ({
      ...books,
      rows: books.rows.map((row) => (row.seq === 2 ? { ...row, items } : row)),
    })
    expect(audit([having({ shield: 2 })], granting).bad).toBeUndefined()
    for (const items of [null, { shield: 1 }, { shield: 2, crown: 1 }] as BookRow['items'][]) {
      expect(audit([having(items)], granting).bad).toEqual({
        where: EVENT(2),
        why: 'its items are not those it granted',
      })
    }
  })

  test('for an event that is no play and grants items', () => {
    expect(auditChanged(4, { items: { crown: 1 } })).toEqual({ where: EVENT(3), why: 'it grants items and is no play' })
  })

  test('for a play under the type of something else', () => {
    expect(auditChanged(3, { type: 'player.opened' })).toEqual({
      where: EVENT(2),
      why: 'a play of slot is no player.opened',
    })
  })

  test.each<[string, Partial<PlayerTotals>, string]>([
    ['version', { version: 5 }, 'version 5, but 4 events'],
    ['balance', { coins: 106 }, '106 coins, but its ledger comes to 105'],
    ['balance of another currency', { tickets: 0 }, '0 tickets, but its ledger comes to 1'],
    ['nonce', { nonce: 3 }, 'nonce 3, but 2 plays'],
    ['run of wins', { games: { slot: { streak: 4 } } }, 'its counters of slot are not those its last play left'],
    ['counter', { games: { gacha: { pity: 1 } } }, 'its counters of gacha are not those its last play left'],
    ['experience', { xp: 7 }, '7 xp, but its events come to 0'],
    ['forgotten counters', { games: {} }, 'its counters of slot are not those its last play left'],
    ['hash', { ledger_hash: '00'.repeat(32) }, 'the head of its hash chain is another'],
  ])('for a player with another %s', (_, change, why) => {
    expect(auditTotals(change)).toEqual({ where: 'players user 7', why })
  })

  test('for the last player too', () => {
    const books = goodBooks(7)
    const { bad } = audit([{ ...books, totals: { ...books.totals, coins: 0 } }])
    expect(bad).toMatchObject({ where: 'players user 7' })
  })

  test('for a player without any events', () => {
    const books = goodBooks(9)
    expect(audit([goodBooks(7), { ...books, rows: [] }]).bad).toEqual({
      where: 'players user 9',
      why: 'it has no events',
    })
  })
})
