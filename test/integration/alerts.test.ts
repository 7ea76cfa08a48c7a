import { describe, expect, test } from 'vitest'
import { alertsJob } from '../../server/src/alerts/index.ts'
import { findConversion } from '../../server/src/alerts/reports.store.ts'
import { inTransaction, type Queryable } from '../../server/src/platform/postgres/pool.ts'
import { alertTools, contextOf } from '../support/alerts.ts'
import { openClub } from '../support/club.ts'
import { aClock } from '../support/sources.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
/** Nine in the morning in Seoul. */
const MORNING = Date.UTC(2026, 2, 3)
const EVENING = MORNING + 9 * HOUR
const clock = aClock(MORNING)
// Without a worker of its own: each test says when a page is worked.
const club = await openClub({ clock, env: { ROLE: 'api' } })
const seoul = alertsJob({ alertsZone: 'Asia/Seoul' })
const everywhere = alertsJob({ alertsZone: 'player' })
const { pool } = club.core

const { aHolder, attend, run, toldTo, typesTo } = alertTools(club)

describe('a vault that ends', () => {
  test('in 48 hours is told of, and not a millisecond earlier; nor when it is over or claimed', async () => {
    const end = MORNING + 48 * HOUR
    const [due, early, over, claimed] = [
      await aHolder({ expiresMs: end }),
      await aHolder({ expiresMs: end + 1 }),
      await aHolder({ expiresMs: MORNING }),
      await aHolder({ expiresMs: end, state: 'CLAIMED' }),
    ]
    const unlocked = await aHolder({ expiresMs: end, state: 'UNLOCKED' })
    await run(seoul, MORNING)
    for (const { userId } of [early, over, claimed]) expect(await toldTo(userId)).toEqual([])
    expect(await typesTo(unlocked.userId)).toEqual(['EXPIRY_D2'])
    expect(await toldTo(due.userId)).toMatchObject([
      {
        template: 'EXPIRY_D2',
        dedupe_key: `EXPIRY_D2:${due.userId}:2026-03-03`,
        body_ko:
          '골드 금고에 보관된 10,000코인이 48시간 안에 소멸됩니다. 만료 시각은 2026-03-05 09:00입니다. 지금 금고를 확인하세요.',
        body_en: expect.stringContaining('The 10,000 coins in your Gold vault'),
      },
    ])
  })

  test('at ten past nine is told of on the evening before and in the morning, not in both ways at once', async () => {
    const { userId } = await aHolder({ expiresMs: MORNING + 24 * HOUR + 10 * MINUTE })
    await run(seoul, MORNING)
    await run(seoul, EVENING)
    await run(seoul, MORNING + 24 * HOUR)
    await run(seoul, EVENING + 24 * HOUR)
    expect((await toldTo(userId)).map(({ dedupe_key: key }) => key)).toEqual([
      `EXPIRY_D2:${userId}:2026-03-03`,
      `EXPIRY_D0:${userId}:2026-03-03`,
      `EXPIRY_D0:${userId}:2026-03-04`,
    ])
    const [, evening, morning] = await toldTo(userId)
    expect(evening?.deadline_at.getTime()).toBe(EVENING + 9 * HOUR)
    expect(morning?.deadline_at.getTime()).toBe(MORNING + 24 * HOUR + 10 * MINUTE)
  })

  test('is told of once of its 48 hours, however many runs there are within them', async () => {
    const { userId } = await aHolder({ expiresMs: MORNING + 46 * HOUR })
    for (const at of [MORNING, EVENING, MORNING + 24 * HOUR]) await run(seoul, at)
    expect(await typesTo(userId)).toEqual(['EXPIRY_D2'])
  })
})

describe('a vault that waits for attendance', () => {
  const later = MORNING + 100 * HOUR
  const openedMs = MORNING - 60 * HOUR
  const aPlatinum = (state = 'LOCKED') => aHolder({ expiresMs: later, type: 'PLATINUM', openedMs, state })

  test('is told of on the day when one of three is left, and on no other', async () => {
    const [none, one, two, three] = [
      await aPlatinum(),
      await aPlatinum(),
      await aPlatinum(),
      await aPlatinum('UNLOCKED'),
    ]
    const days = ['2026-03-01', '2026-03-02', '2026-03-03']
    for (const [index, { userId }] of [none, one, two, three].entries())
      await attend(userId, openedMs, days.slice(0, index))
    // A day before the vault was opened counts for nothing.
    await attend(one.userId, openedMs - HOUR, ['2026-02-27'])
    await run(seoul, MORNING)
    expect(await typesTo(two.userId)).toEqual(['ATTENDANCE_D2'])
    for (const { userId } of [none, one, three]) expect(await typesTo(userId)).not.toContain('ATTENDANCE_D2')
    await run(seoul, MORNING + 24 * HOUR)
    expect(await typesTo(two.userId)).toEqual(['ATTENDANCE_D2'])
  })

  test('is told of to who has no tickets left, and not to who has claimed it', async () => {
    const [poor, rich, done] = [await aPlatinum(), await aPlatinum(), await aPlatinum('CLAIMED')]
    await club.sql('update players set tickets = 0 where user_id = any($1)', [[poor.userId, done.userId]])
    await club.sql('update players set tickets = 1 where user_id = $1', [rich.userId])
    await run(seoul, MORNING)
    expect(await typesTo(poor.userId)).toEqual(['TICKET_ZERO'])
    expect(await typesTo(rich.userId)).toEqual([])
    expect(await typesTo(done.userId)).toEqual([])
  })
})

