import { expect, test } from 'vitest'
import type { PromoRecord } from '../../providers/resources.ts'
import type { PromoOrder } from '../../providers/shop-actions.ts'
import { FIRST_PROMO, type PromoDraft, promoDraftOf, readNewPromos, readPromo } from './promo-draft.ts'

const ID = '2b0e6a4e-6b1c-4a52-9d10-0c8a6a3f5b11'
const TERMS: PromoOrder = {
  kind: 'amount',
  value: 500,
  currency: 'KRW',
  minAmount: 1_000,
  maxDiscount: null,
  skus: ['gems-100', 'gems-550'],
  maxUses: null,
  perUser: 2,
  startsAt: null,
  endsAt: '2026-03-31T14:59:59.000Z',
  note: 'for spring',
}
const PROMO: PromoRecord = {
  ...TERMS,
  skus: [...(TERMS.skus ?? [])],
  ...{ id: 1, code: 'SPRING', revision: 1, used: 0, disabledAt: null, batchId: ID },
  state: 'open',
  ...{ createdBy: 'boss', createdAt: '2026-01-01T00:00:00.000Z' },
}

test('the form of a code gives back the code, its end read in the club’s zone', () => {
  const draft = promoDraftOf(PROMO)
  expect(draft.endsAt).toBe('2026-03-31T23:59:59')
  expect(readPromo(draft)).toEqual(TERMS)
})

test('new codes are random ones behind a prefix, or one that is named', () => {
  expect(readNewPromos({ ...FIRST_PROMO, count: '3', prefix: 'SPRING-' }, ID)).toMatchObject({
    count: 3,
    prefix: 'SPRING-',
  })
  const named = readNewPromos({ ...FIRST_PROMO, code: 'SPRING' }, ID)
  expect(named).toMatchObject({ code: 'SPRING', value: 10 })
  expect(named).not.toHaveProperty('count')
})

test.each<Partial<PromoDraft>>([
  { count: '0' },
  { count: '10001' },
  { code: 'a b' },
  { value: '101' },
  { kind: 'amount' },
  { perUser: '' },
  { maxUses: 'x' },
  { endsAt: 'tomorrow' },
  { startsAt: '2026-02-01T00:00', endsAt: '2026-01-01T00:00' },
])('a form with %j is not sent', (change) => {
  expect(readNewPromos({ ...FIRST_PROMO, ...change }, ID)).toBeNull()
})
