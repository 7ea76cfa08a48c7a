import { expect, test } from 'vitest'
import { chosenBy } from '../../server/src/recommendations/rank.rule.ts'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aMission } from '../support/missions.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, logInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 60_000
const PHONE = { width: 360, height: 740 }

describeWith('chromium', 'recommendations', async () => {
  const club = await openClub()
  const { visitor } = openBrowser()
  const mission = await aMission(club, { counts: 'ACTIVE_DAYS', target: 5 }, 'weekly')

  test('stand on the home screen with their reason, and are answered by keyboard', async () => {
    let account = aNewPlayer()
    while (chosenBy((await club.signUp({ ...account })).userId) !== 'history') account = aNewPlayer()
    const { page, complaints } = await visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    await page.goto(`${club.httpUrl}/login`)
    await logInBrowser(page, account.siteId, account.password)
    const card = page.getByTestId(`recommended-${mission}`)
    await card.waitFor({ timeout: PATIENCE_MS })
    expect(await card.locator('[data-reason]').textContent()).not.toBe('')
    await card.getByTestId('recommended-useful').focus()
    await page.keyboard.press('Enter')
    await card.locator('[data-testid=recommended-useful][aria-pressed=true]').waitFor({ timeout: PATIENCE_MS })
    expect(await findAccessFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await card.getByTestId('recommended-open').click()
    await page.waitForURL('**/missions', { timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
    // A page that goes away tells what it has not told yet.
    await page.goto('about:blank')
    const screens = `select type from user_actions a join users u on u.id = a.user_id where site_id = $1 order by occurred_at`
    await eventually(async () => {
      expect(await club.sql(screens, [account.siteId])).toEqual([{ type: 'screen:home' }, { type: 'screen:missions' }])
    }, PATIENCE_MS)
    const visits = 'select source, path from site_visits v join users u on u.id = v.user_id where site_id = $1'
    expect(await club.sql(visits, [account.siteId])).toEqual([{ source: 'direct', path: '/login' }])
  })

  test('are held against chance in the back office', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/recommendations`)
    const groups = page.getByTestId('recommendation-groups')
    await groups.getByText('100.00%').first().waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('recommendation-reasons').waitFor()
    expect(await findAccessFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})
