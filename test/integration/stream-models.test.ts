import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PLAYER_DAYS } from '../../server/src/activity/index.ts'
import { readModels } from '../../server/src/app/consumers.ts'
import { openClickHouse } from '../../server/src/platform/clickhouse.ts'
import { systemClock } from '../../server/src/platform/clock.ts'
import { createLog } from '../../server/src/platform/log.ts'
import {
  type Consumer,
  countBehind,
  postgresConsumer,
  type ReadModel,
  readerName,
  rebuildModel,
  type StreamReader,
} from '../../server/src/stream/index.ts'
import { EventWarehouse, reconcile, reloadWarehouse, warehouseLoader } from '../../server/src/warehouse/index.ts'
import { startClickHouse, type TestClickHouse } from '../support/clickhouse.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { spinHttp } from '../support/play.ts'
import { rowsOf, startReadersOf } from '../support/read-models.ts'
import { streamCommand } from '../support/stream-command.ts'
import { readerOf } from '../support/streams.ts'

const club = await openClub({ env: { ROLE: 'api' } })
const { pool, policy } = club.core
const { sql } = club
const log = createLog('silent')
const deps = { pool, databaseUrl: club.databaseUrl, log }
const models = readModels(policy.zone)
const ORDER = { apply: true, restart: false, batchSize: 10, onProgress: () => undefined }
let readers: StreamReader[] = []
let player: TestPlayer

async function spin(count: number, who = player): Promise<void> {
  for (let nth = 0; nth < count; nth++) await spinHttp(club, who, 10)
}
const caughtUp = () =>
  eventually(async () => {
    for (const { name } of models) expect(await countBehind(pool, readerName(name))).toBe(0)
  }, 20_000)
const modelOf = (name: string): ReadModel => models.find((model) => model.name === name) ?? expect.fail(name)
const allRows = () => rowsOf(club, models)

beforeAll(async () => {
  player = await club.signUp()
  await spin(25)
  readers = startReadersOf(club)
  await caughtUp()
})
afterAll(() => Promise.all(readers.map((reader) => reader.stop())))

