import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, signUpInBrowser } from '../support/player-pages.ts'
import { openShop } from '../support/shop.ts'
import { openBuyDialog, orderIs, shopUrl } from '../support/shop-pages.ts'

/** Set, the pages are kept as pictures for the documentation. */
const PICTURES = process.env.DOCS_PICTURES === '1' ? join(import.meta.dirname, '../../docs/images') : null
const PHONE = { width: 360, height: 740 }
/** Every page of a player besides those of the games, by the picture's name. */
const PAGES = {
  home: '/',
  tutorial: '/tutorial',
  lobby: '/play',
  shop: '/shop',
  purchases: '/shop/purchases',
  inventory: '/inventory',
  history: '/history',
  odds: '/odds?game=roulette',
  disclosure: '/disclosure',
  fairness: '/fairness',
  account: '/account',
} as const

describeWith('chromium', 'a tour of the club', async () => {
  const club = await openShop()
  const browser = openBrowser()
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  await club.sell('weekend', {
    kind: 'limited',
    stock: 100,
    body: {
      name: { en: 'Weekend package', ko: '주말 패키지' },
      description: { en: 'For a long evening with friends.', ko: '친구와 보내는 긴 저녁을 위해.' },
      prices: { KRW: 9_900, GEMS: null },
      discount: { percent: 20, until: inDays(1) },
      window: { from: null, until: inDays(2) },
      userLimits: { ever: 2 },
      tags: ['package'],
    },
  })
  await club.sell('gems', {
    body: { name: { en: '500 gems', ko: '젬 500개' }, contents: [{ type: 'GEM', amount: 500 }] },
  })
  await club.sell('coins', {
    body: {
      name: { en: 'A purse of coins', ko: '코인 주머니' },
      prices: { KRW: null, GEMS: 50 },
      contents: [{ type: 'COIN', amount: 2_000 }],
      tags: ['coins'],
    },
  })

  test('every page of a player is readable on a desktop and on a phone', async () => {
    for (const [width, viewport] of [
      ['desktop', undefined],
      ['phone', PHONE],
    ] as const) {
      const { page, complaints } = await browser.visitor(viewport && { viewport })
      await signUpInBrowser(page, club.httpUrl, aNewPlayer())
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(`${club.httpUrl}${path}`)
        await page.locator('[data-testid=balance-coins][data-value]').waitFor()
        await page.locator('main h1').waitFor()
        await page.waitForLoadState('networkidle')
        expect(await findAccessFaults(page), `${name} on a ${width}`).toEqual([])
        expect(await sidewaysScroll(page), `${name} on a ${width}`).toBe(0)
        const suffix = width === 'phone' ? '-phone' : ''
        if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}${suffix}.png`) })
      }
      expect(complaints).toEqual([])
    }
  }, 120_000)

  test('so are the dialog of a purchase and its result', async () => {
    for (const [width, viewport] of [
      ['', undefined],
      ['-phone', PHONE],
    ] as const) {
      const { page, complaints } = await browser.visitor(viewport && { viewport })
      const picture = async (name: string) => {
        if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}${width}.png`) })
      }
      await signUpInBrowser(page, shopUrl(club), aNewPlayer())
      await openBuyDialog(page, 'weekend')
      await picture('shop-buy')
      await page.getByTestId('buy-cancel').click()
      await openBuyDialog(page, 'coins')
      await page.getByTestId('buy-submit').click()
      await orderIs(page, 'granted')
      await page.getByTestId('receipt-code').waitFor()
      expect(await findAccessFaults(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      await picture('shop-order')
      expect(complaints).toEqual([])
    }
  })

  test('so is what a visitor sees', async () => {
    const { page, complaints } = await browser.visitor()
    for (const [name, path] of [
      ['landing', '/'],
      ['login', '/login'],
      ['disclosure', '/disclosure'],
    ] as const) {
      await page.goto(`${club.httpUrl}${path}`)
      await page.locator('h1').waitFor()
      expect(await findAccessFaults(page), name).toEqual([])
      if (PICTURES && name !== 'disclosure') await page.screenshot({ path: join(PICTURES, `${name}.png`) })
    }
    expect(complaints).toEqual([])
  })
})
