import { expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { merge, previewMerge } from '../support/merges.ts'
import { booksOf } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { setLimit, usedOf } from '../support/safe-play.ts'
import { openShop } from '../support/shop.ts'

const club = await openShop()
const operator = await club.adminToken('operator')
await club.sell('gems')

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
  expect((await merge(club, operator, buyer, other)).status).toBe(200)
  expect(await booksOf(club.sql, other.userId)).toMatchObject({ coins: 21_000, gems: 700 })
  expect(await usedOf(club, other, 'spendWon.month')).toBe(5_000)
  const refused = await club.buy(other, {})
  expect(refused.body.reason).toBe('SPEND_LIMIT')
  expect((await club.audit()).bad).toBeUndefined()
})
