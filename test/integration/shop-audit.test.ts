import { beforeAll, expect, test } from 'vitest'
import { newCommandId } from '../support/club.ts'
import { auditOf, cloneOf, tamper } from '../support/edits.ts'
import { openShop } from '../support/shop.ts'

const club = await openShop()
await club.sell('gems', { stock: 10, body: { userLimits: { ever: 5 } } })

beforeAll(async () => {
  const player = await club.signUp()
  const operator = await club.adminToken('operator')
  const [admin] = await club.sql<{ id: number }>('select min(id) as id from admin_users')
  await club.sql(
    `insert into shop_promos (code, kind, value, note, created_by, created_at) values ('AUDIT-1', 'percent', 10, '', $1, now())`,
    [admin?.id],
  )
  await club.buy(player, { promoCode: 'AUDIT-1' })
  await club.buy(player, { cardToken: 'tok_always_fail' })
  const { body } = await club.buy(player, {})
  await club.post(
    `/api/admin/shop/purchases/${body.orderId}/refund`,
    { commandId: newCommandId(), amount: 1_000, reason: 'a part of it' },
    operator,
  )
  await club.sell('tickets', { body: { prices: { KRW: null, GEMS: 10 }, contents: [{ type: 'TICKET', amount: 1 }] } })
  await club.buy(player, { sku: 'tickets', currency: 'GEMS', cardToken: undefined })
  expect((await club.audit()).bad).toBeUndefined()
  await club.stop()
})

test.each<[string, string, RegExp]>([
  ['a stock’s counter', `update shop_stocks set taken = taken - 1 where id = 'gems'`, /^shop_stocks gems$/],
  ['a promo code’s counter', `update shop_promos set used = used + 1`, /^shop_promos AUDIT-1$/],
  ['a use of a promo code', `delete from shop_promo_uses`, /^shop_promos AUDIT-1$/],
  [
    'the price of a purchase',
    `update shop_purchases set list_amount = list_amount - 1, amount = amount - 1 where promo_id is not null`,
    /^shop_purchases o_/,
  ],
  [
    'the order of a purchase',
    `update shop_purchases set order_id = 'o_another_one' where granted_seq is not null and currency = 'GEMS'`,
    /^shop_purchases o_another_one$/,
  ],
  [
    'the event a grant is in',
    `update shop_purchases set granted_seq = granted_seq - 1 where currency = 'KRW' and granted_seq is not null and promo_id is not null`,
    /^shop_purchases o_/,
  ],
  [
    'a grant that is taken for none',
    `update shop_purchases set status = 'failed', reason = 'DISABLED', granted_seq = null, hold = 'released' where currency = 'KRW' and promo_id is not null`,
    /^(shop_stocks gems|player_events user \d+ seq \d+)$/,
  ],
  [
    'a failure that is taken for a grant',
    `update shop_purchases set status = 'granted', granted_seq = seq, hold = 'none' where status = 'failed'`,
    /^shop_purchases o_/,
  ],
  [
    'what was refunded',
    `update shop_purchases set refunded_amount = refunded_amount + 1 where refunded_amount > 0`,
    /^shop_purchases o_/,
  ],
  ['a refund', `update shop_refunds set amount = amount + 1`, /^shop_purchases o_/],
  [
    'what a refund took',
    `update shop_refunds set taken = '{"coins": 0, "gems": 0, "tickets": 0}'`,
    /^shop_refunds \d+$/,
  ],
])('the audit finds an edit of %s', async (name, statement, where) => {
  const url = await cloneOf(club.databaseUrl, name.replaceAll(/[^a-z]/g, '_').slice(0, 30))
  await tamper(url, statement)
  const { bad } = await auditOf(url)
  expect(bad?.where).toMatch(where)
})