describe('a run', () => {
  const aDue = () => aHolder({ expiresMs: MORNING + 40 * HOUR })

  test('that is done twice, or by two at once, tells once', async () => {
    const { userId } = await aDue()
    await Promise.all([run(seoul, MORNING), run(seoul, MORNING)])
    await run(seoul, MORNING)
    expect(await typesTo(userId)).toEqual(['EXPIRY_D2'])
  })

  test('that is killed between its pages goes on where it was, and tells nobody twice', async () => {
    const holders = [await aDue(), await aDue(), await aDue()]
    const context = contextOf(MORNING, { limit: 2, cursor: { type: 1, found: false } })
    const found = await inTransaction(pool, (tx) => seoul.page(context, tx))
    const first = await inTransaction(pool, (tx) => seoul.page({ ...context, cursor: found.cursor }, tx))
    expect(first).toMatchObject({ worked: 2, cursor: { type: 1, found: true } })
    const killed = inTransaction(pool, async (tx) => {
      await seoul.page({ ...context, cursor: first.cursor }, tx)
      throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    const rest = await inTransaction(pool, (tx) => seoul.page({ ...context, cursor: first.cursor }, tx))
    expect(rest).toMatchObject({ worked: 1 })
    await run(seoul, MORNING, { limit: 2 })
    for (const { userId } of holders) expect(await typesTo(userId)).toEqual(['EXPIRY_D2'])
  })

  test('is left out where it is more than half an hour late, to the millisecond', async () => {
    const { userId } = await aDue()
    expect(await run(seoul, MORNING, { nowMs: MORNING + 30 * MINUTE + 1 })).toBe(0)
    expect(await toldTo(userId)).toEqual([])
    expect(await run(seoul, MORNING, { nowMs: MORNING + 30 * MINUTE })).toBe(1)
  })

  test('at any other time tells nobody, and a dry run counts without a word', async () => {
    const { userId } = await aDue()
    for (const minutes of [15, 60, 8 * 60 + 45]) expect(await run(seoul, MORNING + minutes * MINUTE)).toBe(0)
    expect(await run(seoul, MORNING, { dryRun: true })).toBe(1)
    expect(await toldTo(userId)).toEqual([])
    await run(seoul, MORNING)
  })

  test('is one of the timetable’s: a row a quarter of an hour', async () => {
    const found = await club.core.jobs.find('alerts.vaults')
    expect(found).toMatchObject({ cron: '*/15 * * * *', catchUp: 'within:30' })
    const order = { name: 'alerts.vaults', again: false, reason: 'for a test' }
    const by = { admin: { adminId: null, siteId: 'system' }, request: { address: 'system', id: 'test' } }
    const ordered = await club.core.jobs.order(order, by)
    expect(ordered).toMatchObject({ ok: true, value: [{ shard: '00-00', businessDate: '2026-03-03' }] })
  })
})

describe('where each player is', () => {
  test('it is nine o’clock at another time, on another date, on both sides of a change of clocks', async () => {
    // Clocks are put forward in New York on the 8th of March.
    const before = Date.UTC(2026, 2, 7, 14)
    const after = Date.UTC(2026, 2, 8, 13)
    const home = 'America/New_York'
    const [first, second] = [
      await aHolder({ expiresMs: before + 47 * HOUR }, home),
      await aHolder({ expiresMs: after + 47 * HOUR }, home),
    ]
    const seoulite = await aHolder({ expiresMs: before + 40 * HOUR })
    expect(await run(everywhere, before - HOUR)).toBe(0)
    await run(everywhere, before)
    expect(await toldTo(first.userId)).toMatchObject([
      { dedupe_key: `EXPIRY_D2:${first.userId}:2026-03-07`, body_ko: expect.stringContaining('2026-03-09 09:00') },
    ])
    expect(await toldTo(second.userId)).toEqual([])
    expect(await toldTo(seoulite.userId)).toEqual([])
    await run(everywhere, after)
    expect(await typesTo(second.userId)).toEqual(['EXPIRY_D2'])
    await run(everywhere, Date.UTC(2026, 2, 8))
    expect(await typesTo(seoulite.userId)).toEqual(['EXPIRY_D2'])
  })

  test('the zone that he set for messages comes first', async () => {
    const { userId } = await aHolder({ expiresMs: MORNING + 60 * HOUR }, 'America/New_York')
    await club.sql(
      `insert into notification_settings (user_id, revision, all_off, off_types, off_channels, quiet_from, quiet_to, zone, changed_at)
       values ($1, 1, false, '{}', '{}', 0, 0, 'Europe/Berlin', now())`,
      [userId],
    )
    await run(everywhere, Date.UTC(2026, 2, 4, 14))
    expect(await toldTo(userId)).toEqual([])
    await run(everywhere, Date.UTC(2026, 2, 4, 17))
    expect(await typesTo(userId)).toEqual(['EXPIRY_D0'])
  })
})

test('the report reads the reminders of its days, and no others', async () => {
  const plan = await inTransaction(pool, async (tx) => {
    await tx.query('set local enable_seqscan = off')
    let explained = ''
    await findConversion(
      {
        async query(statement: string, values: unknown[]) {
          const { rows } = await tx.query(`explain (format json) ${statement}`, values)
          explained = JSON.stringify(rows)
          return { rows: [] }
        },
      } as unknown as Queryable,
      { from: '2026-03-03', until: '2026-03-03' },
    )
    return explained
  })
  expect(plan).toContain('notifications_alerts')
  expect(plan).toMatch(/Index Cond":"[^"]*raised_at >=/)
})

test('whoever claims his coins is reminded of them no more; what has gone out stays', async () => {
  const { userId, vaultId } = await aHolder({ expiresMs: MORNING + 44 * HOUR, state: 'UNLOCKED' })
  await run(seoul, MORNING)
  await club.sql(
    `update notification_deliveries set state = 'sent', sent_at = $2, clicked_at = $2
     where user_id = $1 and channel = 'in_app'`,
    [userId, new Date(MORNING)],
  )
  await club.sql(`update player_vaults set state = 'CLAIMED', ended_at = $2, ended_seq = 2 where id = $1`, [
    vaultId,
    new Date(MORNING + 24 * HOUR - 1),
  ])
  const deliveries = await club.sql(
    'select channel, state from notification_deliveries where user_id = $1 order by channel',
    [userId],
  )
  expect(deliveries).toEqual([
    { channel: 'email', state: 'cancelled' },
    { channel: 'in_app', state: 'sent' },
    { channel: 'push', state: 'cancelled' },
  ])
  const events = await club.sql(
    `select type, vault_type, sent_at, clicked, claimed_within_24h from alert_events where user_id = $1`,
    [userId],
  )
  expect(events).toEqual([
    { type: 'EXPIRY_D2', vault_type: 'GOLD', sent_at: new Date(MORNING), clicked: true, claimed_within_24h: true },
  ])
  const path = '/api/admin/alerts/report'
  const token = await club.adminToken('viewer')
  const report = await club.get(`${path}?from=2026-03-03&until=2026-03-03`, token)
  expect(report).toMatchObject({
    status: 200,
    body: { days: [{ date: '2026-03-03', type: 'EXPIRY_D2', sent: 1, clicked: 1, claimed: 1, claimRate: 10_000 }] },
  })
  expect((await club.get(`${path}?from=2026-03-02&until=2026-03-02`, token)).body).toMatchObject({ days: [] })
  const csv = await club.get(`${path}/export.csv?from=2026-03-03&until=2026-03-03`, token)
  expect(String(csv.body)).toContain('2026-03-03,EXPIRY_D2,1,1,1,10000')
})

test('ten thousand players are each told once', async () => {
  const at = MORNING + 30 * 24 * HOUR
  await club.sql(
    `with made as (
       insert into users (site_id, nickname, password_hash, created_at)
       select 'many' || n, 'many' || n, '!', now() from generate_series(1, 10000) n returning id
     ), players as (
       insert into players (user_id, version, coins, gems, tickets, nonce, state, ledger_hash, updated_at)
       select id, 1, 0, 0, 1, 0, '{"games":{}}', decode(repeat('00', 32), 'hex'), now() from made returning user_id
     )
     insert into player_vaults (user_id, definition_id, type, coins, state, opened_at, expires_at, opened_seq)
     select p.user_id, d.id, d.type, d.coins, 'LOCKED', $1::timestamptz - interval '1 day', $1::timestamptz + interval '47 hours', 1
     from players p, vault_definitions d where d.type = 'DIAMOND'`,
    [new Date(at)],
  )
  // As the database itself does a minute after so much was written.
  for (const table of ['users', 'players', 'player_vaults']) await club.sql(`analyze ${table}`)
  expect(await run(seoul, at)).toBeGreaterThanOrEqual(10_000)
  const [counted] = await club.sql<{ told: number; players: number }>(
    `select count(*) as told, count(distinct n.user_id) as players from notifications n join users u on u.id = n.user_id
     where u.site_id like 'many%'`,
  )
  expect(counted).toEqual({ told: 10_000, players: 10_000 })
})
