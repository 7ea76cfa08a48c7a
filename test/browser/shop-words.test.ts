import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { describeWith } from '../support/needs.ts'
import { aNewPlayer, playerRow, signUpInBrowser } from '../support/player-pages.ts'
import { safely } from '../support/safe-play.ts'
import { newKey, openShop } from '../support/shop.ts'
import { openBuyDialog, shopUrl } from '../support/shop-pages.ts'

const HOUR_MS = 3_600_000
const TEST_MS = 300_000

/** What a player reads when something has changed between his look and his purchase. */
const WORDS = {
  'en-GB': {
    WINDOW_CLOSED: ['This is not on sale now.', 'Look at when it is on sale.'],
    OUT_OF_STOCK: ['It is sold out.', 'Others were quicker'],
    USER_LIMIT: ['You have bought as many of this as you may.', 'There is a limit for each player'],
    FRAUD_BLOCK: ['Purchases on your account are stopped for now. Nothing was charged.', 'somebody looks at it'],
    SELF_EXCLUDED: ['You have excluded yourself, so nothing is sold to you. Nothing was charged.', 'who listens'],
  },
  'ko-KR': {
    WINDOW_CLOSED: ['판매 기간이 아닙니다.', '판매 기간을 확인해 주세요.'],
    OUT_OF_STOCK: ['품절되었습니다.', '먼저 모두 판매되었습니다.'],
    USER_LIMIT: ['구매할 수 있는 수량을 모두 구매했습니다.', '한 사람의 수량에 한도가 있습니다'],
    FRAUD_BLOCK: ['지금은 이 계정으로 구매할 수 없습니다. 결제되지 않았습니다.', '확인하고 있습니다'],
    SELF_EXCLUDED: ['본인이 요청한 이용 제한 중이라 구매할 수 없습니다.', '어디에서 도움을 받을 수 있는지'],
  },
} as const
type Refused = keyof (typeof WORDS)['en-GB']

/** Lets the page's connections go silent, as a phone's does without a word. */
const MAY_FALL_SILENT = `window.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args)
    for (const type of ['message', 'close']) {
      this.addEventListener(type, (event) => window.isSilent && event.stopImmediatePropagation())
    }
  }
}`

describeWith('chromium', 'the words of a refused purchase', async () => {
  const club = await openShop()
  const home = shopUrl(club)
  const browser = openBrowser()
  const support = await club.adminToken('support')
  const prices = { KRW: null, GEMS: 10 }

  const newcomer = async (locale: string) => {
    const visitor = await browser.visitor({ locale, expected: REFUSED_REQUEST })
    const { page } = visitor
    await page.addInitScript(MAY_FALL_SILENT)
    const player = aNewPlayer()
    await signUpInBrowser(page, home, player)
    const { userId } = await playerRow(club.sql, player)
    const { siteId, password } = player
    const { body: session } = await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
    return { ...visitor, userId, session }
  }
  /** Buys at another device. */
  const buyElsewhere = (session: { accessToken: string }, sku: string) =>
    club.post('/api/shop/buy', { sku, currency: 'GEMS', idempotencyKey: newKey() }, session.accessToken)

  /** Opens the dialog, lets the world change, buys, and reads why not. */
  const refused = async (page: Page, sku: string, reason: Refused, change: () => Promise<unknown>) => {
    await openBuyDialog(page, sku)
    await page.route('**/api/shop/catalog', (route) => route.abort())
    await change()
    await page.getByTestId('buy-submit').click()
    const alert = page.locator(`[data-testid=refusal][data-reason=${reason}]`)
    await alert.waitFor({ timeout: 20_000 })
    await page.unroute('**/api/shop/catalog')
    return (await alert.textContent()) ?? ''
  }

  test.each(Object.entries(WORDS))(
    'say what happened and what can be done, in %s',
    { timeout: TEST_MS },
    async (locale, words) => {
      const at = locale.slice(0, 2)
      const sku = async (name: string, body: object = {}, stock?: number) =>
        club.sell(`${name}-${at}`, { body: { prices, ...body }, ...(stock !== undefined && { stock }) })
      const [closing, last, once, plain] = await Promise.all([
        sku('closing'),
        sku('last', {}, 1),
        sku('once', { userLimits: { ever: 1 } }),
        sku('plain'),
      ])
      const { page, complaints, userId, session } = await newcomer(locale)
      const rival = await club.signUp()
      const over = { from: null, until: new Date(Date.now() - HOUR_MS).toISOString() }
      const block = { userId, reason: 'a case to look at' }
      const changes: [Refused, string, () => Promise<unknown>][] = [
        ['WINDOW_CLOSED', closing, () => club.sell(closing, { body: { prices, window: over } })],
        ['OUT_OF_STOCK', last, () => buyElsewhere(rival, last)],
        ['USER_LIMIT', once, () => buyElsewhere(session, once)],
        ['FRAUD_BLOCK', plain, () => club.post('/api/admin/shop/blocks', block, support)],
        [
          'SELF_EXCLUDED',
          plain,
          async () => {
            await page.evaluate('window.isSilent = true')
            await safely(club, session, 'exclusion', { months: 6 })
          },
        ],
      ]
      for (const [reason, product, change] of changes) {
        const text = await refused(page, product, reason, change)
        for (const part of words[reason]) expect(text).toContain(part)
        await page.goto(home)
        await page.getByTestId('home-games').or(page.getByTestId('closed')).first().waitFor()
      }
      await page.locator('[data-testid=closed][data-reason=SELF_EXCLUDED]').waitFor()
      expect(complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([])
    },
  )

  test('a pause that begins on another device closes the shop at once, and says until when', async () => {
    await club.sell('calm', { body: { prices } })
    const { page, complaints, session } = await newcomer('en-GB')
    await openBuyDialog(page, 'calm')
    await safely(club, session, 'pause', { hours: 24 })
    await page.locator('[data-testid=closed][data-reason=PAUSED]').waitFor({ timeout: 20_000 })
    await page.getByText('You are taking a pause').waitFor()
    await page.getByText('It cannot be ended before.').waitFor()
    expect(complaints).toEqual([])
  })
})
