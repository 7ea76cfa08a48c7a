import { beforeEach, describe, expect, test } from 'vitest'
import { expiringJob, inactiveJob } from '../../server/src/alerts/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { alertTools, contextOf } from '../support/alerts.ts'
import { openClub } from '../support/club.ts'
import { safely } from '../support/safe-play.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
// Noon in Seoul.
const NOON = Date.UTC(2026, 2, 3, 3)
const nowMs = NOON - 20 * DAY
const club = await openClub({ clock: { nowMs: () => nowMs }, env: { ROLE: 'api' } })
const { pool, mayContact } = club.core
const { run, toldTo } = alertTools(club)
const inactive = inactiveJob({ mayContact, afterDays: 14 })

const iso = (ms: number) => new Date(ms)

interface Absence {
  readonly days?: number
  readonly zone?: string | null
  readonly consent?: boolean
}

/** A player who was here for the last time so many days before noon, and wishes to hear of the club. */
async function anAbsentPlayer({ days = 14, zone = null, consent = true }: Absence = {}) {
  const player = await club.signUp()
  const { userId } = player
  const seen = iso(NOON - days * DAY)
  await club.sql('update sessions set last_used_at = $2, created_at = $2 where user_id = $1', [userId, seen])
  await club.sql(
    `insert into notification_settings (user_id, revision, all_off, off_types, off_channels, quiet_from, quiet_to, zone,
       advertising_since, changed_at) values ($1, 1, false, '{}', '{}', 0, 0, $2, $3, now())`,
    [userId, zone, consent ? iso(NOON - 100 * DAY) : null],
  )
  return player
}
const keysOf = async (userId: number) => (await toldTo(userId)).map(({ dedupe_key: key }) => key)
const isTold = async (userId: number) => (await keysOf(userId)).length > 0
const look = (atMs = NOON, more = {}) => run(inactive, atMs, more)

