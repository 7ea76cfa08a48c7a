import { declarationOf } from '@casino-club/shared'
import { afterEach, describe, expect, test } from 'vitest'
import { liveCounters, readModels } from '../../server/src/app/consumers.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import {
  type Consumer,
  countBehind,
  findOpenLetters,
  postgresConsumer,
  readerName,
  rebuildModel,
  redriveLetters,
  type StreamReader,
} from '../../server/src/stream/index.ts'
import { aName, newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { spinHttp } from '../support/play.ts'
import { streamCommand } from '../support/stream-command.ts'
import { readerOf } from '../support/streams.ts'
import { makeTally, tallied, tallying } from '../support/tally.ts'

// A club without a stream of its own: the tests start the readers.
const club = await openClub({ env: { ROLE: 'api' } })
const { pool } = club.core
const { sql } = club
const log = createLog('silent')
const DAY_MS = 86_400_000
const running: StreamReader[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((reader) => reader.stop()))
})

/** A consumer with a table of its own, and what it took. */
async function aTally(change: (consumer: Consumer) => Partial<Consumer> = () => ({})) {
  const table = aName('tally_')
  await makeTally(sql, table)
  const plain = tallying(table, aName('consumer'))
  const consumer = { ...plain, ...change(plain) }
  return { table, consumer, reader: readerName(consumer.name), seqs: () => tallied(sql, table) }
}
function run(consumer: Consumer): void {
  const reader = readerOf(club, postgresConsumer(consumer, pool, log))
  running.push(reader)
  reader.start()
}
const caughtUp = (reader: string) => eventually(async () => expect(await countBehind(pool, reader)).toBe(0), 20_000)
const lettersOf = ({ name }: Consumer) => findOpenLetters(pool, { consumer: name, after: 0, limit: 1_000 })
/** Those of one player: other tests have left events in the books that no reader can take. */
const lettersAbout = async (consumer: Consumer, { userId }: TestPlayer) =>
  (await lettersOf(consumer)).filter(({ source }) => source.startsWith(`${userId}-`))

async function aPlayerWhoSpun(count: number): Promise<TestPlayer> {
  const player = await club.signUp()
  for (let spin = 0; spin < count; spin++) await spinHttp(club, player, 10)
  return player
}

interface Forged {
  readonly schemaVersion?: number
  readonly payload?: string
  readonly atMs?: number
}

/** An event as the books would have it from a writer of another version, or a broken one. */
async function forge(userId: number, seq: number, { schemaVersion = 1, payload, atMs = Date.now() }: Forged = {}) {
  await sql(
    `insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version, bet,
       win, payload)
     select $1, $2, (occurred_at at time zone 'UTC')::date, occurred_at, 'slot.spun', $3, $4, 'slot', 1, 10, 0, coalesce($5::json, p.payload)
     from (select to_timestamp($6::bigint / 1000.0) as occurred_at) t,
       (select payload from player_events where user_id = $1 and type = 'slot.spun' order by seq limit 1) p`,
    [userId, seq, schemaVersion, newCommandId(), payload ?? null, atMs],
  )
}

const command = (...args: string[]) => streamCommand(club, args)

test('all that a club writes is what its schemas say', async () => {
  await aPlayerWhoSpun(5)
  const rows = await sql<{ type: string; schema_version: number; payload: object }>(
    'select type, schema_version, payload from player_events',
  )
  expect(rows.length).toBeGreaterThanOrEqual(6)
  for (const { type, schema_version, payload } of rows) {
    declarationOf(type)?.versions[schema_version]?.parse(payload) ?? expect.fail(`${type} is not declared`)
  }
})

