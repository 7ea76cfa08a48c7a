import { type AuditEntry, type DashboardReply, type OddsDriftReply, STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { DriftWatch } from '../../server/src/games/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { newCommandId, openClub, type PlayerRoom } from '../support/club.ts'
import { type SpinReply, spinRoom } from '../support/play.ts'

const club = await openClub()
const { drift, tables } = club.core

async function seats(count: number): Promise<PlayerRoom[]> {
  return Promise.all(Array.from({ length: count }, async () => club.joinRoom((await club.signUp()).accessToken)))
}

/** Spins until so many were answered or the table is closed; gives the last answer. */
async function spinAll(rooms: readonly PlayerRoom[], each: number): Promise<SpinReply[]> {
  return Promise.all(
    rooms.map(async (room) => {
      let last: SpinReply = await spinRoom(room)
      for (let spin = 1; spin < each && last.ok; spin++) last = await spinRoom(room)
      return last
    }),
  )
}

const looks = (version: number) =>
  club.sql<{ look: number; draws: number; alarm: boolean }>(
    `select look, draws, alarm from drift_checks where game = 'slot' and table_version = $1 order by look`,
    [version],
  )

test('a fair table is looked at when its draws have doubled, and stays in force', async () => {
  const rooms = await seats(20)
  await spinAll(rooms, 60)
  await drift.flush()
  await drift.flush()
  const [first, ...none] = await looks(1)
  expect(first).toMatchObject({ look: 1, alarm: false })
  expect(none).toEqual([])
  await spinAll(rooms, 60)
  await drift.flush()
  expect((await looks(1)).map(({ look }) => look)).toEqual([1, 2])
  const [counted] = await club.sql<{ count: number }>(
    `select sum(count)::bigint as count from outcome_counts where game = 'slot' and table_version = 1`,
  )
  expect(Number(counted?.count)).toBe(2_400)
  expect(tables.current('slot')?.version).toBe(1)
  const token = await club.adminToken('viewer')
  const { kinds, falseAlarmRate } = (await club.get<OddsDriftReply>('/api/admin/odds-tables/slot-1/drift', token)).body
  expect([falseAlarmRate, kinds.length]).toEqual([1e-6, 1])
  expect(kinds[0]).toMatchObject({ kind: 'spin', draws: 2_400, looks: [{ look: 1 }, { look: 2, alarm: false }] })
  const expected = kinds[0]?.outcomes.reduce((sum, outcome) => sum + outcome.expected, 0)
  expect(expected).toBeCloseTo(2_400, 6)
})

test('a table that draws other odds than its own is stopped, for everybody, and the books still tell', async () => {
  const rooms = await seats(20)
  const honest = tables.current('slot')
  const [cherry, ...others] = STANDARD_SLOT_TABLE.symbols
  if (honest === undefined || cherry === undefined) throw new Error('no table')
  const loaded = { ...STANDARD_SLOT_TABLE, symbols: [{ ...cherry, weights: [60, 60, 60] }, ...others] }
  // Somebody has got at the memory of the process: the version says one thing, the reels do another.
  Object.assign(honest, { table: loaded })
  await spinAll(rooms, 150)
  await drift.flush()
  expect((await looks(1)).at(-1)).toMatchObject({ alarm: true })
  expect(tables.current('slot')).toBeUndefined()
  const [last] = await spinAll(rooms.slice(0, 1), 1)
  expect(last).toMatchObject({ ok: false, reason: 'TABLE_UNAVAILABLE' })
  expect((await club.get('/api/games/slot/config')).status).toBe(503)
  expect((await club.audit()).bad).toMatchObject({ why: expect.stringContaining('its seeds give another') })
})

describe('a stop', () => {
  const audited = async () =>
    (
      await club.get<AuditEntry[]>(
        '/api/admin/audit-logs?action=odds-tables.stop&targetId=slot-1',
        await club.adminToken(),
      )
    ).body
  const dashboard = async () =>
    (await club.get<DashboardReply>('/api/admin/dashboard', await club.adminToken('viewer'))).body

  test('is audited once, as the club’s own doing, with the figures of the look that led to it', async () => {
    await drift.flush()
    const [entry, ...none] = await audited()
    expect(none).toEqual([])
    const [look] = await club.sql<{ draws: number; chi_square: number; p_value: number; threshold: number }>(
      'select draws, chi_square, p_value, threshold from drift_checks where alarm',
    )
    expect(entry).toMatchObject({
      adminId: null,
      adminSiteId: 'system',
      before: { status: 'published' },
      after: {
        status: 'retired',
        drift: {
          kind: 'spin',
          draws: Number(look?.draws),
          chiSquare: look?.chi_square,
          pValue: look?.p_value,
          threshold: look?.threshold,
        },
      },
    })
  })

  test('is counted for the operators', async () => {
    const { body } = await club.get<string>('/metrics')
    expect(body).toContain('casino_drift_stops_total{game="slot"} 1')
  })

  test('is on the dashboard until a table is published again, and a table retired otherwise never is', async () => {
    expect(await dashboard()).toMatchObject({ slot: null, stopped: [{ id: 'slot-1', game: 'slot', kind: 'spin' }] })
    const next = await tables.draft('slot', STANDARD_SLOT_TABLE, 'the same again')
    if (!next.ok) throw new Error(next.message)
    await tables.publish('slot', next.value.version)
    expect(await dashboard()).toMatchObject({ slot: { tableVersion: next.value.version }, stopped: [] })
    await inTransaction(club.core.pool, (tx) => tables.stop(tx, 'slot', next.value.version))
    expect(await dashboard()).toMatchObject({ slot: null, stopped: [] })
  })
})

test('a stop that cannot be audited is none', async () => {
  const other = new DriftWatch({
    ...{ pool: club.core.pool, tables, clock: club.core.clock, log: club.core.log, metrics: club.core.metrics },
    stopped: () => Promise.reject(new Error('no audit')),
  })
  const counted = Array.from({ length: 2_000 }, () => ({ kind: 'play', outcome: 'win' }))
  other.counts.add({ game: 'rps', tableVersion: 1, counted })
  await other.flush()
  expect(await club.sql(`select 1 from drift_checks where game = 'rps'`)).toEqual([])
  expect(tables.current('rps')?.version).toBe(1)
})

test('the other games go on', async () => {
  const [room] = await seats(1)
  const roll = { commandId: newCommandId(), bet: 100, direction: 'over', target: 50 } as const
  expect(await room?.request('dice.roll', roll)).toMatchObject({ ok: true })
})
