import type { CampaignPreview } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aBody, CAMPAIGNS, campaignTools, toPlayers } from '../support/campaigns.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aChannel, aNotificationWorker } from '../support/notifications.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'
import { aClock } from '../support/sources.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
/** Noon in Seoul. */
const clock = aClock(Date.UTC(2026, 2, 3, 3))
const club = await openClub({ clock, env: { ROLE: 'api' } })
const { accounts, token, find, results, ask, begin, work, told, toldIds, settle } = campaignTools(club)

const armOf = (id: number, arm: string) =>
  club
    .sql<{ user_id: number }>('select user_id from campaign_recipients where campaign_id = $1 and arm = $2', [id, arm])
    .then((rows) => rows.map(({ user_id }) => user_id))

/** Marks players as having closed the club to themselves a while after their turn. */
const exclude = (userIds: readonly number[]) =>
  club.sql(
    `insert into safe_play_changes (user_id, seq, type, asked, restrictions, changed_at)
     select id, 1, 'safe.excluded', '{}', '{}', $2 from unnest($1::bigint[]) as id`,
    [userIds, new Date(clock.nowMs() + MINUTE)],
  )

describe('the guard rail', () => {
  test('stops a campaign that does harm, takes back what was not sent, and says why', async () => {
    const ids = await accounts(600)
    const slow = await begin({ audience: toPlayers(ids), holdoutPercent: 50, pace: { count: 250, per: 'minute' } })
    for (let second = 0; second < 45; second++) {
      await work()
      clock.advance(1_000)
    }
    const early = await toldIds(slow.id)
    expect(early.length).toBeGreaterThan(100)
    await club.sql(
      `insert into safe_play_changes (user_id, seq, type, asked, restrictions, changed_at)
       select id, 2, 'safe.paused', '{}', '{}', $2 from unnest($1::bigint[]) as id`,
      [early.slice(0, 80), new Date(clock.nowMs() + MINUTE)],
    )
    await ask(slow.id, 'pause')
    clock.advance(15 * MINUTE)
    await work()
    expect(await find(slow.id)).toMatchObject({
      state: 'stopped',
      stopReason: expect.stringMatching(/^exclusions: 80 of /),
    })
    await work()
    expect((await results(slow.id)).skipped).toEqual([{ channel: 'in_app', reason: 'cancelled', count: early.length }])
    expect((await results(slow.id)).checks).toContainEqual(
      expect.objectContaining({ harm: 'exclusions', reachedHarmed: 80, heldOutHarmed: 0, significant: true }),
    )
    expect(await ask(slow.id, 'resume')).toMatchObject(aProblem(409, 'CONFLICT'))
    const [entry] = await club.sql(
      `select admin_site_id, reason from admin_audit_logs where action = 'campaigns.stop' and target_id = $1`,
      [String(slow.id)],
    )
    expect(entry).toMatchObject({ admin_site_id: 'system', reason: expect.stringContaining('exclusions') })
  })

  test('lets a campaign go on whose players come to no more harm than the others', async () => {
    const ids = await accounts(400)
    const { id } = await begin({ audience: toPlayers(ids), holdoutPercent: 50 })
    await work()
    const [reached, heldOut] = [await armOf(id, 'reached'), await armOf(id, 'heldout')]
    await exclude([...reached.slice(0, 20), ...heldOut.slice(0, 20)])
    clock.advance(15 * MINUTE)
    await work()
    expect(await find(id)).toMatchObject({ state: 'done' })
    expect((await results(id)).checks).toHaveLength(3)
    // It is looked at for as long as its goal is counted, and then no more.
    clock.advance(25 * HOUR)
    await work()
    expect(await club.sql('select check_at from campaigns where id = $1', [id])).toEqual([{ check_at: null }])
    // Another wave is looked at again.
    await settle(id, reached, 'skipped', 'type_off')
    expect((await ask(id, 'resend')).status).toBe(200)
    expect(await club.sql('select check_at from campaigns where id = $1', [id])).not.toEqual([{ check_at: null }])
  })
})