describe('what cannot be read', () => {
  test('is a dead letter, and those behind it have their effect, each once and in order', async () => {
    const { consumer, reader, seqs } = await aTally()
    const [one, other] = [await aPlayerWhoSpun(3), await aPlayerWhoSpun(3)]
    await forge(one.userId, 5, { schemaVersion: 2 })
    await forge(one.userId, 6, { payload: '{"reels":"none"}' })
    await forge(one.userId, 7)
    run(consumer)
    await caughtUp(reader)
    expect(await seqs()).toMatchObject({ [one.userId]: [2, 3, 4, 7], [other.userId]: [2, 3, 4] })
    expect(await lettersOf(consumer)).toMatchObject([
      { source: `${one.userId}-5`, reason: 'UNKNOWN_VERSION', detail: 'slot.spun, version 2', body: null },
      { source: `${one.userId}-6`, reason: 'BAD_PAYLOAD', type: 'slot.spun', schemaVersion: 1 },
    ])
  })

  test('takes effect when it can be, once; what still cannot stays', async () => {
    const { consumer, reader, seqs } = await aTally((plain) => ({ ...plain, readsPayload: false }))
    const player = await aPlayerWhoSpun(1)
    await forge(player.userId, 3, { schemaVersion: 2 })
    await forge(player.userId, 4, { schemaVersion: 3 })
    run(consumer)
    await caughtUp(reader)
    const upgraded = { ...consumer, knows: { 'slot.spun': [1, 2] } }
    const redrive = async () => {
      const outcomes: [string, string | null][] = []
      for await (const { letter, failed } of redriveLetters(pool, upgraded)) outcomes.push([letter.source, failed])
      return outcomes
    }
    const [first, second] = await Promise.all([redrive(), redrive()])
    const still = [`${player.userId}-4`, 'UNKNOWN_VERSION: slot.spun, version 3']
    for (const outcomes of [first, second]) expect(outcomes.at(-1)).toEqual(still)
    expect((await seqs())[player.userId]).toEqual([2, 3])
    expect(await redrive()).toEqual([still])
  })

  test('does not stop the live counters, whose other plays are counted once', async () => {
    const player = await aPlayerWhoSpun(4)
    await forge(player.userId, 6, { schemaVersion: 2 })
    await forge(player.userId, 7)
    run(liveCounters)
    await caughtUp(readerName(liveCounters.name))
    const dead = await lettersOf(liveCounters)
    const [books] = await sql(`select count(*) as plays from player_events where game is not null`)
    const [counted] = await sql(`select sum(plays)::bigint as plays from game_minutes`)
    expect(counted?.plays).toBe(Number(books?.plays) - dead.length)
    expect(dead.map(({ source }) => source)).toContain(`${player.userId}-6`)
  })
})

describe('an effect that fails', () => {
  test('for one event alone costs that event; the rest of its batch has its effect', async () => {
    const player = await aPlayerWhoSpun(12)
    const { consumer, reader, seqs } = await aTally((plain) => ({
      async consume(tx, events) {
        await plain.consume(tx, events)
        if (events.some(({ userId, seq }) => userId === player.userId && seq === 6)) throw new TypeError('a defect')
      },
    }))
    run(consumer)
    await caughtUp(reader)
    expect((await seqs())[player.userId]).toEqual([2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13])
    expect(await lettersAbout(consumer, player)).toMatchObject([
      { source: `${player.userId}-6`, reason: 'EFFECT_FAILED', detail: 'a defect' },
    ])
  })

  test('for the database makes no dead letter: the same events come again', async () => {
    const player = await aPlayerWhoSpun(6)
    let calls = 0
    const { consumer, reader, seqs, table } = await aTally((plain) => ({
      consume(tx, events) {
        calls++
        return plain.consume(tx, events)
      },
    }))
    await sql(`revoke insert on ${table} from casino_app`)
    run(consumer)
    await eventually(() => expect(calls).toBeGreaterThan(3))
    expect(await seqs()).toEqual({})
    await sql(`grant insert on ${table} to casino_app`)
    await caughtUp(reader)
    expect((await seqs())[player.userId]).toEqual([2, 3, 4, 5, 6, 7])
    expect(await lettersAbout(consumer, player)).toEqual([])
  })

  test('with its connection lost between effect and place has not happened, and happens once', async () => {
    const player = await aPlayerWhoSpun(6)
    let kills = 3
    const { consumer, reader, seqs } = await aTally((plain) => ({
      async consume(tx, events) {
        await plain.consume(tx, events)
        if (kills-- > 0) await tx.query('select pg_terminate_backend(pg_backend_pid())')
      },
    }))
    run(consumer)
    await caughtUp(reader)
    expect(kills).toBeLessThan(0)
    expect((await seqs())[player.userId]).toEqual([2, 3, 4, 5, 6, 7])
    expect(await lettersAbout(consumer, player)).toEqual([])
  })

  test('for everything is a defect of the reader, which stands still and loses nothing', async () => {
    const player = await aPlayerWhoSpun(30)
    let [broken, calls] = [true, 0]
    const { consumer, seqs, reader } = await aTally((plain) => ({
      async consume(tx, events) {
        calls++
        if (broken) throw new TypeError('a defect')
        await plain.consume(tx, events)
      },
    }))
    const metrics = createMetrics()
    const stands = readerOf(club, postgresConsumer(consumer, pool, log), 1_000, metrics)
    running.push(stands)
    stands.start()
    const told = async () =>
      (await metrics.relayLagEvents.get()).values.find(({ labels }) => labels.reader === reader)?.value
    // A batch is tried by halves: so many calls are several batches.
    await eventually(() => expect(calls).toBeGreaterThan(200))
    expect(await told()).toBeGreaterThanOrEqual(30)
    expect(await countBehind(pool, reader)).toBe(await told())
    expect(await lettersAbout(consumer, player)).toEqual([])
    broken = false
    await caughtUp(reader)
    expect((await seqs())[player.userId]).toHaveLength(30)
  })
})