describe('a read model', () => {
  test('that nobody touched is what a rebuild makes: no row differs, and nothing is written', async () => {
    const before = await allRows()
    for (const model of models) {
      const rebuilt = await rebuildModel(deps, model, { ...ORDER, apply: false })
      expect(rebuilt?.events).toBeGreaterThanOrEqual(26)
      for (const table of rebuilt?.differences ?? [])
        expect(table).toMatchObject({ missing: 0, different: 0, extra: 0 })
      expect(rebuilt?.differences).toHaveLength(model.tables.length)
    }
    expect(await allRows()).toEqual(before)
  })

  test('that was spoilt is right again, while its readers go on and plays come in', async () => {
    const right = await allRows()
    await sql(`update game_minutes set plays = plays + 5`)
    await sql(
      `insert into game_minutes select game, 99, minute, plays, hits, bet, win, bet_bet, bet_win, win_win from game_minutes limit 1`,
    )
    await sql('delete from play_quarters')
    await sql(`insert into pull_days values ($1, current_date, 'SSR', 3)`, [player.userId])
    await sql(`update player_days set plays = 0, night_plays = 0, wagered = 7, actions = 4 where user_id = $1`, [
      player.userId,
    ])
    await sql(
      `insert into player_days (user_id, day, plays, actions) values ($1, '2020-01-01', 3, 2), ($1, '2020-01-02', 3, 0)`,
      [player.userId],
    )
    const told = await rebuildModel(deps, modelOf(PLAYER_DAYS), { ...ORDER, apply: false })
    expect(told?.differences).toEqual([{ table: 'player_days', missing: 0, different: 1, extra: 2 }])
    expect(await allRows()).not.toEqual(right)

    const plays = spin(20)
    for (const model of models) expect(await rebuildModel(deps, model, ORDER)).toBeDefined()
    await plays
    await caughtUp()
    const staked = 'sum(bet)::bigint as bet, sum(win)::bigint as win'
    const [books] = await sql(`select count(*)::bigint as plays, ${staked} from player_events where game is not null`)
    for (const table of ['game_minutes', 'play_quarters'])
      expect(await sql(`select sum(plays)::bigint as plays, ${staked} from ${table}`)).toEqual([books])
    expect(await sql('select * from pull_days')).toEqual([])
    expect(
      await sql(
        `select day::text, plays, wagered::bigint as wagered, actions from player_days where user_id = $1 order by day`,
        [player.userId],
      ),
    ).toEqual([
      { day: '2020-01-01', plays: 0, wagered: 0, actions: 2 },
      expect.objectContaining({ plays: books?.plays, wagered: books?.bet, actions: 4 }),
    ])
    // And it is the same as one that was never spoilt: nothing is left to put right.
    for (const model of models) {
      const again = await rebuildModel(deps, model, { ...ORDER, apply: false })
      for (const table of again?.differences ?? []) expect(table).toMatchObject({ missing: 0, different: 0, extra: 0 })
    }
  })

  test('whose rebuild broke off is gone on with, or begun again when asked to', async () => {
    const model = modelOf('live-counters')
    let turns = 2
    const breaksOff = () => {
      if (turns-- <= 0) throw new Error('the machine went down')
    }
    await expect(rebuildModel(deps, model, { ...ORDER, onProgress: breaksOff })).rejects.toThrow('went down')
    const [all] = await sql<{ events: number }>('select count(*)::integer as events from player_events')
    const resumed = await rebuildModel(deps, model, { ...ORDER, apply: false })
    expect(resumed?.events).toBe((all?.events ?? 0) - 20)
    expect(resumed?.differences).toEqual([{ table: 'game_minutes', missing: 0, different: 0, extra: 0 }])
    turns = 2
    await expect(rebuildModel(deps, model, { ...ORDER, onProgress: breaksOff })).rejects.toThrow('went down')
    expect((await rebuildModel(deps, model, { ...ORDER, restart: true }))?.events).toBe(all?.events)
  })

  test('is rebuilt by one at a time, and an erased player stays out of it', async () => {
    const gone = await club.signUp()
    await spin(3, gone)
    await caughtUp()
    await sql('delete from player_days where user_id = $1', [gone.userId])
    await sql('update users set deletion_requested_at = now(), deleted_at = now() where id = $1', [gone.userId])
    const model = modelOf(PLAYER_DAYS)
    const both = await Promise.all([rebuildModel(deps, model, ORDER), rebuildModel(deps, model, ORDER)])
    expect(both.filter((one) => one === undefined)).toHaveLength(1)
    expect(await sql('select from player_days where user_id = $1', [gone.userId])).toEqual([])
  })

  test('that is read from Kafka counts nothing again that its partitions still bring', async () => {
    await sql(
      `insert into consumer_places (consumer, topic, partition, xid, user_id, seq) values
         ('live-counters', 'game_history_events', 0, '3', 0, 0), ('live-counters', 'game_history_events', 1, $1::text::xid8, 0, 0)`,
      ['9000000000000000000'],
    )
    await rebuildModel(deps, modelOf('live-counters'), ORDER)
    const [newest] = await sql('select xid::text as xid from player_events e order by e.xid desc limit 1')
    expect(
      await sql(
        `select partition, xid::text as xid from consumer_places where consumer = 'live-counters' order by partition`,
      ),
    ).toEqual([
      { partition: 0, xid: newest?.xid },
      { partition: 1, xid: newest?.xid },
    ])
  })

  test('is built in tables of the same columns as the one in use', async () => {
    const columnsIn = (schema: string, table: string) =>
      sql(
        `select column_name, data_type, is_nullable from information_schema.columns
         where table_schema = $1 and table_name = $2 order by column_name`,
        [schema, table],
      )
    for (const { tables } of models) {
      for (const { name } of tables) {
        const live = await columnsIn('public', name)
        expect(live.length).toBeGreaterThan(0)
        expect(await columnsIn('stream_rebuild', name)).toEqual(live)
      }
    }
  })

  test('is rebuilt by a command, which says why it does not rebuild others', async () => {
    const [dry, missions, nobody] = await Promise.all([
      streamCommand(club, ['rebuild', 'live-counters']),
      streamCommand(club, ['rebuild', 'missions', '--apply']),
      streamCommand(club, ['rebuild', 'nobody']),
    ])
    expect([dry.code, dry.stdout]).toEqual([
      0,
      expect.stringMatching(/game_minutes: 0 rows missing, 0 different, 0 too many\nNothing was changed/),
    ])
    expect([missions.code, missions.stderr]).toEqual([
      1,
      expect.stringMatching(/^missions is not rebuilt: what was counted was paid out/),
    ])
    expect([nobody.code, nobody.stderr]).toEqual([
      1,
      'There is no such reader; there are: live-counters, play-sums, player-days.\n',
    ])
    const done = await streamCommand(club, ['rebuild', 'player-days', '--apply'])
    expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('The new one is in use.')])
    const [act] = await sql('select action, target_id from admin_audit_logs')
    expect(act).toEqual({ action: 'stream.rebuild', target_id: 'player-days' })
  })
})

