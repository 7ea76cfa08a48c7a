import { expect, test } from 'vitest'
import { anAdmin, logInAdmin } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { newCommandId } from '../support/club.ts'
import { keepPicture } from '../support/docs-pictures.ts'
import { eventually as eventuallyWithin } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { openShop } from '../support/shop.ts'

/** A page of lists and charts takes its time on a busy machine. */
const PATIENCE_MS = 20_000
const TEST_MS = 300_000
const eventually = (check: () => Promise<void>) => eventuallyWithin(check, PATIENCE_MS)

describeWith('chromium', 'fraud, revenue and reconciliation in the back office', async () => {
  const club = await openShop()
  const { httpUrl } = club
  const { visitor } = openBrowser()
  const operator = await club.adminToken('operator')
  await club.sell('gems', { kind: 'limited', stock: 50 })
  await club.sell('for-gems', { body: { prices: { KRW: null, GEMS: 50 } } })

  test('a case is seen with its attempts and time, kept or let go with a reason; a charge-back leads to its order', {
    timeout: TEST_MS,
  }, async () => {
    const hasty = await club.signUp()
    for (let n = 0; n <= 20; n++) await club.buy(hasty, { promoCode: `GUESS-${n}` })
    const charged = await club.signUp()
    const { body } = await club.buy(charged, {})
    await club.sandbox.call('POST', `/v1/payments/${body.chargeId}/charge-back`)
    const blocks = () => club.get<{ userId: number; id: number }[]>('/api/admin/shop/blocks?undecided=true', operator)
    await eventually(async () => expect((await blocks()).body).toHaveLength(2))
    const idOf = async (userId: number) => (await blocks()).body.find((found) => found.userId === userId)?.id
    const [first, second] = [await idOf(hasty.userId), await idOf(charged.userId)]

    const { page, complaints } = await visitor({ expected: REFUSED_REQUEST })
    await logInAdmin(page, httpUrl)
    await page.goto(`${httpUrl}/admin/#/fraud`)
    const row = page.getByTestId('fraud-row')
    await row.filter({ hasText: 'Too many attempts' }).filter({ hasText: / left/ }).waitFor()
    await keepPicture(page, 'admin-fraud')
    await page.getByTestId(`fraud-release-${first}`).click()
    await page.getByTestId('fraud-decide-reason').fill('his line was shaky')
    await page.getByTestId('fraud-decide').click()
    await page.getByText('The player may buy again').waitFor()
    await eventually(async () => expect(await row.count()).toBe(1))
    expect((await club.buy(hasty, {})).body.success).toBe(true)
    await page.getByTestId(`fraud-block-${second}`).click()
    await page.getByTestId('fraud-decide-reason').fill('he does it often')
    await page.getByTestId('fraud-decide').click()
    await page.getByText('No cases fit.').waitFor()
    await page.goto(`${httpUrl}/admin/#/fraud?filter=${encodeURIComponent('{"cause":"chargeback"}')}`)
    await page.getByText(`Order ${body.orderId}`).click()
    await page.locator('[data-testid=purchase-status][data-status=refunded]').first().waitFor()
    expect(complaints).toEqual([])
  })

  test('revenue adds up to what was sold, in charts and a table behind them, and is saved', {
    timeout: TEST_MS,
  }, async () => {
    const player = await club.signUp()
    await club.buy(player, {})
    const forGems = { sku: 'for-gems', currency: 'GEMS', cardToken: undefined }
    expect((await club.buy(player, forGems)).body.success).toBe(true)
    const [sums] = await club.sql<{ won: number; gems: number; begun: number }>(
      `select coalesce(sum(amount) filter (where currency = 'KRW' and granted_seq is not null), 0)::int as won,
         coalesce(sum(amount) filter (where currency = 'GEMS' and granted_seq is not null), 0)::int as gems,
         count(*)::int as begun from shop_purchases`,
    )
    const { page, complaints } = await visitor({ acceptDownloads: true })
    await logInAdmin(page, httpUrl)
    await page.goto(`${httpUrl}/admin/#/revenue`)
    const total = (column: string) => page.locator(`[data-testid=revenue-total] [data-column=${column}]`).textContent()
    await page.getByTestId('revenue-total').waitFor()
    expect([await total('won'), await total('gems'), await total('begun')]).toEqual(
      [sums?.won, sums?.gems, sums?.begun].map((sum) => (sum ?? 0).toLocaleString('en')),
    )
    expect(await page.getByTestId('revenue-row').count()).toBe(30)
    expect(await page.getByTestId('revenue-chart').getAttribute('aria-label')).toContain('purchases paid')
    expect(await findAccessFaults(page)).toEqual([])
    await keepPicture(page, 'admin-revenue')
    await page.getByTestId('revenue-by').selectOption('product')
    await eventually(async () =>
      expect(await page.getByTestId('revenue-row').first().textContent()).toContain('for-gems'),
    )
    const download = page.waitForEvent('download')
    await page.getByTestId('export-csv').click()
    expect((await download).suggestedFilename()).toBe('revenue.csv')
    await page.getByTestId('range-from').fill('2030-01-01')
    await page.getByText('The range ends before it begins').waitFor()
    expect(complaints).toEqual([])
  })

  test('a reconciliation says that all agrees, and what does not', { timeout: TEST_MS }, async () => {
    const player = await club.signUp()
    const { body } = await club.buy(player, {})
    const { page, complaints } = await visitor({ locale: 'ko-KR' })
    await logInAdmin(page, httpUrl, await anAdmin(club, 'viewer'))
    await page.goto(`${httpUrl}/admin/#/reconciliation`)
    await page.getByTestId('reconcile').click()
    await page.getByTestId('reconciliation-verdict').getByText('모두 일치합니다').waitFor()
    await club.sql('alter table shop_purchases disable trigger shop_purchases_move')
    await club.sql(`update shop_purchases set status = 'voided', reason = 'DISABLED' where order_id = $1`, [
      body.orderId,
    ])
    await page.getByTestId('reconcile').click()
    await page.getByTestId('faults-CAPTURED_NOT_GRANTED').waitFor()
    await keepPicture(page, 'admin-reconciliation')
    await page
      .getByTestId('faults-CAPTURED_NOT_GRANTED')
      .getByText(body.orderId ?? '')
      .click()
    await page.locator('[data-testid=purchase-status][data-status=voided]').first().waitFor()
    await club.sql(`update shop_purchases set status = 'granted', reason = null where order_id = $1`, [body.orderId])
    await club.sql('alter table shop_purchases enable trigger shop_purchases_move')
    expect(complaints).toEqual([])
  })

  test('a product’s page shows its stock as it is and its sales by hour and day', { timeout: TEST_MS }, async () => {
    const { page, complaints } = await visitor({ viewport: { width: 390, height: 800 } })
    await logInAdmin(page, httpUrl, await anAdmin(club, 'viewer'))
    await page.goto(`${httpUrl}/admin/#/products/gems/show`)
    const stock = page.getByTestId('product-stock')
    await stock.waitFor()
    const before = await stock.textContent()
    await page.getByTestId('sales-chart').waitFor()
    await club.buy(await club.signUp(), { quantity: 3 })
    await eventually(async () => expect(await stock.textContent()).not.toBe(before))
    await page.getByTestId('sales-hour').click()
    await eventually(async () => expect(await page.getByTestId('sales-row').count()).toBeGreaterThan(0))
    expect(await sidewaysScroll(page)).toBe(0)
    expect(complaints).toEqual([])
  })

  test('a batch of codes is looked at, saved and stopped as one', { timeout: TEST_MS }, async () => {
    const order = { commandId: newCommandId(), kind: 'percent', value: 10, currency: null, maxUses: null, count: 3 }
    const made = await club.post<{ batchId: string; codes: string[] }>('/api/admin/shop/promos', order, operator)
    const player = await club.signUp()
    await club.buy(player, { promoCode: made.body.codes[0] })
    const { page, complaints } = await visitor({ acceptDownloads: true })
    await logInAdmin(page, httpUrl)
    await page.goto(`${httpUrl}/admin/#/promos`)
    await page
      .getByText(made.body.codes[0] ?? '')
      .first()
      .click()
    await page.getByText(made.body.batchId).click()
    await page
      .getByTestId('promo-use-row')
      .getByText(made.body.codes[0] ?? '')
      .waitFor()
    const download = page.waitForEvent('download')
    await page.getByTestId('batch-uses-csv').click()
    expect((await download).suggestedFilename()).toBe('promo-uses.csv')
    await page.getByTestId('batch-stop').click()
    await page.getByTestId('batch-stop-confirm-reason').fill('they were given away')
    await page.getByTestId('batch-stop-confirm').click()
    await eventually(async () => expect(await page.getByTestId('batch-live').textContent()).toBe('0'))
    expect(complaints).toEqual([])
  })
})