describe('results', () => {
  test('tell who was reached, opened, clicked and converted, against those held out, and as CSV', async () => {
    const ids = await accounts(100)
    const { id } = await begin({
      audience: toPlayers(ids),
      holdoutPercent: 20,
      goal: { kind: 'visit', withinHours: 1 },
    })
    await work()
    const reached = await told(id)
    const heldOut = await armOf(id, 'heldout')
    const [first = 0, second = 0, third = 0] = reached.map(({ user_id }) => user_id)
    await settle(id, [first, second], 'sent')
    await settle(id, [third], 'skipped', 'frequency_cap')
    await club.sql('update notifications set arrived_at = now(), read_at = now() where id = $1', [
      reached[0]?.notification_id,
    ])
    await club.sql('update notification_deliveries set clicked_at = now() where notification_id = $1', [
      reached[0]?.notification_id,
    ])
    const visit = (userId: number, afterMs: number) =>
      club.sql(
        `insert into attendance_days (user_id, local_date, zone, attended_at) values ($1, $2, 'Asia/Seoul', $3)`,
        [userId, new Date(clock.nowMs() + afterMs), new Date(clock.nowMs() + afterMs)],
      )
    await visit(first, 1)
    await visit(second, HOUR - 1)
    await visit(third, HOUR)
    await visit(heldOut[0] ?? 0, MINUTE)
    expect(await results(id)).toMatchObject({
      ...{ sent: 2, notReached: 1, underWay: reached.length - 3, opened: 1, clicked: 1 },
      channels: [{ channel: 'in_app', sent: 2, clicked: 1, failed: 0 }],
      skipped: [{ channel: 'in_app', reason: 'frequency_cap', count: 1 }],
      reached: { players: reached.length, converted: 2 },
      heldOut: { players: heldOut.length, converted: 1 },
    })
    const csv = await club.get<string>(`${CAMPAIGNS}/${id}/results/export.csv`, await token())
    const lines = String(csv.body).trim().split('\r\n')
    expect(lines).toHaveLength(101)
    expect(lines[0]).toContain('userId,wave,arm')
    const [audited] = await club.sql(
      `select action from admin_audit_logs where action = 'campaigns.export' and target_id = $1`,
      [String(id)],
    )
    expect(audited).toBeDefined()
  })
})

describe('what is said', () => {
  test('has words of its own by channel and language, with what the law adds, and passes the gates of every message', async () => {
    const words = (title: string) => ({ title, body: `${title}.` })
    const [korean, silent] = [
      (await accounts(1, { locale: 'ko', zone: 'Asia/Seoul' }))[0] ?? 0,
      (await accounts(1))[0] ?? 0,
    ]
    await club.sql('update notification_settings set advertising_since = $2 where user_id = $1', [
      korean,
      new Date(clock.nowMs()),
    ])
    const variants = {
      push: { ko: words('푸시'), en: words('Push') },
      in_app: { ko: words('알림'), en: words('Note') },
    }
    const { id } = await begin({
      ...{ audience: toPlayers([korean, silent]), category: 'advertising', channels: ['in_app', 'push'], variants },
    })
    await work()
    const [push, centre] = [aChannel('push'), aChannel('in_app')]
    clock.advance(1)
    const { start } = await aNotificationWorker(club, [push, centre])
    start()
    await eventually(
      async () => expect(await results(id)).toMatchObject({ sent: 1, notReached: 1, underWay: 0 }),
      20_000,
    )
    expect(push.orders).toMatchObject([
      { userId: korean, title: '(광고) 푸시', body: expect.stringContaining('수신거부') },
    ])
    expect(centre.orders.filter(({ category }) => category === 'advertising')).toMatchObject([
      { userId: korean, title: '(광고) 알림' },
    ])
    expect((await results(id)).skipped).toEqual([
      { channel: 'in_app', reason: 'no_consent', count: 1 },
      { channel: 'push', reason: 'no_consent', count: 1 },
    ])
  })

  test('is shown beforehand as it would be sent', async () => {
    const { category, channels, content, variants, path } = aBody({
      category: 'advertising',
      channels: ['push', 'email'],
    })
    const message = { category, channels, content, variants, path }
    const { body } = await club.post<CampaignPreview>(`${CAMPAIGNS}/preview`, { message }, await token())
    expect(body.ko.map(({ channel, title }) => [channel, title])).toEqual([
      ['push', '(광고) 소식'],
      ['email', '(광고) 소식'],
    ])
    expect(body.en[1]?.html).toContain('/unsubscribe/')
  })
})

test('who is excluded is told nothing', async () => {
  const { start } = await aNotificationWorker(club, [aChannel('in_app')])
  start()
  const player = await club.signUp()
  await safely(club, player, 'pause', { hours: 24 })
  const { id } = await begin({ audience: toPlayers([player.userId]) })
  await work()
  await eventually(
    async () => expect((await results(id)).skipped).toEqual([{ channel: 'in_app', reason: 'safe_play', count: 1 }]),
    20_000,
  )
})