describe('who has not been here for fourteen days', () => {
  // Nobody of the tests before is due.
  beforeEach(() => club.sql('delete from notification_settings'))

  test('and consented to advertising is told so once in both languages, until nine in the evening where he is', async () => {
    const [due, early, shy] = [
      await anAbsentPlayer(),
      await anAbsentPlayer({ days: 13 }),
      await anAbsentPlayer({ consent: false }),
    ]
    expect(await look()).toBe(1)
    expect(await look(NOON + HOUR)).toBe(0)
    const [told] = await toldTo(due.userId)
    expect(told).toMatchObject({
      ...{ template: 'inactive', category: 'advertising', deadline_at: iso(NOON + 9 * HOUR) },
      ...{ title_ko: expect.stringMatching(/^\(광고\) /), body_en: expect.stringContaining('14 days') },
    })
    expect([await isTold(early.userId), await isTold(shy.userId)]).toEqual([false, false])
  })

  test('is told only between nine and nine where he is', async () => {
    const { userId } = await anAbsentPlayer({ zone: 'America/New_York' })
    // 22:00, 08:59, then 09:00 of the next day there.
    expect(await look(NOON)).toBe(0)
    expect(await look(Date.UTC(2026, 2, 3, 13, 59))).toBe(0)
    expect(await look(Date.UTC(2026, 2, 3, 14))).toBe(1)
    expect((await toldTo(userId))[0]?.deadline_at).toEqual(iso(Date.UTC(2026, 2, 4, 2)))
  })

  test('is told once more of another absence, when he was here in between', async () => {
    const { userId } = await anAbsentPlayer()
    expect(await look()).toBe(1)
    await club.sql('update sessions set last_used_at = $2 where user_id = $1', [userId, iso(NOON + DAY)])
    expect(await look(NOON + 14 * DAY)).toBe(0)
    expect(await look(NOON + 15 * DAY)).toBe(1)
    expect(new Set(await keysOf(userId)).size).toBe(2)
  })

  test('for far longer is left alone: a new job or setting wakes nobody of last year', async () => {
    const [lately, long] = [await anAbsentPlayer({ days: 20 }), await anAbsentPlayer({ days: 22 })]
    expect(await look()).toBe(1)
    expect([await isTold(lately.userId), await isTold(long.userId)]).toEqual([true, false])
  })

  test('is not told while he excludes himself or has paused, nor after a pause of this absence', async () => {
    const [excluded, paused] = [await anAbsentPlayer(), await anAbsentPlayer()]
    expect((await safely(club, excluded, 'exclusion', { months: 6 })).status).toBe(200)
    expect((await safely(club, paused, 'pause', { hours: 24 * 10 })).status).toBe(200)
    expect(await look()).toBe(0)
    expect(await look(NOON + 3 * DAY)).toBe(0)
    expect([await isTold(excluded.userId), await isTold(paused.userId)]).toEqual([false, false])
  })

  test('is told once by two runs at once, and by a run that was killed between its pages', async () => {
    const players = [await anAbsentPlayer(), await anAbsentPlayer(), await anAbsentPlayer()]
    const context = contextOf(NOON, { limit: 2 })
    const first = await inTransaction(pool, (tx) => inactive.page(context, tx))
    expect(first).toMatchObject({ worked: 2 })
    const killed = inTransaction(pool, async (tx) => {
      await inactive.page({ ...context, cursor: first.cursor }, tx)
      throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    await Promise.all([look(NOON, { cursor: first.cursor }), look(), look(NOON + HOUR)])
    for (const { userId } of players) expect(await keysOf(userId)).toHaveLength(1)
  })

  test('is counted by a dry run without a word', async () => {
    const { userId } = await anAbsentPlayer()
    expect(await look(NOON, { dryRun: true })).toBe(1)
    expect(await isTold(userId)).toBe(false)
    await look()
  })
})

describe('what ends within three days', () => {
  const end = NOON + 3 * DAY
  const give = (userId: number, expiresMs: number, quantity = 2) =>
    club.sql('insert into inventory (user_id, item, expires_at, quantity, updated_at) values ($1, $2, $3, $4, now())', [
      ...[userId, 'streak-shield', iso(expiresMs), quantity],
    ])
  const coupon = (userId: number, week: string, expiresMs: number, usedSeq: number | null = null) =>
    club.sql(
      `insert into pass_coupons (season, user_id, iso_week, xp, granted_at, expires_at, used_seq)
       values ('alerts', $1, $2, 500, '2026-01-01', $3, $4)`,
      [userId, week, iso(expiresMs), usedSeq],
    )
  const aSeason = () =>
    club.sql(
      `insert into pass_seasons (id, revision, created_at, changed_at) values ('alerts', 1, now(), now()) on conflict do nothing`,
    )

  test('is told of once a stock and a coupon, and what is used up or further off is not', async () => {
    const { userId } = await club.signUp()
    await aSeason()
    await give(userId, end)
    await give(userId, end + 1)
    await give(userId, end - HOUR, 0)
    await coupon(userId, '2026-W09', end)
    await coupon(userId, '2026-W10', end + 1)
    await coupon(userId, '2026-W08', end - HOUR, 4)
    expect(await run(expiringJob, NOON, { limit: 1 })).toBe(2)
    expect(await run(expiringJob, NOON, { limit: 1 })).toBe(0)
    expect(await toldTo(userId)).toMatchObject([
      {
        ...{ template: 'item-expiring', type: 'game', path: '/inventory', deadline_at: iso(end) },
        body_ko: expect.stringMatching(/ 2개가 2026-03-06 12:00에 만료됩니다/),
      },
      {
        ...{ template: 'coupon-expiring', path: '/battle-pass', deadline_at: iso(end) },
        body_en: expect.stringContaining('500 XP'),
      },
    ])
    expect(await run(expiringJob, NOON + DAY)).toBe(2)
  })

  test('is told of by day where its player is, and not in his night', async () => {
    const { userId } = await club.signUp()
    await club.sql(
      `insert into notification_settings (user_id, revision, all_off, off_types, off_channels, quiet_from, quiet_to, zone, changed_at)
       values ($1, 1, false, '{}', '{}', 0, 0, 'America/New_York', now())`,
      [userId],
    )
    await give(userId, end)
    expect(await run(expiringJob, NOON)).toBe(0)
    const morning = NOON + 10.5 * HOUR
    expect(await run(expiringJob, morning)).toBe(0)
    expect(await run(expiringJob, morning + HOUR)).toBe(1)
    expect(await keysOf(userId)).toHaveLength(1)
    expect(await run(expiringJob, morning + 2 * HOUR)).toBe(0)
  })

  test('is told of once by two runs at once, by one that was killed, and counted by a dry run', async () => {
    const players = [await club.signUp(), await club.signUp(), await club.signUp()]
    for (const { userId } of players) await give(userId, end)
    expect(await run(expiringJob, NOON, { dryRun: true })).toBe(3)
    const killed = inTransaction(pool, async (tx) => {
      await expiringJob.page(contextOf(NOON, { limit: 2 }), tx)
      throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    await Promise.all([run(expiringJob, NOON, { limit: 2 }), run(expiringJob, NOON)])
    for (const { userId } of players) expect(await keysOf(userId)).toHaveLength(1)
  })

  test('is told in the words that are built in where those in force cannot be filled', async () => {
    const { userId } = await club.signUp()
    await club.sql(
      `with template as (insert into message_templates (name, revision, created_at, changed_at)
         values ('item-expiring', 1, now(), now()) returning name),
       version as (insert into message_template_versions (name, version, status, category, channels, variables, changed_at, published_at)
         select name, 1, 'live', 'game', '{in_app}', '[{"name":"weather","sample":"rain"}]', now(), now() from template returning name)
       insert into message_template_texts (name, version, language, title, body)
       select name, 1, language, 'It is {{weather}}', '–' from version, unnest('{ko,en}'::text[]) as language`,
    )
    await give(userId, end)
    expect(await run(expiringJob, NOON)).toBe(1)
    expect((await toldTo(userId))[0]?.body_en).toContain('ends at')
  })
})

test('both are jobs of the timetable', async () => {
  const jobs = ['alerts.inactive', 'alerts.expiring', 'notifications.triage'] as const
  const found = await Promise.all(jobs.map((name) => club.core.jobs.find(name)))
  expect(found).toMatchObject([
    { cron: '20 * * * *', catchUp: 'within:59' },
    { cron: '30 * * * *', catchUp: 'within:59' },
    { cron: '*/15 * * * *', catchUp: 'within:30' },
  ])
})