test('events that are late by a day, and come out of the order of time, are counted where they belong', async () => {
  const player = await aPlayerWhoSpun(1)
  const yesterday = Date.now() - DAY_MS
  await forge(player.userId, 3, { atMs: yesterday })
  await forge(player.userId, 4, { atMs: Date.now() })
  await forge(player.userId, 5, { atMs: yesterday - 60_000 })
  run(liveCounters)
  await caughtUp(readerName(liveCounters.name))
  const minutes = `select date_trunc('minute', occurred_at) as minute, count(*)::bigint as plays from player_events
    where game is not null and schema_version = 1 group by 1 order by 1`
  expect(await sql('select minute, sum(plays)::bigint as plays from game_minutes group by 1 order by 1')).toEqual(
    await sql(minutes),
  )
})

test('an operator sees dead letters, lets them take effect, and drops them', async () => {
  const player = await aPlayerWhoSpun(1)
  await forge(player.userId, 3, { schemaVersion: 2 })
  run(liveCounters)
  await caughtUp(readerName(liveCounters.name))
  const mine = (await lettersOf(liveCounters)).find(({ source }) => source === `${player.userId}-3`)
  const drop = ['drop', `${mine?.id}`] as const
  const [shown, dry] = await Promise.all([command('dead-letters', 'live-counters'), command(...drop)])
  expect(shown.stdout).toContain(`live-counters ${player.userId}-3 slot.spun version 2: UNKNOWN_VERSION`)
  const driven = await command('redrive', 'live-counters', '--apply')
  expect(driven.code).toBe(1)
  expect(driven.stdout).toContain(`${player.userId}-3 stays: UNKNOWN_VERSION: slot.spun, version 2`)
  expect([dry.code, dry.stdout]).toEqual([
    0,
    expect.stringContaining(`UNKNOWN_VERSION, slot.spun, version 2\nWould be`),
  ])
  expect(await command(...drop, '--apply')).toMatchObject({ code: 0, stdout: `Dropped ${mine?.id}.\n` })
  expect(await sql(`select action, target_id from admin_audit_logs where action like 'stream.%' order by id`)).toEqual([
    { action: 'stream.redrive', target_id: 'live-counters' },
    { action: 'stream.drop', target_id: `${mine?.id}` },
  ])
  const model = readModels(club.core.policy.zone).find(({ name }) => name === liveCounters.name) ?? expect.fail()
  const order = { apply: true, restart: false, batchSize: 1_000, onProgress: () => undefined }
  await rebuildModel({ pool, databaseUrl: club.databaseUrl, log }, model, order)
  expect(await lettersAbout(liveCounters, player)).toEqual([])
  const wrong = [[], ['redrive', 'nobody'], ['drop', 'x'], ['schemas', '--force'], drop]
  for (const { code, stderr } of await Promise.all(wrong.map((args) => command(...args)))) {
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/Say what to do|There is no such reader|There is no open dead letter/),
    ])
  }
})
