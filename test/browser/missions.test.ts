import { expect, test } from 'vitest'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { ADMIN_PASSWORD, aName, openClub } from '../support/club.ts'
import { aMission } from '../support/missions.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { spinHttp } from '../support/play.ts'
import { aNewPlayer, coinsShown, logInBrowser, showsCoins } from '../support/player-pages.ts'

const PATIENCE_MS = 30_000
const PHONE = { width: 360, height: 740 }

describeWith('chromium', 'missions', async () => {
  const club = await openClub()
  const { visitor } = openBrowser()

  test.each([
    ['on a desktop, in English', 'en', undefined, 'Ten plays'],
    ['on a phone, in Korean', 'ko', PHONE, '열 판'],
  ])('are seen, finished and paid, %s', async (_, language, viewport, title) => {
    const id = await aMission(club, { title: { en: 'Ten plays', ko: '열 판' }, target: 1 })
    const account = aNewPlayer()
    const player = await club.signUp({ ...account })
    const { page, complaints } = await visitor(viewport && { viewport, hasTouch: true, isMobile: true })
    await page.goto(club.httpUrl)
    await page.getByTestId('language').selectOption(language)
    await page.goto(`${club.httpUrl}/login`)
    await logInBrowser(page, account.siteId, account.password)
    await page.getByTestId('nav-missions').click()
    const card = page.locator(`[data-mission="${id}"]`)
    await card.getByRole('heading', { name: title }).waitFor()
    expect(await card.getAttribute('data-status')).toBe('open')
    expect(await findAccessFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await spinHttp(club, player)
    await page.locator(`[data-mission="${id}"][data-status=done]`).waitFor({ timeout: PATIENCE_MS })
    const before = await coinsShown(page)
    await card.getByRole('button').click()
    await page.locator(`[data-mission="${id}"][data-status=claimed]`).waitFor({ timeout: PATIENCE_MS })
    await showsCoins(page, before + 500)
    expect(await findAccessFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('are written, published and looked at in the back office', async () => {
    const { page, complaints } = await visitor({ expected: REFUSED_REQUEST })
    const id = aName('weekly-')
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/missions`)
    await page.getByTestId('mission-new').click()
    await page.getByTestId('mission-save').click()
    await page.getByText('The preview comes when the form is complete.').waitFor()
    for (const [field, text] of Object.entries({ id, titleEn: 'Two spins', titleKo: '두 번', target: '2' })) {
      await page.getByTestId(`mission-${field}`).fill(text)
    }
    await page.getByTestId('mission-period').selectOption('weekly')
    await page.getByTestId('mission-game').selectOption('slot')
    await page.getByTestId('content-0-amount').fill('700')
    await page.getByTestId('mission-preview').getByText('두 번').waitFor()
    await page.getByTestId('mission-save').click()
    await club.sql(`update sessions set proven_at = proven_at - interval '11 minutes'`)
    await page.getByTestId('mission-publish').click()
    await page.getByTestId('mission-publish-confirm-reason').fill('a new week')
    await page.getByTestId('mission-publish-confirm').click()
    await page.getByTestId('step-up-proof').fill(ADMIN_PASSWORD)
    await page.getByTestId('step-up-submit').click()
    await page.getByTestId('mission-state').getByText('Offered').waitFor({ timeout: PATIENCE_MS })
    const player = await club.signUp()
    for (const _ of [1, 2]) await spinHttp(club, player)
    await page.getByTestId('mission-windows').waitFor({ timeout: PATIENCE_MS })
    await club.sql('insert into player_days (user_id, day, was_there) values ($1, current_date - 10, true)', [
      player.userId,
    ])
    await page.goto(`${club.httpUrl}/admin/#/missions`)
    await page.getByTestId('mission-row').getByText(id).waitFor()
    await page.getByText(id).first().click()
    await page.getByTestId('mission-edit').click()
    await page.getByTestId('mission-counts').selectOption('ACTIVE_DAYS')
    await page.getByTestId('mission-target').fill('1')
    await page.getByTestId('simulation-players').fill('50')
    await page.getByTestId('simulation-run').click()
    const takers = page.getByTestId('simulation-figures').locator('tr').filter({ hasText: 'Players who take' })
    await takers.waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('simulation-chart').waitFor()
    await page.getByTestId('simulation-FEW_PLAYERS').waitFor()
    // What was said is of what was typed then.
    await page.getByTestId('mission-target').fill('2')
    await takers.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })
})
