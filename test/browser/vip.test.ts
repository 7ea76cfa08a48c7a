import { expect, test } from 'vitest'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, logInBrowser } from '../support/player-pages.ts'
import { openShop } from '../support/shop.ts'
import { publishTiers, someTiers } from '../support/vip.ts'

const PATIENCE_MS = 60_000
const PHONE = { width: 360, height: 740 }

describeWith('chromium', 'tiers', async () => {
  const club = await openShop()
  const { visitor } = openBrowser()
  const account = aNewPlayer()
  const player = await club.signUp({ ...account })
  await club.sell('gems')
  await publishTiers(club, someTiers())

  test('are set by an admin, and shown with their history', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, club.httpUrl)
    const set = async (tier: string) => {
      await page.getByTestId('vip-set-open').click({ timeout: PATIENCE_MS })
      await page.getByTestId('vip-set-tier').selectOption(tier)
      await page.getByTestId('vip-set-reason').fill('for a test')
      await page.getByTestId('vip-set').click()
      await page.locator(`[data-testid=vip-standing][data-tier=${tier}]`).waitFor({ timeout: PATIENCE_MS })
    }
    // Who never had a tier is in no list of those who have: he is found by his own page.
    await page.goto(`${club.httpUrl}/admin/#/players/${player.userId}/show/vip`)
    await set('silver')
    await page.goto(`${club.httpUrl}/admin/#/vip`)
    await page.getByTestId(`vip-player-${player.userId}`).click({ timeout: PATIENCE_MS })
    await page.locator('[data-testid=vip-standing][data-tier=silver]').waitFor({ timeout: PATIENCE_MS })
    await set('gold')
    await page.getByTestId('vip-try').click()
    await page.getByTestId('vip-tried').waitFor({ timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
  })

  test('are a plain table to a player, with his own in every price', async () => {
    const { page, complaints } = await visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    await page.goto(`${club.httpUrl}/login`)
    await logInBrowser(page, account.siteId, account.password)
    await page.getByTestId('nav-account').click()
    await page.getByTestId('vip-link').click({ timeout: PATIENCE_MS })
    await page.locator('[data-testid=own-tier][data-tier=gold]').waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('tier-table').waitFor()
    expect(await findAccessFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByTestId('nav-shop').click()
    const price = page.locator('[data-testid=price-KRW][data-value="4000"]').first()
    await price.waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('vip-KRW').first().waitFor()
    expect(complaints).toEqual([])
  })
})
