import type { AdminVipPlayerReply, ShopCatalogReply, VipDryRunReply } from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { newCommandId, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { runJob } from '../support/jobs.ts'
import { spinHttp } from '../support/play.ts'
import { aProblem, type Json } from '../support/requests.ts'
import { safely, setLimit } from '../support/safe-play.ts'
import { openShop } from '../support/shop.ts'
import { publishTiers, someTiers, tierOf, vipOf } from '../support/vip.ts'

const DAY_MS = 86_400_000
const PATIENCE_MS = 30_000
let shiftMs = 0
const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
// A whole club, with a worker that counts.
const club = await openShop({ clock, env: { JWT_EXPIRE_MINUTES: '1440', REFRESH_EXPIRE_DAYS: '365' } })
let operator = await club.adminToken('operator')
const PATH = '/api/admin/vip'

beforeAll(async () => {
  await club.sell('gems')
  await club.sell('dear', { body: { prices: { KRW: 10_000, GEMS: 40 } } })
  await club.sell('for-vip', { body: { prices: { KRW: null, GEMS: 10 }, requiredRank: 'VIP' } })
  await publishTiers(club, someTiers())
})

const becomes = (player: TestPlayer, tier: string | null) =>
  eventually(async () => expect(await tierOf(club, player)).toBe(tier), PATIENCE_MS)
const setTier = (player: TestPlayer, tier: string | null, until = clock.nowMs() + DAY_MS, token = operator) =>
  club.post<AdminVipPlayerReply & Json>(
    `${PATH}/players/${player.userId}/set`,
    { tier, until: new Date(until).toISOString(), reason: 'for a test' },
    token,
  )
const historyOf = async ({ userId }: TestPlayer) =>
  (await club.get<AdminVipPlayerReply>(`${PATH}/players/${userId}`, operator)).body.history.map(
    ({ kind, from, to }) => [kind, from, to],
  )
const catalogOf = async ({ accessToken }: TestPlayer) =>
  new Map(
    (await club.get<ShopCatalogReply>('/api/shop/catalog', accessToken)).body.products.map((each) => [each.sku, each]),
  )

describe('a tier', () => {
  test('is reached once by purchases at once that pass its threshold together, and told', async () => {
    const player = await club.signUp()
    const room = await club.joinRoom(player.accessToken)
    const told: unknown[] = []
    room.onMessage('notice', (notice: unknown) => told.push(notice))
    expect((await vipOf(club, player)).tiers).toHaveLength(2)
    await Promise.all([club.buy(player, {}), club.buy(player, {})])
    await becomes(player, 'silver')
    expect(await historyOf(player)).toEqual([['reached', null, 'silver']])
    await eventually(() => {
      expect(told).toContainEqual({ kind: 'vip', change: 'reached', tier: { en: 'Silver', ko: '실버' } })
    }, PATIENCE_MS)
    expect((await vipOf(club, player)).tiers?.map(({ counted }) => counted.spendWon)).toEqual([10_000, 10_000])
    const { body } = await club.get<Json[]>(`${PATH}/players?tier=silver`, operator)
    expect(body.map(({ id }) => id)).toContain(player.userId)
    const words = await club.sql(
      `select title_ko, path from notifications where user_id = $1 and template = 'vip-up'`,
      [player.userId],
    )
    expect(words).toEqual([{ title_ko: '등급이 실버(으)로 바뀌었습니다', path: '/vip' }])
    await room.leave()
  })

  test('is asked for by days on which something was done too', async () => {
    const player = await club.signUp()
    await spinHttp(club, player, 10)
    await eventually(async () => {
      expect((await vipOf(club, player)).tiers?.map(({ counted }) => counted.activeDays)).toEqual([1, 1])
    }, PATIENCE_MS)
    expect(await tierOf(club, player)).toBeNull()
  })

  test('takes off what the catalogue shows, to the won, and the receipt says so', async () => {
    const player = await club.signUp()
    expect((await catalogOf(player)).get('gems')?.prices.KRW).toEqual({ list: 5_000, vip: 0, amount: 5_000 })
    await setTier(player, 'silver')
    const price = (await catalogOf(player)).get('gems')?.prices.KRW
    expect(price).toEqual({ list: 5_000, vip: 500, amount: 4_500 })
    const { body } = await club.buy(player, { expectedPrice: 4_500 })
    expect(body).toMatchObject({ success: true, amount: 4_500 })
    const [own] = (await club.get<Json[]>('/api/shop/purchases', player.accessToken)).body
    expect(own).toMatchObject({ list: 5_000, discount: 0, promo: 0, vip: 500, amount: 4_500 })
    const receipt = await club.get<Json>(`/api/shop/purchases/${body.orderId}/receipt`, player.accessToken)
    expect(JSON.parse(String(receipt.body.body))).toMatchObject({ list: 5_000, vip: 500, amount: 4_500 })
    const detail = await club.get(`/api/admin/shop/purchases/${body.orderId}`, operator)
    expect(detail.body).toMatchObject({ vip: 500, amount: 4_500, intact: true })
  })

  test('that changes a price which a player has seen is told, and nothing is charged', async () => {
    const player = await club.signUp()
    await setTier(player, 'silver')
    expect((await catalogOf(player)).get('gems')?.prices.KRW?.amount).toBe(4_500)
    await setTier(player, null)
    expect((await club.buy(player, { expectedPrice: 4_500 })).body).toMatchObject({
      ...{ success: false, reason: 'PRICE_CHANGED', amount: 5_000 },
    })
    await setTier(player, 'gold')
    expect((await club.buy(player, { expectedPrice: 5_000 })).body).toMatchObject({
      ...{ success: false, reason: 'PRICE_CHANGED', amount: 4_000 },
    })
  })

  test('that changes while he buys is in the price or told, whatever comes first', async () => {
    const player = await club.signUp()
    const buys = [1, 2, 3].map(() => club.buy(player, { expectedPrice: 5_000 }))
    await Promise.all([setTier(player, 'silver'), ...buys])
    for (const { body } of await Promise.all(buys)) {
      if (body.success) expect(body.amount).toBe(5_000)
      else expect(body).toMatchObject({ reason: 'PRICE_CHANGED', amount: 4_500 })
    }
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('opens what is sold from a rank on, and closes it again', async () => {
    const player = await club.signUp()
    const buy = () => club.buy(player, { sku: 'for-vip', currency: 'GEMS', cardToken: undefined })
    expect((await catalogOf(player)).get('for-vip')?.closed).toBe('RANK_TOO_LOW')
    expect(await buy()).toMatchObject(aProblem(403, 'RANK_TOO_LOW'))
    expect(await club.get('/api/rbac/vip', player.accessToken)).toMatchObject(aProblem(403, 'RANK_TOO_LOW'))
    await setTier(player, 'gold')
    expect((await catalogOf(player)).get('for-vip')?.closed).toBeNull()
    expect((await buy()).body).toMatchObject({ success: true, amount: 8 })
    expect((await club.get('/api/rbac/vip', player.accessToken)).status).toBe(200)
    await setTier(player, null)
    expect(await buy()).toMatchObject(aProblem(403, 'RANK_TOO_LOW'))
  })

  test('never opens what a limit on spending closes, and who has one is shown no requirements', async () => {
    const player = await club.signUp()
    await setTier(player, 'gold')
    await setLimit(club, player, 'spendWon.day', 3_000)
    expect((await club.buy(player, {})).body).toMatchObject({ success: false, reason: 'SPEND_LIMIT' })
    const status = await vipOf(club, player)
    expect([status.tier?.id, status.tiers]).toEqual(['gold', null])
    expect((await club.get<Json>('/api/vip/tiers', player.accessToken)).body).toMatchObject({ tiers: null })
  })

  test('asks nothing of who is excluded', async () => {
    const player = await club.signUp()
    expect((await safely(club, player, 'exclusion', { months: 6 })).status).toBe(200)
    expect((await vipOf(club, player)).tiers).toBeNull()
    expect((await club.get<Json>('/api/vip/tiers', player.accessToken)).body).toMatchObject({ tiers: null })
    expect((await club.buy(player, {})).body).toMatchObject({ success: false, reason: 'SELF_EXCLUDED' })
  })
})

describe('a tier that is lost', () => {
  test('is told first, kept for the days of grace, and taken by the job alone, one at a time', async () => {
    let player = await club.signUp()
    const orders = [await club.buy(player, { sku: 'dear' }), await club.buy(player, { sku: 'dear' })]
    await becomes(player, 'gold')
    for (const { body } of orders) {
      const paid = Number(body.amount)
      const refund = { commandId: newCommandId(), amount: paid, reason: 'the player asked for it' }
      expect((await club.post(`/api/admin/shop/purchases/${body.orderId}/refund`, refund, operator)).status).toBe(200)
    }
    await eventually(async () => expect((await vipOf(club, player)).notice?.to?.id).toBe('silver'), PATIENCE_MS)
    await runJob(club, 'vip.daily')
    expect(await tierOf(club, player)).toBe('gold')
    shiftMs += 7 * DAY_MS
    operator = await club.adminToken('operator')
    const { siteId, password } = player
    const again = await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
    player = { ...player, accessToken: again.body.accessToken }
    await runJob(club, 'vip.daily')
    expect(await tierOf(club, player)).toBe('silver')
    await runJob(club, 'vip.daily')
    expect(await tierOf(club, player)).toBe('silver')
    expect((await historyOf(player)).slice(0, 3)).toEqual([
      ['noticed', 'silver', 'silver'],
      ['lowered', 'gold', 'silver'],
      ['noticed', 'gold', 'gold'],
    ])
  })
})

describe('a tier that is set', () => {
  test('ends on time by itself, is audited, and leaves what he earns alone', async () => {
    const player = await club.signUp()
    expect((await setTier(player, 'gold', clock.nowMs() + 60_000)).body).toMatchObject({
      ...{ tier: 'gold', earned: null, manual: { reason: 'for a test' } },
    })
    await club.buy(player, { sku: 'dear' })
    await club.buy(player, {})
    await eventually(async () => {
      const { body } = await club.get<AdminVipPlayerReply>(`${PATH}/players/${player.userId}`, operator)
      expect([body.tier, body.earned]).toEqual(['gold', 'silver'])
    }, PATIENCE_MS)
    shiftMs += 60_000
    await becomes(player, 'silver')
    expect((await historyOf(player))[0]).toEqual(['manualEnded', 'gold', 'silver'])
    const { body } = await club.get<Json[]>(`/api/admin/audit-logs?targetId=${player.userId}`, operator)
    expect(body.map(({ action }) => action)).toEqual(['vip.manual'])
  })

  test('ends on time too when he was looked at meanwhile and nothing changed', async () => {
    const player = await club.signUp()
    await setTier(player, 'gold', clock.nowMs() + 60_000)
    await spinHttp(club, player)
    await eventually(async () => {
      const [looked] = await club.sql(
        `select 1 from vip_days d where user_id = $1
         and not exists (select from vip_due where user_id = d.user_id and due_at = '-infinity')`,
        [player.userId],
      )
      expect(looked).toBeDefined()
    }, PATIENCE_MS)
    expect(await tierOf(club, player)).toBe('gold')
    shiftMs += 60_000
    await becomes(player, null)
    expect((await historyOf(player))[0]).toEqual(['manualEnded', 'gold', null])
  })

  test('is one that is in force, ends in the future, and is set by who may', async () => {
    const player = await club.signUp()
    const viewer = await club.adminToken('viewer')
    expect(await setTier(player, 'platinum')).toMatchObject(aProblem(422, 'VIP_TIER_UNKNOWN'))
    expect((await setTier(player, 'gold', clock.nowMs() - 1)).body).toMatchObject({ reason: 'INVALID_PAYLOAD' })
    expect(await setTier(player, 'gold', undefined, viewer)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect((await setTier(player, 'gold', undefined, player.accessToken)).status).toBe(403)
    const unset = { reason: 'for a test' }
    const ended = await club.post(`${PATH}/players/${player.userId}/unset`, unset, operator)
    expect(ended).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    expect(await tierOf(club, player)).toBeNull()
  })

  test('is his alone', async () => {
    const [one, other] = [await club.signUp(), await club.signUp()]
    await setTier(one, 'gold')
    expect(await tierOf(club, other)).toBeNull()
    expect((await club.get(`/api/vip/status?userId=${one.userId}`, other.accessToken)).body).toMatchObject({
      tier: null,
    })
    const forged = { terms: someTiers(), seenRevision: 0 }
    expect((await club.put(`${PATH}/draft`, forged, one.accessToken)).status).toBe(403)
  })
})

describe('tiers', () => {
  test('are tried before they are published, and wrong ones are refused', async () => {
    const player = await club.signUp()
    await setTier(player, 'silver')
    const { tiers, maxDiscountBp } = someTiers()
    const terms = { maxDiscountBp, tiers: [...tiers].reverse() }
    const tried = await club.post<VipDryRunReply>(`${PATH}/dry-run`, { terms }, operator)
    expect(tried.body.problems.map(({ code }) => code)).toEqual(['ASKS_LESS', 'GIVES_LESS'])
    const { revision } = (await club.get<{ revision: number }>(PATH, operator)).body
    await club.put(`${PATH}/draft`, { seenRevision: revision, terms }, operator)
    const publish = (seenRevision: number) =>
      club.post(`${PATH}/publish`, { seenRevision, reason: 'for a test' }, operator)
    expect(await publish(revision)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await publish(revision + 1)).toMatchObject(aProblem(422, 'VIP_TERMS_INVALID'))
    const strict = { ...someTiers(), unknown: 1 }
    expect((await club.post(`${PATH}/dry-run`, { terms: strict }, operator)).status).toBe(400)
    const easier = {
      maxDiscountBp,
      tiers: tiers.map((tier) => ({ ...tier, requires: { ...tier.requires, spendWon: 1 } })),
    }
    const seen = await club.post<VipDryRunReply>(`${PATH}/dry-run`, { terms: easier }, operator)
    expect(seen.body.moves.length).toBeGreaterThan(0)
  })

  test('that somebody has stay in the terms until nobody has them', async () => {
    await setTier(await club.signUp(), 'silver')
    const { maxDiscountBp, tiers } = someTiers()
    const { revision } = (await club.get<{ revision: number }>(PATH, operator)).body
    const terms = { maxDiscountBp, tiers: tiers.filter(({ id }) => id !== 'silver') }
    await club.put(`${PATH}/draft`, { seenRevision: revision, terms }, operator)
    const published = await club.post(`${PATH}/publish`, { seenRevision: revision + 1, reason: 'for a test' }, operator)
    expect(published).toMatchObject(aProblem(422, 'VIP_TERMS_INVALID'))
    expect(published.body).toMatchObject({ detail: expect.stringContaining('silver is missing') })
  })

  test('that were published never change, and lie in the export of who has one', async () => {
    const change = club.sql(`update vip_terms set body = body where status = 'published'`)
    await expect(change).rejects.toThrow('never change')
    const player = await club.signUp()
    await setTier(player, 'gold')
    const { body } = await club.get<Json>('/api/users/export', player.accessToken)
    expect(body).toMatchObject({
      vip: { tier: 'gold', discountBp: 2_000 },
      vipChanges: [{ kind: 'manual', to: 'gold' }],
    })
  })
})