describeWith('clickhouse', 'ClickHouse', () => {
  const TTL_DAYS = 365
  let server: TestClickHouse
  let warehouse: EventWarehouse
  let calls = 0
  let client: ReturnType<typeof openClickHouse>
  const reader = readerName('clickhouse')

  beforeAll(async () => {
    server = await startClickHouse()
    client = openClickHouse(server.url)
    warehouse = new EventWarehouse(client, TTL_DAYS)
    const plain = warehouseLoader(warehouse)
    const consume: Consumer['consume'] = (tx, events) => {
      calls++
      return plain.consume(tx, events)
    }
    const loader = readerOf(club, postgresConsumer({ ...plain, consume }, pool, log), 20)
    readers.push(loader)
    loader.start()
  })
  afterAll(async () => {
    server?.thaw()
    await readers.pop()?.stop()
    await warehouse?.close()
    server?.stop()
  })
  const loaded = () => eventually(async () => expect(await countBehind(pool, reader)).toBe(0), 30_000)
  const look = (patienceMs = 0, payloads = true) =>
    reconcile({ pool, warehouse, clock: systemClock }, { patienceMs, ttlDays: TTL_DAYS, payloads, named: 20 })
  const SAME = { differing: [], named: [] }

  test('has what the books have, payloads too, and each event once however often it is loaded', async () => {
    await spin(10)
    await loaded()
    const first = await look()
    const [books] = await sql('select count(*)::integer as events from player_events')
    expect(first).toMatchObject({ ...SAME, events: books?.events })
    await sql('delete from stream_cursors where reader = $1', [reader])
    await spin(1)
    await loaded()
    expect(await look()).toMatchObject({ ...SAME, events: (books?.events as number) + 1 })
    expect(await reloadWarehouse(pool, warehouse, { batchSize: 7, onProgress: () => undefined })).toBe(
      (books?.events as number) + 1,
    )
    expect(await look()).toMatchObject({ ...SAME, events: (books?.events as number) + 1 })
  })

  test('lets events go after a time, and keeps a row by player and number', async () => {
    const answer = await client.query({ query: 'show create table player_events', format: 'TabSeparatedRaw' })
    const statement = (await answer.text()).replaceAll(/\s+/g, ' ')
    expect(statement).toContain(
      'ENGINE = ReplacingMergeTree PARTITION BY toYYYYMM(occurred_at) ORDER BY (user_id, seq)',
    )
    expect(statement).toContain(`TTL toDateTime(occurred_at) + toIntervalDay(${TTL_DAYS})`)
  })

  test('that is away makes no dead letters; the events come when it is back', async () => {
    server.freeze()
    const before = calls
    await spin(5)
    // It waits for an answer to what it has sent.
    await eventually(() => expect(calls).toBeGreaterThan(before))
    expect(await countBehind(pool, reader)).toBeGreaterThanOrEqual(5)
    server.thaw()
    await loaded()
    expect(await look()).toMatchObject(SAME)
    expect(await sql(`select * from stream_dead_letters where consumer = 'clickhouse'`)).toEqual([])
  })

  test('that differs is found out, with the events by name, and put right by loading again', async () => {
    await loaded()
    const env = { CLICKHOUSE_URL: server.url, CLICKHOUSE_TTL_DAYS: `${TTL_DAYS}` }
    const same = await streamCommand(club, ['reconcile'], env)
    expect([same.code, same.stdout]).toEqual([0, expect.stringMatching(/^\d+ days, \d+ events: the same\.\n$/)])
    const run = (query: string) => client.command({ query, clickhouse_settings: { mutations_sync: '2' } })
    const { userId } = player
    await run(`alter table player_events delete where user_id = ${userId} and seq = 3 settings mutations_sync = 2`)
    await run(
      `alter table player_events update bet = 11 where user_id = ${userId} and seq = 4 settings mutations_sync = 2`,
    )
    await run(
      `alter table player_events update payload = '{}' where user_id = ${userId} and seq = 5 settings mutations_sync = 2`,
    )
    await run(
      `insert into player_events select * replace (9999 as seq) from (select * from player_events final where user_id = ${userId} and seq = 2)`,
    )
    const found = await look()
    expect(found.differing).toHaveLength(1)
    expect(found.named.map(({ eventId, kind }) => [eventId, kind])).toEqual([
      [`${userId}-3`, 'missing'],
      [`${userId}-4`, 'different'],
      [`${userId}-5`, 'different'],
      [`${userId}-9999`, 'extra'],
    ])
    await run(`alter table player_events delete where seq = 9999 settings mutations_sync = 2`)
    const reloaded = await streamCommand(club, ['rebuild', 'clickhouse', '--apply'], env)
    expect([reloaded.code, reloaded.stdout]).toEqual([0, expect.stringMatching(/^Loaded \d+ events again\.\n$/)])
    expect(await look()).toMatchObject(SAME)
    const without = await streamCommand(club, ['reconcile'])
    expect([without.code, without.stderr]).toEqual([1, 'There is no ClickHouse: CLICKHOUSE_URL is not set.\n'])
  })
})
