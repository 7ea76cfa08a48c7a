import { expect, test } from 'vitest'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, logInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 60_000
const PHONE = { width: 360, height: 740 }

describeWith('chromium', 'what is asked and what is opened', async () => {
  const club = await openClub()
  const { visitor } = openBrowser()
  const account = aNewPlayer()
  await club.signUp({ ...account })

  test('a low mood is answered by a break and help lines, and is asked once', async () => {
    const { page, complaints } = await visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    await page.goto(`${club.httpUrl}/login`)
    await logInBrowser(page, account.siteId, account.password)
    await page.getByTestId('mood-low').waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('mood-low').focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('mood-break').waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('help-lines').waitFor({ timeout: PATIENCE_MS })
    expect(await findAccessFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.reload()
    await page.getByTestId('mood-pause').waitFor({ timeout: PATIENCE_MS })
    expect(await page.getByTestId('mood-question').count()).toBe(0)
    await page.getByTestId('mood-pause').click()
    await page.waitForURL('**/account/limits')
    expect(complaints).toEqual([])
  })

  test('a content that an admin publishes opens its first stage', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/contents`)
    await page.getByTestId('content-new').click({ timeout: PATIENCE_MS })
    await page.getByTestId('content-id').fill('evening')
    await page.getByTestId('content-en').fill('An evening')
    await page.getByTestId('content-ko').fill('저녁')
    await page.getByTestId('stage-0-en').fill('Dusk')
    await page.getByTestId('stage-0-ko').fill('해 질 녘')
    await page.getByTestId('stage-0-priceGems').fill('5')
    await page.getByTestId('content-keep').click()
    await page.getByTestId('content-publish-evening').click({ timeout: PATIENCE_MS })
    await page.getByTestId('content-publish-reason').fill('for a test')
    await page.getByTestId('content-publish').click()
    await page.getByTestId('content-live-evening').getByText('1', { exact: true }).waitFor({ timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
    const player = await visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    await player.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(player.page, account.siteId, account.password)
    await player.page.getByTestId('nav-play').click()
    await player.page.getByTestId('lobby-unlocks').click()
    await player.page.getByTestId('unlock-evening-1').click({ timeout: PATIENCE_MS })
    await player.page.locator('[data-testid=stage-evening-1][data-unlocked=true] svg').waitFor({ timeout: PATIENCE_MS })
    expect(await findAccessFaults(player.page)).toEqual([])
    expect(await sidewaysScroll(player.page)).toBe(0)
    expect(player.complaints).toEqual([])
  })
})
