import type { VaultReports } from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { openClub, type TestPlayer } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { depositElsewhere } from '../support/vaults.ts'

const club = await openClub()
const viewer = await club.adminToken('viewer')
const analyst = await club.adminToken('operator')
const PATH = '/api/admin/vaults/reports'
const report = async (from: string, until: string) =>
  (await club.get<VaultReports>(`${PATH}?from=${from}&until=${until}`, viewer)).body

const TODAY = new Date().toISOString().slice(0, 10)
const COUNTS: [string, string, string, number][] = [
  ['2026-03-01', 'GOLD', 'LOCKED', 100],
  ['2026-03-02', 'GOLD', 'LOCKED', 40],
  ['2026-03-02', 'GOLD', 'UNLOCKED', 30],
  ['2026-03-02', 'GOLD', 'CLAIMED', 20],
  ['2026-03-02', 'GOLD', 'EXPIRED', 10],
  // The third was missed: the fourth tells of both.
  ['2026-03-04', 'GOLD', 'CLAIMED', 60],
  ['2026-03-04', 'GOLD', 'EXPIRED', 40],
]

describe('reports of the vaults', () => {
  const players: TestPlayer[] = []

  beforeAll(async () => {
    for (const [date, type, status, vaults] of COUNTS) {
      await club.sql(
        `insert into vault_status_snapshot (snapshot_date, vault_type, status, vaults, coins, snapshot_at)
         values ($1, $2, $3, $4, $4::bigint * 10000, now())`,
        [date, type, status, vaults],
      )
    }
    while (players.length < 4) players.push(await club.signUp())
    await depositElsewhere(
      club,
      [0, 99_999, 100_000, 499_999].map((depositTotal, index) => ({
        userId: players[index]?.userId ?? 0,
        depositTotal,
      })),
    )
    await club.sql(
      `insert into attendance_days (user_id, local_date, zone, attended_at)
       select $1, current_date + n, 'Asia/Seoul', now() + n * interval '1 day' from generate_series(1, 2) n`,
      [players[0]?.userId],
    )
  })

  test('tell how the vaults stood when they were last counted in the time', async () => {
    const first = await report('2026-03-01', '2026-03-03')
    expect(first.funnel).toEqual([
      {
        type: 'GOLD',
        date: '2026-03-02',
        locked: 40,
        unlocked: 30,
        claimed: 20,
        expired: 10,
        claimRate: 2_000,
        expireRate: 1_000,
      },
    ])
    expect((await report('2025-01-01', '2025-01-31')).funnel).toEqual([])
  })

  test('tell what was claimed and what expired from count to count, over a day that was missed', async () => {
    const { endings } = await report('2026-03-01', '2026-03-05')
    expect(endings).toEqual([
      { date: '2026-03-02', type: 'GOLD', claimed: 20, claimedCoins: 200_000, expired: 10, expiredCoins: 100_000 },
      { date: '2026-03-04', type: 'GOLD', claimed: 40, claimedCoins: 400_000, expired: 30, expiredCoins: 300_000 },
    ])
    expect((await report('2026-03-04', '2026-03-04')).endings).toEqual(endings.slice(1))
  })

  test('count players by their days and by what they have deposited, as the source’s SQL does', async () => {
    const { attendance, deposits } = await report(TODAY, TODAY)
    expect(attendance).toEqual([
      { type: 'PLATINUM', by: 'attendance_days', needed: 3, from: 0, most: 0, players: 3 },
      { type: 'PLATINUM', by: 'attendance_days', needed: 3, from: 2, most: 2, players: 1 },
    ])
    expect(deposits).toEqual([
      { type: 'DIAMOND', by: 'deposited_total', needed: 500_000, from: 0, most: 99_999, players: 2 },
      { type: 'DIAMOND', by: 'deposited_total', needed: 500_000, from: 100_000, most: 199_999, players: 1 },
      { type: 'DIAMOND', by: 'deposited_total', needed: 500_000, from: 400_000, most: 499_999, players: 1 },
    ])
    const days = await club.sql(
      'select platinum_attendance_days as days, count(*) as users from vault_status where expires_at >= now() group by 1 order by 1',
    )
    expect(days).toEqual([
      { days: 0, users: 3 },
      { days: 2, users: 1 },
    ])
    const buckets = await club.sql(
      `select width_bucket(diamond_deposit_current, 0, 500000, 5) as bucket, min(diamond_deposit_current) as "from",
         max(diamond_deposit_current) as "to", count(*) as users
       from vault_status group by 1 order by 1`,
    )
    expect(buckets).toEqual([
      { bucket: 1, from: 0, to: 99_999, users: 2 },
      { bucket: 2, from: 100_000, to: 100_000, users: 1 },
      { bucket: 5, from: 499_999, to: 499_999, users: 1 },
    ])
  })

  test('are to be had as CSV, which the audit log remembers', async () => {
    const csv = await club.get<string>(`${PATH}/export.csv?from=2026-03-01&until=2026-03-05`, analyst)
    expect(String(csv.body).split('\r\n').slice(0, 2)).toEqual([
      'date,type,claimed,claimedCoins,expired,expiredCoins',
      '2026-03-02,GOLD,20,200000,10,100000',
    ])
    const [entry] = await club.sql<{ action: string }>(
      `select action from admin_audit_logs order by id desc limit 1`,
      [],
    )
    expect(entry?.action).toBe('vaults.export')
  })

  test.each([
    'from=2026-03-05&until=2026-03-01',
    'from=2024-01-01&until=2026-03-01',
    'from=2026-02-30&until=2026-03-01',
    'from=2026-03-01',
    'from=2026-03-01&until=2026-03-02&zone=UTC',
  ])('refuse the time %s', async (query) => {
    expect(await club.get(`${PATH}?${query}`, viewer)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })
})
