import { expect, test } from 'vitest'
import { anAdmin, logInAdmin } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { keepPicture } from '../support/docs-pictures.ts'
import { eventually as eventuallyWithin } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { openShop } from '../support/shop.ts'

/** A page of lists and charts takes its time on a busy machine. */
const PATIENCE_MS = 20_000
const TEST_MS = 300_000
const eventually = (check: () => Promise<void>) => eventuallyWithin(check, PATIENCE_MS)

describeWith('chromium', 'purchases and refunds in the back office', async () => {
  const club = await openShop()
  const { httpUrl } = club
  const { visitor } = openBrowser()
  await club.sell('gems')
  await club.sell('dear', { body: { prices: { KRW: 150_000, GEMS: null } } })

  const aGranted = async (sku: string) => {
    const player = await club.signUp()
    const { body } = await club.buy(player, { sku })
    expect(body.success).toBe(true)
    return { player, orderId: body.orderId ?? '' }
  }
  const purchasePage = (orderId: string) => `${httpUrl}/admin/#/purchases/${orderId}/show`

  test('a purchase is found, looked at step by step, asked about, given back in part and whole, and saved', {
    timeout: TEST_MS,
  }, async () => {
    await aGranted('gems')
    const { player, orderId } = await aGranted('gems')
    await club.buy(player, { cardToken: 'tok_always_fail' })
    const { page, complaints } = await visitor({ acceptDownloads: true, expected: REFUSED_REQUEST })
    await logInAdmin(page, httpUrl)
    await page.goto(`${httpUrl}/admin/#/purchases`)
    await page.getByTestId('purchases-player').fill(`${player.userId}`)
    await eventually(async () => expect(await page.getByTestId('purchase-row').count()).toBe(2))
    await keepPicture(page, 'admin-purchases')
    const download = page.waitForEvent('download')
    await page.getByTestId('export-csv').click()
    expect((await download).suggestedFilename()).toBe('purchases.csv')
    await page.getByTestId('purchases-player').fill('nobody-of-this-name')
    await page.getByText('No purchases fit.').waitFor()
    await page.getByTestId('purchases-reset').click()
    await page.getByText(orderId).first().click()
    await page.getByTestId('receipt-verdict').getByText('The signature is ours.').waitFor()
    expect(await page.getByTestId('timeline-step').count()).toBeGreaterThanOrEqual(3)
    await keepPicture(page, 'admin-purchase')
    await page.getByTestId('purchase-check').click()
    await page.getByText('Provider asked by hand').waitFor()
    await page.getByTestId('refund-open').click()
    await page.getByTestId('refund-amount').fill('2000')
    await eventually(async () =>
      expect(await page.getByTestId('refund-takes').textContent()).toBe('400 Coins, 200 Gems'),
    )
    await page.getByTestId('refund-reason').fill('bought by mistake')
    // Somebody else gives a part of it back meanwhile: what was shown is not so any more.
    const token = await club.adminToken('operator')
    const other = { commandId: crypto.randomUUID(), amount: 1_000, reason: 'asked for by mail' }
    await club.post(`/api/admin/shop/purchases/${orderId}/refund`, other, token)
    await page.getByTestId('refund-send').click()
    await page.getByTestId('refund-stale').waitFor()
    await page.getByText('At most ₩4,000 can still be given back.').waitFor()
    await page.getByTestId('refund-preview').waitFor()
    // The page behind the dialog is hidden from screen readers meanwhile.
    expect((await findAccessFaults(page)).filter((fault) => fault.startsWith('no name'))).toEqual([])
    await page.getByTestId('refund-send').click()
    await page.getByTestId('refund-send').waitFor({ state: 'detached' })
    await eventually(async () => expect(await page.getByTestId('purchase-refunded').textContent()).toBe('₩3,000'))
    expect(await page.getByTestId('refund').count()).toBe(2)
    expect(await findAccessFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('what is spent is shown before, and much money waits for another admin, who is not the asker', {
    timeout: TEST_MS,
  }, async () => {
    const { player, orderId } = await aGranted('dear')
    const tickets = { prices: { KRW: null, GEMS: 300 }, contents: [{ type: 'TICKET' as const, amount: 1 }] }
    await club.sell('tickets', { body: tickets })
    await club.buy(player, { sku: 'tickets', currency: 'GEMS', cardToken: undefined })
    const asker = await visitor({ expected: REFUSED_REQUEST })
    await logInAdmin(asker.page, httpUrl)
    await asker.page.goto(purchasePage(orderId))
    await asker.page.getByTestId('refund-open').click()
    await eventually(async () => expect(await asker.page.getByTestId('refund-missing').textContent()).toBe('200 Gems'))
    await asker.page.getByTestId('refund-second').waitFor()
    await asker.page.getByTestId('refund-reason').fill('his card was stolen')
    await keepPicture(asker.page, 'admin-refund')
    expect(await asker.page.getByTestId('refund-send').isDisabled()).toBe(true)
    await asker.page.getByTestId('refund-even-if-spent').click()
    await asker.page.getByTestId('refund-send').click()
    await asker.page.locator('[data-testid=refund-status][data-status=waiting]').waitFor()
    await asker.page.getByTestId('refund-own').waitFor()
    const second = await visitor({ locale: 'ko-KR' })
    await logInAdmin(second.page, httpUrl, await anAdmin(club, 'operator'))
    await second.page.goto(`${httpUrl}/admin/#/shop-refunds`)
    await second.page.locator('[data-testid^=refund-approve-]').click()
    await second.page.getByTestId('refund-decide-reason').fill('the papers are right')
    await second.page.getByTestId('refund-decide').click()
    await second.page.getByText('환불을 승인했습니다').waitFor()
    await asker.page.reload()
    await asker.page.locator('[data-testid=purchase-status][data-status=refunded]').first().waitFor()
    expect([...asker.complaints, ...second.complaints]).toEqual([])
  })

  test('a viewer only looks, on a phone too', { timeout: TEST_MS }, async () => {
    const { orderId } = await aGranted('gems')
    const { page } = await visitor({ viewport: { width: 390, height: 800 } })
    await logInAdmin(page, httpUrl, await anAdmin(club, 'viewer'))
    await page.goto(purchasePage(orderId))
    await page.getByTestId('receipt-verdict').waitFor()
    for (const id of ['purchase-check', 'refund-open']) expect(await page.getByTestId(id).count()).toBe(0)
    expect(await sidewaysScroll(page)).toBe(0)
    await page.goto(`${httpUrl}/admin/#/purchases`)
    await page.getByText(orderId).first().waitFor()
    expect(await page.getByTestId('export-csv').count()).toBe(0)
  })
})
