import { expect, test } from 'vitest'
import { logInAdmin } from '../support/admin-pages.ts'
import { record } from '../support/boards.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, logInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 60_000
const PHONE = { width: 360, height: 740 }

describeWith('chromium', 'leaderboards', async () => {
  const club = await openClub()
  const { visitor } = openBrowser()
  const account = aNewPlayer()
  const player = await club.signUp({ ...account })
  const other = await club.signUp()
  const atMs = Date.now()
  await record(club, player.userId, { net: 40, atMs })
  await record(club, other.userId, { net: 90, atMs })

  test('show a player where he stands, on a phone, and hide him when he asks for it', async () => {
    const { page, complaints } = await visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    await page.goto(`${club.httpUrl}/login`)
    await logInBrowser(page, account.siteId, account.password)
    await page.getByTestId('nav-play').click()
    await page.getByTestId('lobby-boards').click()
    await page.getByTestId('board-weekly').click()
    const rows = page.getByTestId('board-rows').locator('tbody tr')
    await rows.nth(1).waitFor({ timeout: PATIENCE_MS })
    expect(await rows.nth(0).textContent()).toContain(other.nickname)
    expect(await rows.nth(1).getAttribute('aria-current')).toBe('true')
    expect(await findAccessFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByTestId('board-shown').click()
    await page.locator('[data-testid=board-rows] tbody tr[aria-current]').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test('show the back office who leads, and take somebody off for a reason', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/boards`)
    await page.getByText('weekly', { exact: true }).first().click()
    await page.getByTestId(`board-remove-${other.userId}`).click({ timeout: PATIENCE_MS })
    await page.getByTestId('board-remove-reason').fill('for a test')
    await page.getByTestId('board-remove').click()
    await page.getByTestId(`board-remove-${other.userId}`).waitFor({ state: 'detached', timeout: PATIENCE_MS })
    await page.getByTestId(`board-restore-${other.userId}`).click({ timeout: PATIENCE_MS })
    await page.getByTestId('board-restore-reason').fill('it was a test')
    await page.getByTestId('board-restore').click()
    await page.getByTestId(`board-restore-${other.userId}`).waitFor({ state: 'detached', timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
  })

  test('are made in the back office with a preview before it', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/boards`)
    await page.getByTestId('board-new').click({ timeout: PATIENCE_MS })
    await page.getByTestId('board-id').fill('cards-daily')
    await page.getByTestId('board-games').fill('rps, dice')
    await page.getByTestId('board-preview').click()
    await page.getByTestId('board-previewed').waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('board-confirm-reason').fill('for a test')
    await page.getByTestId('board-confirm').click()
    await page.getByTestId('board-edit-cards-daily').waitFor({ timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
  })

  test('have cohorts that the back office sets up with a preview, and a player sees his with its zones', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/boards`)
    await page.getByTestId('board-cohorts-weekly').click({ timeout: PATIENCE_MS })
    await page.getByTestId('cohorts-size').fill('10')
    await page.getByTestId('cohorts-preview').click()
    await page.getByTestId('cohorts-previewed').waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('cohorts-confirm-reason').fill('for a test')
    await page.getByTestId('cohorts-confirm').click()
    await page.getByTestId('cohorts-confirm').waitFor({ state: 'detached', timeout: PATIENCE_MS })
    const mine = aNewPlayer()
    const member = await club.signUp({ ...mine })
    await record(club, member.userId, { net: 10, atMs: Date.now() })
    await eventually(async () => {
      const { body } = await club.get<{ joined: boolean } | null>('/api/leaderboards/weekly/cohort', member.accessToken)
      expect(body?.joined).toBe(true)
    }, PATIENCE_MS)
    const phone = await visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    await phone.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(phone.page, mine.siteId, mine.password)
    await phone.page.getByTestId('nav-play').click()
    await phone.page.getByTestId('lobby-boards').click()
    await phone.page.getByTestId('board-weekly').click()
    await phone.page.getByTestId('cohort-rows').getByText(member.nickname).waitFor({ timeout: PATIENCE_MS })
    expect(await phone.page.getByTestId('cohort-tier').textContent()).toMatch(/1/)
    expect(await sidewaysScroll(phone.page)).toBe(0)
    expect(complaints).toEqual([])
  })
})
