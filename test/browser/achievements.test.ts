import { expect, test } from 'vitest'
import { anAchievement } from '../support/achievements.ts'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { aName, openClub } from '../support/club.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { spinHttp } from '../support/play.ts'
import { aNewPlayer, coinsShown, logInBrowser, showsCoins } from '../support/player-pages.ts'

const PATIENCE_MS = 30_000
const PHONE = { width: 360, height: 740 }

describeWith('chromium', 'achievements', async () => {
  const club = await openClub()
  const { visitor } = openBrowser()

  test('are seen, unlocked by the club and paid, on a phone, in Korean', async () => {
    const id = await anAchievement(club, { target: 1 })
    const hidden = await anAchievement(club, { target: 9, hidden: true })
    const account = aNewPlayer()
    const player = await club.signUp({ ...account })
    const { page, complaints } = await visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    await page.goto(club.httpUrl)
    await page.getByTestId('language').selectOption('ko')
    await page.goto(`${club.httpUrl}/login`)
    await logInBrowser(page, account.siteId, account.password)
    await page.getByTestId('nav-missions').click()
    await page.getByTestId('missions-achievements').click()
    await page.locator(`[data-achievement="${id}"]`).getByRole('heading', { name: '두 판' }).waitFor()
    await page.locator(`[data-achievement="${hidden}"]`).getByRole('heading', { name: '숨겨진 업적' }).waitFor()
    expect(await findAccessFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await spinHttp(club, player)
    await page.locator(`[data-achievement="${id}"][data-status=unlocked]`).waitFor({ timeout: PATIENCE_MS })
    const before = await coinsShown(page)
    await page.locator(`[data-achievement="${id}"]`).getByRole('button').click()
    await page.locator(`[data-achievement="${id}"][data-status=claimed]`).waitFor({ timeout: PATIENCE_MS })
    await showsCoins(page, before + 300)
    expect(complaints).toEqual([])
  })

  test('are written, previewed and published in the back office', async () => {
    const { page, complaints } = await visitor()
    const id = aName('first-')
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/achievements`)
    await page.getByTestId('achievement-new').click()
    for (const [field, text] of Object.entries({ id, titleEn: 'First', titleKo: '처음', target: '1' })) {
      await page.getByTestId(`achievement-${field}`).fill(text)
    }
    await page.getByTestId('content-0-amount').fill('70')
    await page.getByTestId('achievement-preview').getByText('처음').waitFor()
    await page.getByTestId('achievement-save').click()
    await page.getByTestId('achievement-publish').click()
    await page.getByTestId('achievement-publish-confirm-reason').fill('a new one')
    await page.getByTestId('achievement-publish-confirm').click()
    await page.getByTestId('achievement-state').getByText('Offered').waitFor({ timeout: PATIENCE_MS })
    await page.goto(`${club.httpUrl}/admin/#/achievements`)
    await page.getByTestId('achievement-row').getByText(id).waitFor()
    expect(complaints).toEqual([])
  })
})
