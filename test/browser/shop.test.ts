import { expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, playerRow, signUpInBrowser } from '../support/player-pages.ts'
import { openShop, wrongCounters } from '../support/shop.ts'
import { openBuyDialog, orderIs, orderOf, shopUrl, showsGems } from '../support/shop-pages.ts'

const PHONE = { width: 390, height: 844 }

describeWith('chromium', 'a player buys in the shop', async () => {
  const club = await openShop()
  const home = shopUrl(club)
  const browser = openBrowser()
  await club.sell('gems')
  await club.sell('coins', { body: { prices: { KRW: null, GEMS: 50 }, contents: [{ type: 'COIN', amount: 2_000 }] } })

  const purchasesOf = async (userId: number) =>
    club.sql<{ status: string; amount: number }>(
      'select status, amount from shop_purchases where user_id = $1 order by id',
      [userId],
    )

  test('for gems, at once, and sees what came of it', async () => {
    const { page, complaints } = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, home, player)
    await openBuyDialog(page, 'coins')
    expect(await page.getByTestId('no-cash-out').count()).toBe(0)
    expect(await page.getByTestId('buy-price').getAttribute('data-value')).toBe('50')
    await page.getByTestId('buy-quantity').fill('2')
    expect(await page.getByTestId('buy-price').getAttribute('data-value')).toBe('100')
    expect(await page.getByTestId('buy-dialog').getByTestId('contents').textContent()).toContain('Coins +4,000')
    await page.getByTestId('buy-submit').click()
    await orderIs(page, 'granted')
    expect(await page.getByTestId('order').textContent()).toContain('Coins +4,000')
    await page.getByTestId('receipt-code').waitFor()
    await showsGems(page, 0)
    const { userId } = await playerRow(club.sql, player)
    expect(await purchasesOf(userId)).toEqual([{ status: 'granted', amount: 100 }])
    expect(await findAccessFaults(page)).toEqual([])

    await openBuyDialog(page, 'coins')
    await page.getByTestId('buy-submit').click()
    const refusal = page.locator('[data-testid=refusal][data-reason=INSUFFICIENT_FUNDS]')
    await refusal.waitFor()
    expect(await refusal.textContent()).toContain('not have enough gems')
    await page.keyboard.press('Escape')
    await page.getByTestId('buy-dialog').waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement?.dataset.testid')).toBe('buy-coins')
    expect(complaints).toEqual([])
  })

  test('for won, on the page of the provider, to the end, and keeps the receipt', async () => {
    const { page, complaints } = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, home, player)
    await openBuyDialog(page, 'gems')
    expect(await page.getByTestId('no-cash-out').textContent()).toContain('never be cashed out')
    // The page behind a dialog is out of reach, its landmarks too.
    expect((await findAccessFaults(page)).filter((fault) => fault.startsWith('no name'))).toEqual([])
    await page.getByTestId('buy-submit').click()
    await page.waitForURL(`${club.sandbox.url}/pay/**`)
    await page.locator('button[value=approve]').click()
    await page.waitForURL('**/shop/orders/*')
    await orderIs(page, 'granted')
    await showsGems(page, 600)
    const order = orderOf(page)
    await page.getByTestId('receipt-verify').click()
    await page.locator('[data-testid=receipt-verdict][data-valid=true]').waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('receipt-download').click()])
    expect(download.suggestedFilename()).toMatch(/^R-.*\.json$/)
    expect(await findAccessFaults(page)).toEqual([])

    await page.getByTestId('order-list').click()
    await page.locator(`[data-testid=purchase][data-order="${order}"][data-status=granted]`).waitFor()
    await page.getByTestId('purchases-status').selectOption('failed')
    await page.waitForURL('**/shop/purchases?status=failed')
    await page.getByText('None of your purchases').waitFor()
    expect(await findAccessFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('cancels there, is charged nothing, and is told so', async () => {
    const { page, complaints } = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, home, player)
    await openBuyDialog(page, 'gems')
    await page.getByTestId('buy-submit').click()
    await page.waitForURL(`${club.sandbox.url}/pay/**`)
    await page.locator('button[value=decline]').click()
    await page.waitForURL('**/shop/orders/*')
    await orderIs(page, 'failed')
    await page.locator('[data-testid=refusal][data-reason=PAYMENT_FAILED]').waitFor()
    await showsGems(page, 100)
    expect(complaints).toEqual([])
  })

  test('leaves the payment page, finds the purchase in the list, and goes on with it', async () => {
    const { page } = await browser.visitor()
    await signUpInBrowser(page, home, aNewPlayer())
    await openBuyDialog(page, 'gems')
    await page.getByTestId('buy-submit').click()
    await page.waitForURL(`${club.sandbox.url}/pay/**`)
    await page.goto(`${home}/shop/purchases`)
    await page.locator('[data-testid=purchase][data-status=pending] a').first().click()
    await orderIs(page, 'pending')
    await page.getByTestId('order-pay').click()
    await page.locator('button[value=approve]').click()
    await page.waitForURL('**/shop/orders/*')
    await orderIs(page, 'granted')
  })

  test('in Korean on a phone', async () => {
    const { page, complaints } = await browser.visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    await page.goto(home)
    await page.getByTestId('language').selectOption('ko')
    await signUpInBrowser(page, home, aNewPlayer())
    await page.getByTestId('nav-shop').click()
    await page.getByTestId('buy-gems').waitFor()
    expect(await page.getByTestId('product-gems').textContent()).toContain('5,000원')
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByTestId('buy-gems').click()
    expect(await page.getByTestId('no-cash-out').textContent()).toContain('현금이나 원화로 바꿀 수 없습니다')
    expect(await page.getByTestId('buy-submit').textContent()).toBe('5,000원 결제하러 가기')
    await page.getByTestId('buy-submit').click()
    await page.waitForURL(`${club.sandbox.url}/pay/**`)
    await page.locator('button[value=approve]').click()
    await page.waitForURL('**/shop/orders/*')
    await orderIs(page, 'granted')
    expect(await page.getByTestId('order').textContent()).toContain('지급되었습니다')
    expect(await sidewaysScroll(page)).toBe(0)
    expect(complaints).toEqual([])
  })

  test('and the books say the same', async () => {
    expect(await wrongCounters(club)).toEqual([])
    expect(await club.audit()).toMatchObject({ bad: undefined })
  })
})
