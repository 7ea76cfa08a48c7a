import { afterAll, describe, expect, test } from 'vitest'
import type { PageContext } from '../../server/src/jobs/index.ts'
import { vaultExpiryJob, vaultSnapshotJob } from '../../server/src/vaults/vault.jobs.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { runJob } from '../support/jobs.ts'
import { ownerOf } from '../support/sql.ts'
import { aWorker } from '../support/timetables.ts'
import { claim, logInAgain, vaultEvents, vaultsOf } from '../support/vaults.ts'

const DAY = 86_400_000
const PATIENCE_MS = 20_000
let offsetMs = Date.UTC(2026, 10, 21, 12) - Date.now()
/** Runs on, and is set by hand. */
const clock = { nowMs: () => Date.now() + offsetMs }
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })

const statesOf = async ({ userId }: TestPlayer) =>
  Object.fromEntries(
    (
      await club.sql<{ type: string; state: string }>('select type, state from player_vaults where user_id = $1', [
        userId,
      ])
    ).map(({ type, state }) => [type, state]),
  )
const endOf = async (player: TestPlayer, type: string) =>
  Date.parse((await vaultsOf(club, player))[type]?.expiresAt ?? '')
const expiredIn = async (player: TestPlayer) =>
  (await vaultEvents(club, player))
    .filter(({ type }) => type === 'vault.expired')
    .flatMap(({ payload }) => payload.vaults)
const runs = (job: string) => club.core.jobs.runs({ job, ascending: true, page: 1, perPage: 100 })

describe('a player on line', () => {
  test('sees a vault end at its second, by one timer in his room; the batch has nothing left to do', async () => {
    const player = await club.signUp()
    offsetMs += (await endOf(player, 'PLATINUM')) - clock.nowMs() - 2_500
    const room = await club.joinRoom(await logInAgain(club, player))
    await expect.poll(() => room.state.vaults?.[1]?.status).toBe('LOCKED')
    await expect.poll(() => room.state.vaults?.[1]?.status, { timeout: PATIENCE_MS }).toBe('EXPIRED')
    expect(clock.nowMs()).toBeGreaterThanOrEqual(await endOf(player, 'PLATINUM'))
    expect(await statesOf(player)).toEqual({ GOLD: 'LOCKED', PLATINUM: 'EXPIRED', DIAMOND: 'LOCKED' })
    await runJob(club, 'vault.expiry')
    expect(await expiredIn(player)).toHaveLength(1)
    await room.leave()
  })

  test('is told of the batch’s work by his next command, and nothing is ended twice by both at once', async () => {
    const player = await club.signUp()
    const token = await logInAgain(club, player)
    offsetMs += 31 * DAY
    await Promise.all([
      runJob(club, 'vault.expiry'),
      club.core.keeper.settle(player.userId),
      club.core.keeper.settle(player.userId),
    ])
    await club.core.keeper.settle(player.userId)
    expect(await statesOf(player)).toEqual({ GOLD: 'EXPIRED', PLATINUM: 'EXPIRED', DIAMOND: 'EXPIRED' })
    expect(await expiredIn(player)).toHaveLength(3)
    expect(token).not.toBe('')
  })
})

