import { Client } from 'pg'
import { expect, test } from 'vitest'
import { createLog } from '../../server/src/platform/log.ts'
import {
  type Consumer,
  countBehind,
  countPlays,
  countPlaysAfter,
  postgresConsumer,
  sumPlays,
} from '../../server/src/stream/index.ts'
import { aName, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { spinHttp } from '../support/play.ts'
import { collector, readerOf, seqsByPlayer } from '../support/streams.ts'

// A club without a stream of its own: the tests start the readers.
const club = await openClub({ env: { ROLE: 'api' } })
const { pool } = club.core

async function spinMany(player: TestPlayer, count: number): Promise<void> {
  for (let spin = 0; spin < count; spin++) await spinHttp(club, player, 10)
}

async function aPlayerWhoSpun(count: number): Promise<TestPlayer> {
  const player = await club.signUp()
  await spinMany(player, count)
  return player
}

/** How many events there are, by player, as each must be delivered. */
async function allSeqs(): Promise<Record<string, number[]>> {
  const rows = await club.sql<{ user_id: number; seqs: string[] }>(
    'select user_id, array_agg(seq::text order by seq) as seqs from player_events group by user_id',
  )
  return Object.fromEntries(rows.map(({ user_id, seqs }) => [user_id, seqs.map(Number)]))
}

const caughtUp = (reader: string) => eventually(async () => expect(await countBehind(pool, reader)).toBe(0))

const LIVE = { topics: ['game_history_events'], knows: { 'slot.spun': [1] }, readsPayload: false } as const
const COUNTERS: Record<string, Pick<Consumer, 'consume' | 'consumeAfter'>> = {
  'from events': { consume: countPlays },
  'in SQL': { consume: countPlays, consumeAfter: countPlaysAfter },
}

/** Fails after the effect and before the place, some times. */
function failing(counter: Pick<Consumer, 'consume' | 'consumeAfter'>, fail: () => void): typeof counter {
  const { consume, consumeAfter } = counter
  return {
    async consume(tx, events) {
      await consume(tx, events)
      fail()
    },
    ...(consumeAfter && {
      async consumeAfter(tx, after, limit) {
        const advance = await consumeAfter(tx, after, limit)
        fail()
        return advance
      },
    }),
  }
}

async function playsInTheBooks() {
  const [sums] = await club.sql<{ plays: number; hits: number; bet: number; win: number }>(
    `select count(*) as plays, count(*) filter (where win > 0) as hits, sum(bet)::bigint as bet, sum(win)::bigint as win
     from player_events where game = 'slot'`,
  )
  return sums
}

test('every event is delivered once, in order for each player', async () => {
  await Promise.all([aPlayerWhoSpun(15), aPlayerWhoSpun(15), aPlayerWhoSpun(15)])
  const target = collector(pool, aName('reader'))
  const reader = readerOf(club, target)
  reader.start()
  const late = await aPlayerWhoSpun(10)
  await caughtUp(target.reader)
  await reader.stop()
  expect(seqsByPlayer(target.events)).toEqual(await allSeqs())
  expect(target.events.find(({ eventId }) => eventId === `${late.userId}-2`)).toMatchObject({
    type: 'slot.spun',
    schemaVersion: 1,
    game: 'slot',
    tableVersion: 1,
    bet: 10,
    payload: { bet: 10, nonce: 0 },
  })
})

test('a transaction that began first and commits last is not skipped, and nothing runs ahead of it', async () => {
  const [slow, quick] = [await aPlayerWhoSpun(1), await aPlayerWhoSpun(1)]
  const target = collector(pool, aName('reader'))
  const reader = readerOf(club, target)
  reader.start()
  await caughtUp(target.reader)
  const client = new Client({ connectionString: club.databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(
      `insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, payload)
       values ($1, 3, current_date, now(), 'slot.spun', 1, gen_random_uuid(), '{}')`,
      [slow.userId],
    )
    await spinMany(quick, 5)
    const seen = target.events.length
    expect(await countBehind(pool, target.reader)).toBeGreaterThanOrEqual(5)
    // A reader that did not mind the open transaction would have taken the five by the time another one did.
    const careless = collector(pool, aName('careless'))
    const other = readerOf(club, careless)
    other.start()
    await eventually(() => expect(careless.events.length).toBe(seen))
    await other.stop()
    expect(target.events.length).toBe(seen)
    await client.query('commit')
  } finally {
    await client.end()
  }
  await caughtUp(target.reader)
  await reader.stop()
  const seqs = seqsByPlayer(target.events)
  expect(seqs[slow.userId]).toEqual([1, 2, 3])
  expect(seqs[quick.userId]).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('of two readers one leads; when it stops, the other goes on where it was', async () => {
  const name = aName('reader')
  const targets = [collector(pool, name), collector(pool, name)] as const
  const [first, second] = [readerOf(club, targets[0]), readerOf(club, targets[1])]
  first.start()
  await caughtUp(name)
  second.start()
  const player = await aPlayerWhoSpun(5)
  await caughtUp(name)
  expect(targets[1].events).toEqual([])
  await first.stop()
  await spinMany(player, 5)
  await eventually(() => expect(targets[1].events).toHaveLength(5))
  await second.stop()
  expect(seqsByPlayer([...targets[0].events, ...targets[1].events])).toEqual(await allSeqs())
})

test('a leader whose connection is gone gives way, and nothing is left out', async () => {
  const name = aName('reader')
  const target = collector(pool, name)
  const reader = readerOf(club, target)
  reader.start()
  await caughtUp(name)
  await club.sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1`, [
    `casino-stream:${name}`,
  ])
  await aPlayerWhoSpun(5)
  await caughtUp(name)
  await reader.stop()
  expect(new Set(target.events.map(({ eventId }) => eventId)).size).toBe(Object.values(await allSeqs()).flat().length)
})

test('a reader that fails is given the same events again', async () => {
  await aPlayerWhoSpun(5)
  const target = collector(pool, aName('reader'))
  let failures = 3
  const flaky = {
    ...target,
    advance: async (...order: Parameters<typeof target.advance>) => {
      if (failures-- > 0) throw new Error('not now')
      return target.advance(...order)
    },
  }
  const reader = readerOf(club, flaky)
  reader.start()
  await caughtUp(target.reader)
  await reader.stop()
  expect(failures).toBeLessThan(0)
  expect(seqsByPlayer(target.events)).toEqual(await allSeqs())
})

test.each(Object.entries(COUNTERS))('the live counters count each play once: %s', async (_, counter) => {
  await club.sql('delete from game_minutes')
  await aPlayerWhoSpun(12)
  let failures = 3
  const flaky = failing(counter, () => {
    if (failures-- > 0) throw new Error('after the effect, before the place')
  })
  const source = postgresConsumer({ ...flaky, ...LIVE, name: aName('counters') }, pool, createLog('silent'))
  for (let round = 0; round < 3; round++) {
    const reader = readerOf(club, source)
    reader.start()
    await aPlayerWhoSpun(3)
    if (round > 0) await caughtUp(source.reader)
    await reader.stop()
  }
  expect(failures).toBeLessThan(0)
  expect(await sumPlays(pool, 'slot', 1)).toMatchObject((await playsInTheBooks()) ?? {})
})

test('the counters’ minutes are those of the plays', async () => {
  const counted = await club.sql(
    `select minute, plays, bet::bigint as bet, win::bigint as win from game_minutes order by 1`,
  )
  const played = await club.sql(
    `select date_trunc('minute', occurred_at) as minute, count(*) as plays, sum(bet)::bigint as bet,
       sum(win)::bigint as win from player_events where game = 'slot' group by 1 order by 1`,
  )
  expect(counted).toEqual(played)
})

// The last one: its events follow from no play.
test('transaction ids are ordered as numbers, where they grow by a digit too', async () => {
  const player = await aPlayerWhoSpun(1)
  const xids = ['9', '10', '99', '100', '999', '1000']
  for (const [index, xid] of xids.entries()) {
    await club.sql(
      `insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, payload, xid)
       values ($1, $2, current_date, now(), 'slot.spun', 1, gen_random_uuid(), '{}', $3::text::xid8)`,
      [player.userId, 100 + index, xid],
    )
  }
  const target = collector(pool, aName('reader'))
  const reader = readerOf(club, target, 2)
  reader.start()
  await caughtUp(target.reader)
  await reader.stop()
  const seqs = seqsByPlayer(target.events)[player.userId]?.filter((seq) => seq >= 100)
  expect(seqs).toEqual([100, 101, 102, 103, 104, 105])
})
