import type { CampaignBody, CampaignHarm } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { countSince } from '../../server/src/campaigns/guard.store.ts'
import { addWave, countNotReached, holdWave, postponeLate } from '../../server/src/campaigns/recipients.store.ts'
import { inTransaction, type Queryable } from '../../server/src/platform/postgres/pool.ts'
import { aBody, campaignTools, toPlayers } from '../support/campaigns.ts'
import { openClub } from '../support/club.ts'
import { aClock } from '../support/sources.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Noon in Seoul. */
const NOON = Date.UTC(2026, 2, 3, 3)
const clock = aClock(NOON)
const club = await openClub({ clock, env: { ROLE: 'api' } })
const tools = campaignTools(club)
const { accounts, another, ask, create, begin, find, results } = tools
const { pump, aGuard, work, told, toldIds, settle } = tools
const goal = { kind: 'visit', withinHours: 48 } as const

/** A campaign all of whose turns have come, half of its players held out. */
async function aCampaign() {
  const ids = await accounts(300)
  const { id } = await begin({ ...aBody(), audience: toPlayers(ids), holdoutPercent: 50, goal })
  await work()
  const rows = await club.sql<{ user_id: number; arm: string }>(
    'select user_id, arm from campaign_recipients where campaign_id = $1 order by user_id',
    [id],
  )
  const of = (wanted: string) => rows.filter(({ arm }) => arm === wanted).map(({ user_id }) => user_id)
  return { id, reached: of('reached'), heldOut: of('heldout') }
}

/** They paid for something, at this moment. */
const spend = (userIds: readonly number[], atMs: number) =>
  club.sql(
    `insert into shop_purchases (order_id, user_id, seq, created_at, sku, quantity, currency, list_amount, discount_amount,
       promo_amount, amount, hold, status, idempotency_key, request_hash, granted_seq, integrity)
     select 'order-' || id || '-' || $3::text, id, 1, $2, 'pack', 1, 'KRW', 1000, 0, 0, 1000, 'none', 'granted',
       'for-a-test-' || $3::text, decode(repeat('00', 16), 'hex'), 1, decode(repeat('00', 32), 'hex')
     from unnest($1::bigint[]) as id`,
    [userIds, new Date(atMs), String(atMs)],
  )

/** They have used up a limit of their own. */
const limit = (userIds: readonly number[]) =>
  club.sql(`update players set state = $2 where user_id = any($1)`, [
    userIds,
    JSON.stringify({ safe: { restrictions: { limits: { 'stakeCoins.day': 0 } } } }),
  ])

const stopped = (harm: CampaignHarm) => ({
  state: 'stopped',
  stopReason: expect.stringMatching(new RegExp(`^${harm}: 40 of \\d+ reached, 5 of \\d+ held out$`)),
})

describe('the guard rail counts as harm', () => {
  test('players at a limit, those told against those held out', async () => {
    const { id, reached, heldOut } = await aCampaign()
    await limit([...reached.slice(0, 40), ...heldOut.slice(0, 5)])
    clock.advance(HOUR)
    await work()
    expect(await find(id)).toMatchObject(stopped('limits'))
  })

  test('money spent between midnight and six where the player is, and none of the day', async () => {
    clock.advance(NOON + 2 * DAY - clock.nowMs())
    const { id, reached, heldOut } = await aCampaign()
    await spend(reached, clock.nowMs() + HOUR)
    await spend(reached, clock.nowMs() - 9 * HOUR)
    clock.advance(2 * HOUR)
    await work()
    expect(await find(id)).toMatchObject({ state: 'done' })
    const night = NOON + 3 * DAY - 9 * HOUR
    await spend([...reached.slice(0, 40), ...heldOut.slice(0, 5)], night)
    clock.advance(night + HOUR - clock.nowMs())
    await work()
    expect(await find(id)).toMatchObject(stopped('nightSpend'))
    expect((await results(id)).checks.filter(({ significant }) => significant).map(({ harm }) => harm)).toEqual([
      'nightSpend',
    ])
  })
})

test('what was stopped is not sent again, and nothing of it is under way any more', async () => {
  const { id, reached } = await aCampaign()
  await limit(reached.slice(0, 60))
  clock.advance(HOUR)
  await work()
  expect(await find(id)).toMatchObject({ state: 'stopped' })
  expect(await results(id)).toMatchObject({ underWay: 0, sent: 0 })
  await expect(club.sql(`update campaigns set state = 'running' where id = $1`, [id])).rejects.toThrow('stays so')
})