describe('the batch', () => {
  test('that was down for three days ends each vault once, day by day, and counts them', async () => {
    const players: TestPlayer[] = []
    while (players.length < 3) players.push(await club.signUp())
    await club.core.runner.work()
    const before = (await runs('vault.expiry')).total
    offsetMs += (await endOf(players[0] as TestPlayer, 'PLATINUM')) - clock.nowMs() + 3 * DAY
    const { runs: done, total } = await eventually(async () => {
      await club.core.runner.work()
      const page = await runs('vault.expiry')
      // The club's own round may have some of the days in hand.
      expect(page.runs.map(({ state }) => state)).toEqual(page.runs.map(() => 'done'))
      return page
    }, PATIENCE_MS)
    expect(total).toBeGreaterThanOrEqual(before + 9)
    const dates = done.map(({ businessDate }) => businessDate)
    expect(dates).toEqual([...dates].sort())
    for (const player of players) {
      expect(await statesOf(player)).toEqual({ GOLD: 'LOCKED', PLATINUM: 'EXPIRED', DIAMOND: 'LOCKED' })
      expect(await expiredIn(player)).toHaveLength(1)
      expect((await claim(club, player, 'PLATINUM')).body).toMatchObject({ reason: 'VAULT_EXPIRED' })
    }
  })

  test('in two processes at once ends each vault once, over many pages', async () => {
    const player = await club.signUp()
    await club.sql(
      `with made as (
         insert into users (site_id, nickname, nickname_look, password_hash, locale, created_at)
         select 'many-' || n, 'many' || n, 'many' || n, '!', 'ko', now() from generate_series(1, 1200) as n returning id
       ), opened as (
         insert into players (user_id, version, coins, gems, tickets, nonce, state, ledger_hash, updated_at)
         select id, 1, 0, 0, 0, 0, '{"games":{}}', decode(repeat('00', 32), 'hex'), now() from made returning user_id
       )
       insert into player_vaults (user_id, definition_id, type, coins, state, opened_at, expires_at, opened_seq)
       select user_id, 1, 'GOLD', 10, 'LOCKED', now() - interval '9 days', now() - interval '1 day', 1 from opened`,
    )
    const workers = [
      aWorker(club.databaseUrl, [vaultExpiryJob], clock),
      aWorker(club.databaseUrl, [vaultExpiryJob], clock),
    ]
    offsetMs += DAY
    await Promise.all([...workers.map(({ runner }) => runner.work()), club.core.runner.work()])
    await eventually(async () => {
      await club.core.runner.work()
      const open = await club.sql(`select 1 from batch_runs where state in ('waiting', 'running')`)
      expect(open).toEqual([])
    }, PATIENCE_MS)
    const [counted] = await club.sql(
      `select count(*)::integer as ended, count(distinct (v.user_id, v.ended_seq))::integer as events,
         (select count(*)::integer from player_events e join users u on u.id = e.user_id
          where e.type = 'vault.expired' and u.site_id like 'many-%') as written
       from player_vaults v join users u on u.id = v.user_id where u.site_id like 'many-%' and v.state = 'EXPIRED'`,
    )
    expect(counted).toEqual({ ended: 1_200, events: 1_200, written: 1_200 })
    expect(await statesOf(player)).toMatchObject({ GOLD: 'LOCKED' })
  })

  test('leaves whom somebody holds, and comes back to him', async () => {
    const player = await club.signUp()
    offsetMs += (await endOf(player, 'PLATINUM')) - clock.nowMs()
    const { pool } = ownerOf(club.databaseUrl)
    afterAll(() => pool.end())
    const holder = await pool.connect()
    await holder.query('begin')
    await holder.query('select 1 from players where user_id = $1 for update', [player.userId])
    await club.core.runner.work()
    expect(await expiredIn(player)).toEqual([])
    await holder.query('rollback')
    holder.release()
    expect(await runJob(club, 'vault.expiry')).toMatchObject({ state: 'done', failed: 0 })
    expect(await expiredIn(player)).toHaveLength(1)
  })

  test('writes down how the vaults stand, once a day, and tries without writing', async () => {
    const token = await club.adminToken('operator')
    const tried = await club.post('/api/admin/jobs/vault.expiry/dry-run', {}, token)
    expect(tried).toMatchObject({ status: 200, body: { complete: true } })
    await runJob(club, 'vault.snapshot')
    await runJob(club, 'vault.snapshot')
    const { body } = await club.get<{ type: string; locked: number }[]>('/api/admin/vaults/snapshots?perPage=3', token)
    expect(body.map(({ type }) => type)).toEqual(['DIAMOND', 'GOLD', 'PLATINUM'])
    const [open] = await club.sql(
      `select count(*)::integer as n from player_vaults where type = 'GOLD' and state = 'LOCKED'`,
    )
    expect(body[1]?.locked).toBe(open?.n)
  })

  test('writes no count of today under a day that is over', async () => {
    const count = (lateMs: number, dryRun: boolean) => {
      const nowMs = clock.nowMs()
      const late = { businessDate: '2026-01-01', dueAtMs: nowMs - lateMs, nowMs, dryRun }
      return vaultSnapshotJob.page(late as PageContext, club.core.pool)
    }
    for (const dryRun of [true, false]) expect(await count(DAY, dryRun)).toEqual({ worked: 0, skipped: 1 })
    expect(await club.sql(`select 1 from vault_status_snapshot where snapshot_date = '2026-01-01'`)).toEqual([])
    expect((await count(DAY - 1, true)).worked).toBeGreaterThan(0)
  })
})
