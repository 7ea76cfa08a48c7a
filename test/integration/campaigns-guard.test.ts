import type { CampaignHarm } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aBody, campaignTools, toPlayers } from '../support/campaigns.ts'
import { openClub } from '../support/club.ts'
import { aClock } from '../support/sources.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Noon in Seoul. */
const NOON = Date.UTC(2026, 2, 3, 3)
const clock = aClock(NOON)
const club = await openClub({ clock, env: { ROLE: 'api' } })
const { accounts, begin, find, results, pump, aGuard, work } = campaignTools(club)
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
