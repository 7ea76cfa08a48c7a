import { expect, test } from 'vitest'
import { newCommandId } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { merge, previewMerge } from '../support/merges.ts'
import { booksOf } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { setLimit, usedOf } from '../support/safe-play.ts'
import { openShop } from '../support/shop.ts'

const club = await openShop()
const operator = await club.adminToken('operator')
await club.sell('gems')

/** A first deposit unlocks a vault, which is a change of the player too. */
const unlocked = (userId: number) => club.core.keeper.settle(userId)

test('while a purchase is under way neither account is merged; once it has ended what was bought and spent moves', async () => {
  const [buyer, other] = [await club.signUp(), await club.signUp()]
  await setLimit(club, other, 'spendWon.month', 6_000)
  // It waits for the player on the provider's page.
  const { body } = await club.buy(buyer, { cardToken: undefined })
  expect(body.status).toBe('pending')
  const before = [await booksOf(club.sql, buyer.userId), await booksOf(club.sql, other.userId)]
  for (const [from, into] of [
    [buyer, other],
    [other, buyer],
  ] as const) {
    const preview = await previewMerge(club, operator, from, into)
    expect(preview.body.refusals.map(({ reason, userId }) => [reason, userId])).toContainEqual([
      'PURCHASE_OPEN',
      buyer.userId,
    ])
    expect(await merge(club, operator, from, into)).toMatchObject(aProblem(409, 'PURCHASE_OPEN'))
  }
  expect([await booksOf(club.sql, buyer.userId), await booksOf(club.sql, other.userId)]).toEqual(before)
  const choice = new URLSearchParams({ choice: 'approve' })
  await fetch(body.payUrl ?? '', { method: 'POST', body: choice, redirect: 'manual' })
  await eventually(async () => expect(await booksOf(club.sql, buyer.userId)).toMatchObject({ gems: 600 }), 15_000)
  await unlocked(buyer.userId)
  expect((await merge(club, operator, buyer, other)).status).toBe(200)
  expect(await booksOf(club.sql, other.userId)).toMatchObject({ coins: 21_000, gems: 700 })
  expect(await usedOf(club, other, 'spendWon.month')).toBe(5_000)
  const refused = await club.buy(other, {})
  expect(refused.body.reason).toBe('SPEND_LIMIT')
  expect((await club.audit()).bad).toBeUndefined()
})

test('a refund takes back what was bought where it is now, however often it was merged on', async () => {
  const [buyer, second, third] = [await club.signUp(), await club.signUp(), await club.signUp()]
  const { body } = await club.buy(buyer, {})
  expect(body.success).toBe(true)
  await unlocked(buyer.userId)
  await merge(club, operator, buyer, second)
  await merge(club, operator, second, third)
  const before = await booksOf(club.sql, third.userId)
  const [admin] = await club.sql<{ id: number }>(`select id from admin_users where site_id = 'admin'`)
  const wanted = { commandId: newCommandId(), amount: 5_000, reason: 'not wanted any more', evenIfSpent: false }
  const refund = await club.core.shopping.refunds.request(
    body.orderId ?? '',
    admin?.id ?? 0,
    wanted,
    async () => undefined,
  )
  expect(refund).toMatchObject({ ok: true })
  await eventually(async () =>
    expect(await booksOf(club.sql, third.userId)).toMatchObject({
      coins: before.coins - 1_000,
      gems: before.gems - 500,
    }),
  )
  const rows = await club.sql('select status from shop_purchases where user_id = $1', [buyer.userId])
  expect(rows).toEqual([{ status: 'refunded' }])
  expect((await club.audit()).bad).toBeUndefined()
})

test('who is suspected of fraud, or stopped for it, is not merged on either side', async () => {
  const [one, other] = [await club.signUp(), await club.signUp()]
  await club.sql(`insert into shop_blocks (user_id, cause, detail, status) values ($1, 'velocity', '{}', 'open')`, [
    one.userId,
  ])
  expect(await merge(club, operator, one, other)).toMatchObject(aProblem(429, 'FRAUD_BLOCK'))
  expect(await merge(club, operator, other, one)).toMatchObject(aProblem(429, 'FRAUD_BLOCK'))
  await club.sql(`update shop_blocks set status = 'released', decided_at = now(), reason = 'for a test'`)
  expect((await merge(club, operator, one, other)).status).toBe(200)
})
