import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, REFUSED_REQUEST, UNREACHABLE } from '../support/browser.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll, tabThrough } from '../support/page-checks.ts'
import { aNewPlayer, logInBrowser, playerRow, signUpInBrowser } from '../support/player-pages.ts'
import { setLimit } from '../support/safe-play.ts'
import { openShop, wrongCounters } from '../support/shop.ts'
import { openBuyDialog, orderIs, shopUrl, showsGems } from '../support/shop-pages.ts'

const HOUR_MS = 3_600_000
const BUY = '**/api/shop/buy'

describeWith('chromium', 'the shop between the look and the purchase', async () => {
  const club = await openShop()
  const home = shopUrl(club)
  const browser = openBrowser()
  const coins = { prices: { KRW: null, GEMS: 50 }, contents: [{ type: 'COIN', amount: 2_000 }] } as const
  const forGems = { prices: coins.prices, contents: [...coins.contents] }
  const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString()

  const newcomer = async (options: Parameters<typeof browser.visitor>[0] = {}) => {
    const visitor = await browser.visitor(options)
    const player = aNewPlayer()
    await signUpInBrowser(visitor.page, home, player)
    const { userId } = await playerRow(club.sql, player)
    return { ...visitor, player, userId }
  }
  const refusedWith = (page: Page, reason: string) =>
    page.locator(`[data-testid=refusal][data-reason=${reason}]`).waitFor()
  const boughtBy = async (userId: number) =>
    club.sql<{ status: string; reason: string | null; amount: number }>(
      'select status, reason, amount from shop_purchases where user_id = $1 order by id',
      [userId],
    )

  test('a limited offer shows its end, what is left, the discount and one’s own limit, and counts down in place', async () => {
    await club.sell('night', {
      kind: 'limited',
      stock: 7,
      body: {
        ...forGems,
        name: { en: 'Night package', ko: '밤 패키지' },
        tags: ['night'],
        window: { from: null, until: inHours(30) },
        discount: { percent: 20, until: inHours(20) },
        userLimits: { ever: 2 },
      },
    })
    await club.sell('soon', { body: { ...forGems, window: { from: inHours(5), until: null } } })
    await club.sell('for-vips', { body: { ...forGems, requiredRank: 'VIP' } })
    const { page, complaints } = await newcomer()
    await page.getByTestId('nav-shop').click()
    const offer = page.getByTestId('product-night')
    await offer.waitFor()
    expect(await offer.getByTestId('stock').textContent()).toBe('7 of 7 left')
    expect(await offer.getByTestId('user-left').textContent()).toContain('2')
    expect(await offer.getByTestId('price-GEMS').getAttribute('data-value')).toBe('40')
    expect(await offer.getByTestId('discount').textContent()).toMatch(/^20 % off until /)
    const countdown = offer.getByTestId('countdown')
    const before = await countdown.boundingBox()
    const shown = await countdown.textContent()
    expect(shown).toMatch(/^ends in 1 d 05:59:\d\d$/)
    await eventually(async () => expect(await countdown.textContent()).not.toBe(shown))
    expect(await countdown.boundingBox()).toEqual(before)
    expect(await page.locator('[data-testid=product-soon][data-closed=WINDOW_CLOSED]').textContent()).toContain(
      'begins in 04:59:',
    )
    expect(await page.getByTestId('product-for-vips').getByTestId('closed-why').textContent()).toContain('VIP')
    await page.getByTestId('shop-tag').selectOption('night')
    expect(await page.getByTestId('product-soon').count()).toBe(0)
    expect(await findAccessFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    expect((await tabThrough(page)).filter(({ ringed }) => !ringed)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('what is sold out in between is not sold, and the page says so', async () => {
    await club.sell('last', { kind: 'limited', stock: 1, body: forGems })
    const { page, complaints, userId } = await newcomer()
    await openBuyDialog(page, 'last')
    const rival = await club.signUp()
    expect((await club.buy(rival, { sku: 'last', currency: 'GEMS', cardToken: undefined })).body.success).toBe(true)
    await page.getByTestId('buy-submit').click()
    await refusedWith(page, 'OUT_OF_STOCK')
    expect(await boughtBy(userId)).toMatchObject([{ status: 'failed', reason: 'OUT_OF_STOCK' }])
    await page.getByTestId('refusal-link').click()
    await page.locator('[data-testid=product-last][data-closed=OUT_OF_STOCK]').waitFor()
    await showsGems(page, 100)
    expect(complaints).toEqual([])
  })

  test('a price that changed in between is told and asked about again', async () => {
    await club.sell('moving', { body: forGems })
    const { page, complaints, userId } = await newcomer()
    await openBuyDialog(page, 'moving')
    await page.route('**/api/shop/catalog', (route) => route.abort())
    await club.sell('moving', { body: { ...forGems, prices: { KRW: null, GEMS: 60 } } })
    await page.getByTestId('buy-submit').click()
    await page.getByText('The price has changed: it is 60 gems now, it was 50 gems').waitFor()
    expect(await page.getByTestId('buy-price').getAttribute('data-value')).toBe('60')
    await showsGems(page, 100)
    await page.getByTestId('buy-submit').click()
    await orderIs(page, 'granted')
    await showsGems(page, 40)
    expect(await boughtBy(userId)).toMatchObject([
      { status: 'failed', reason: 'PRICE_CHANGED' },
      { status: 'granted', amount: 60 },
    ])
    expect(complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([])
  })

  test('a purchase whose answer was lost is asked for again after a reload, and paid once', async () => {
    await club.sell('once', { body: forGems })
    const { page, userId } = await newcomer({ expected: UNREACHABLE })
    await openBuyDialog(page, 'once')
    let lost = 0
    await page.route(BUY, async (route) => {
      lost++
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.getByTestId('buy-submit').click()
    await page.getByText('it is never made twice').waitFor()
    expect(lost).toBeGreaterThan(0)
    await page.unroute(BUY)
    await page.reload()
    await orderIs(page, 'granted')
    await showsGems(page, 50)
    expect(await boughtBy(userId)).toMatchObject([{ status: 'granted', amount: 50 }])
    expect(await page.evaluate('sessionStorage.getItem("casino-club.purchases")')).toBeNull()
  })

  test('while nobody answers the dialog can be left, and the purchase is shown when its answer is there', async () => {
    await club.sell('later', { body: forGems })
    const { page, userId } = await newcomer({ expected: UNREACHABLE })
    await openBuyDialog(page, 'later')
    await page.route(BUY, (route) => route.abort('connectionreset'))
    await page.getByTestId('buy-submit').click()
    await page.getByText('it is never made twice').waitFor()
    await page.getByTestId('buy-cancel').click()
    await page.getByTestId('buy-dialog').waitFor({ state: 'detached' })
    await page.unroute(BUY)
    await orderIs(page, 'granted')
    expect(await boughtBy(userId)).toMatchObject([{ status: 'granted', amount: 50 }])
  })

  test('a promo code is looked at before it is used, and a wrong one is told', async () => {
    await club.sql(
      `insert into shop_promos (code, kind, value, note, created_by, created_at)
       select 'HALF-PRICE', 'percent', 50, '', id, now() from admin_users limit 1`,
    )
    await club.sell('coupon', { body: forGems })
    const { page, complaints, userId } = await newcomer()
    await openBuyDialog(page, 'coupon')
    await page.getByTestId('promo-code').fill('no-such-code')
    await page.keyboard.press('Enter')
    await page.getByText('This code cannot be used for this purchase.').waitFor()
    expect(await boughtBy(userId)).toEqual([])
    await page.getByTestId('promo-code').fill('half-price')
    await page.getByTestId('promo-check').click()
    await page.getByText('The code takes off 25 gems.').waitFor()
    expect(await page.getByTestId('buy-price').getAttribute('data-value')).toBe('25')
    await page.getByTestId('buy-submit').click()
    await orderIs(page, 'granted')
    expect(await page.getByTestId('order-facts').textContent()).toContain('Promo code−25 gems')
    await showsGems(page, 75)
    expect(complaints).toEqual([])
  })

  test('a limit that the player has set is named, and leads to where he can see it', async () => {
    await club.sell('dear')
    const { page, player } = await newcomer({ expected: REFUSED_REQUEST })
    const session = await club.post<{ accessToken: string }>('/api/auth/login', {
      siteId: player.siteId,
      password: player.password,
    })
    await setLimit(club, session.body, 'spendWon.day', 1_000)
    await openBuyDialog(page, 'dear')
    await page.getByTestId('buy-submit').click()
    await refusedWith(page, 'SPEND_LIMIT')
    await page.getByTestId('refusal-link').click()
    await page.getByTestId('limit-spendWon.day').or(page.getByTestId('limit-kind')).first().waitFor()
    expect(await page.getByTestId('buy-dialog').count()).toBe(0)
  })

  test('who is logged out on the way back from paying logs in and sees his purchase', async () => {
    await club.sell('gems')
    const { page, player } = await newcomer({ expected: REFUSED_REQUEST })
    await openBuyDialog(page, 'gems')
    await page.getByTestId('buy-submit').click()
    await page.waitForURL(`${club.sandbox.url}/pay/**`)
    const payPage = page.url()
    await page.goto(home)
    await page.evaluate('localStorage.clear()')
    await page.goto(payPage)
    await page.locator('button[value=approve]').click()
    await page.waitForURL('**/login')
    await logInBrowser(page, player.siteId, player.password)
    await orderIs(page, 'granted')
  })

  test('and the books say the same', async () => {
    expect(await wrongCounters(club)).toEqual([])
    expect(await club.audit()).toMatchObject({ bad: undefined })
  })
})