test('pages do not wait for a look, and one process looks', async () => {
  const { id, reached } = await aCampaign()
  await limit(reached.slice(0, 60))
  clock.advance(HOUR)
  await pump.work()
  expect(await find(id)).toMatchObject({ state: 'done' })
  const looks = await Promise.all([aGuard().work(), aGuard().work(), aGuard().work()])
  const due = await club.sql('select from campaign_checks where at = $1 and harm = $2', [
    new Date(clock.nowMs()),
    'limits',
  ])
  expect(looks.reduce((sum, each) => sum + each, 0)).toBe(due.length)
  expect(await find(id)).toMatchObject({ state: 'stopped' })
})

test('a resend after housekeeping tells nobody twice: what is forgotten may have arrived', async () => {
  const ids = await accounts(3)
  const [sent = 0, skipped = 0, dead = 0] = ids
  const { id } = await begin({ audience: toPlayers(ids) })
  await work()
  await settle(id, [sent], 'sent')
  await settle(id, [skipped], 'skipped', 'type_off')
  await settle(id, [dead], 'dead')
  expect(await results(id)).toMatchObject({ resendable: 2 })
  await club.sql(`delete from notifications where params ->> 'campaign' = $1 and user_id <> $2`, [String(id), dead])
  expect(await results(id)).toMatchObject({ resendable: 1 })
  expect(await ask(id, 'resend')).toMatchObject({ status: 200, body: { state: 'running', wave: 2 } })
  await work()
  const second = (await told(id)).filter(({ wave }) => wave === 2)
  expect(second.map(({ user_id }) => user_id)).toEqual([dead])
  await club.sql(`delete from notifications where params ->> 'campaign' = $1`, [String(id)])
  expect(await ask(id, 'resend')).toMatchObject({ status: 422, body: { reason: 'NOTHING_TO_CHANGE' } })
})

test('an audience that has grown to many by its start waits for a second admin, who sees so', async () => {
  const registeredFrom = new Date(clock.nowMs()).toISOString()
  const few = await accounts(10, { locale: 'ko' })
  const audience: CampaignBody['audience'] = { kind: 'filter', filter: { registeredFrom, languages: ['ko'] } }
  const time = { kind: 'at', date: '2026-03-03', time: '13:00', zone: 'Etc/GMT+12' } as const
  const { id } = await create({
    audience,
    schedule: { ...time, date: new Date(clock.nowMs()).toISOString().slice(0, 10) },
  })
  expect((await ask(id, 'start')).body).toMatchObject({ state: 'scheduled', grownTo: null })
  const many = await accounts(1_000, { locale: 'ko' })
  clock.advance(Date.parse((await find(id)).startsAt ?? '') - clock.nowMs())
  await work()
  expect(await toldIds(id)).toEqual([])
  expect(await find(id)).toMatchObject({ state: 'approval', beganAt: null, grownTo: 1_010 })
  const [entry] = await club.sql(
    `select admin_site_id, after from admin_audit_logs where action = 'campaigns.hold' and target_id = $1`,
    [String(id)],
  )
  expect(entry).toMatchObject({ admin_site_id: 'system', after: { state: 'approval', players: 1_010 } })
  expect(await ask(id, 'decide', { approved: true })).toMatchObject({ status: 403, body: { reason: 'FORBIDDEN' } })
  expect((await ask(id, 'decide', { approved: true }, await another())).body).toMatchObject({ state: 'scheduled' })
  await work()
  expect(await toldIds(id)).toEqual([...few, ...many])
})

test('statements over a whole campaign have the time for it', async () => {
  const { id } = await begin({ audience: toPlayers(await accounts(2)) })
  await work()
  const timeAfter = (statement: (tx: Queryable) => Promise<unknown>) =>
    inTransaction(club.core.pool, async (tx) => {
      await statement(tx)
      return (await tx.query<{ statement_timeout: string }>('show statement_timeout')).rows[0]?.statement_timeout
    })
  const turnIn = () => clock.nowMs()
  expect(await timeAfter((tx) => countSince(tx, id))).toBe('2min')
  expect(await timeAfter((tx) => countNotReached(tx, id, 1))).toBe('2min')
  expect(await timeAfter((tx) => holdWave(tx, id, 1))).toBe('2min')
  expect(await timeAfter((tx) => addWave(tx, { campaignId: id, wave: 1, turnIn }))).toBe('2min')
  await club.sql('update campaign_recipients set passed_at = null, notification_id = null where campaign_id = $1', [id])
  expect(await timeAfter((tx) => postponeLate(tx, id, clock.nowMs() + HOUR, turnIn))).toBe('2min')
})
