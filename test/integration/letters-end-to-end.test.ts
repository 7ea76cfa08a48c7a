import { expect, test } from 'vitest'
import { alertsJob } from '../../server/src/alerts/index.ts'
import { alertTools } from '../support/alerts.ts'
import { aName, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { openSmtp } from '../support/smtp.ts'
import { aClock } from '../support/sources.ts'

const PATIENCE_MS = 30_000
/** Nine in the morning in Seoul. */
const MORNING = Date.UTC(2026, 2, 3)
const smtp = await openSmtp()
const clock = aClock(MORNING)
const club = await openClub({ clock, env: { ROLE: 'all', SMTP_URL: smtp.url, PUBLIC_URL: 'https://club.example' } })
const { aHolder, run } = alertTools(club)
const job = alertsJob({ alertsZone: 'Asia/Seoul' })

const withAddress = async (userId: number) => {
  const email = `${aName('to')}@example.org`
  await club.sql(`update users set email = $2, locale = 'ko' where id = $1`, [userId, email])
  return email
}
const deliveries = (userId: number) =>
  club.sql<{ channel: string; state: string; reason: string | null }>(
    'select channel, state, reason from notification_deliveries where user_id = $1 order by channel',
    [userId],
  )

test('a reminder lies in the centre and comes by mail; who excludes himself gets neither, and why is kept', async () => {
  const [willing, shy] = [
    await aHolder({ expiresMs: MORNING + 40 * 3_600_000 }),
    await aHolder({ expiresMs: MORNING + 40 * 3_600_000 }),
  ]
  const [address, other] = [await withAddress(willing.userId), await withAddress(shy.userId)]
  await club.sql(
    `update players set state = jsonb_set(state::jsonb, '{safe}',
       jsonb_build_object('restrictions', jsonb_build_object('pausedUntilMs', $2::bigint)))::json where user_id = $1`,
    [shy.userId, MORNING + 86_400_000],
  )
  await run(job, MORNING)
  const mail = await smtp.mailTo(address, '금고가 곧 만료됩니다', PATIENCE_MS)
  expect(mail.text).toContain('골드 금고에 보관된 10,000코인이 48시간 안에 소멸됩니다.')
  expect(mail.html).toContain('href="https://club.example/"')
  await eventually(async () => {
    expect(await deliveries(willing.userId)).toMatchObject([
      { channel: 'email', state: 'sent' },
      { channel: 'in_app', state: 'sent' },
      { channel: 'push', state: 'skipped' },
    ])
    expect(await deliveries(shy.userId)).toMatchObject([
      { channel: 'email', state: 'skipped', reason: 'safe_play' },
      { channel: 'in_app', state: 'skipped', reason: 'safe_play' },
      { channel: 'push', state: 'skipped', reason: 'safe_play' },
    ])
  }, PATIENCE_MS)
  expect([smtp.countTo(address), smtp.countTo(other)]).toEqual([1, 0])
})
