import { type OddsDriftReply, STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { expect, test } from 'vitest'
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

test('the other games go on', async () => {
  const [room] = await seats(1)
  const roll = { commandId: newCommandId(), bet: 100, direction: 'over', target: 50 } as const
  expect(await room?.request('dice.roll', roll)).toMatchObject({ ok: true })
})
