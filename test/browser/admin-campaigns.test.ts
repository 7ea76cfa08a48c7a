import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { ADMIN_PASSWORD, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults } from '../support/page-checks.ts'

const PATIENCE_MS = 60_000
const AHEAD_MS = 10 * 60_000

/** A moment as clocks in Seoul show it. */
function inSeoul(ms: number): { date: string; time: string } {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul', dateStyle: 'short', timeStyle: 'short' })
  const [date = '', time = ''] = shown.format(ms).split(' ')
  return { date, time }
}

describeWith('chromium', 'campaigns in the back office', async () => {
  let shiftMs = 0
  const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
  const club = await openClub({ clock })
  const { visitor } = openBrowser()

  const stateOf = (page: Page) => page.getByTestId('campaign-state').first().getAttribute('data-state')
  const becomes = (page: Page, state: string) =>
    eventually(async () => expect(await stateOf(page)).toBe(state), PATIENCE_MS)
  const shows = (page: Page, testId: string, text: string) =>
    eventually(async () => expect(await page.getByTestId(testId).textContent()).toContain(text), PATIENCE_MS)
  const choose = async (page: Page, testId: string, name: string) => {
    await page.getByTestId(testId).locator('..').getByRole('combobox').click()
    await page.getByRole('option', { name, exact: true }).click()
  }
  /** From the top of the page: its bar hides from who scrolls down. */
  const isAccessible = (page: Page) =>
    eventually(async () => {
      await page.evaluate('scrollTo(0, 0)')
      expect(await findAccessFaults(page)).toEqual([])
    }, PATIENCE_MS)
  async function move(page: Page, name: string) {
    await page.getByTestId(`campaign-${name}`).click()
    await page.getByTestId(`campaign-${name}-confirm-reason`).fill('for a test')
    await page.getByTestId(`campaign-${name}-confirm`).click()
    await page.getByTestId(`campaign-${name}-confirm`).waitFor({ state: 'detached', timeout: PATIENCE_MS })
  }

  test('one is written, looked at, scheduled, run, paused, measured and ended', async () => {
    const players = []
    for (let count = 0; count < 5; count++) players.push((await club.signUp()).userId)
    const { page, complaints } = await visitor({ locale: 'en-US', expected: REFUSED_REQUEST })
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/campaigns`)
    await page.getByTestId('campaign-new').click()
    await page.getByTestId('campaign-save').waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('campaign-save').click()
    await page.getByTestId('campaign-invalid').waitFor({ timeout: PATIENCE_MS })

    await page.getByTestId('campaign-name').fill('Spring news')
    await choose(page, 'campaign-kind', 'Named players')
    await page.getByTestId('campaign-user-ids').fill(players.join('\n'))
    await shows(page, 'campaign-count', '5 players fit now')
    for (const [language, title] of [
      ['ko', '봄 소식'],
      ['en', 'Spring news'],
    ] as const) {
      await page.getByTestId(`campaign-all-title-${language}`).fill(title)
      await page.getByTestId(`campaign-all-body-${language}`).fill(`${title}.`)
    }
    await page.getByTestId('campaign-channel-push').check()
    await page.getByTestId('campaign-own-push').check()
    await page.getByTestId('campaign-push-title-en').fill('Spring on your phone')
    await shows(page, 'campaign-phone-en', 'Spring on your phone')
    await shows(page, 'campaign-phone-ko', '봄 소식')
    await isAccessible(page)

    await choose(page, 'campaign-schedule', 'At one moment')
    const { date, time } = inSeoul(clock.nowMs() + AHEAD_MS)
    await page.getByTestId('campaign-date').fill(date)
    await page.getByTestId('campaign-time').fill(time)
    await page.getByTestId('campaign-pace').fill('2')
    await choose(page, 'campaign-per', 'minute')
    await page.getByTestId('campaign-holdoutPercent').fill('0')
    await page.getByTestId('campaign-save').click()
    await becomes(page, 'draft')
    await shows(page, 'campaign-phone-en', 'Spring on your phone')

    await move(page, 'start')
    await becomes(page, 'scheduled')
    shiftMs = AHEAD_MS
    await becomes(page, 'running')
    await shows(page, 'campaign-sent', '1')
    await move(page, 'pause')
    await becomes(page, 'paused')
    await shows(page, 'campaign-progress', 'of 5 turns have come')
    await shows(page, 'campaign-skipped', 'no place to send it to')
    await isAccessible(page)
    const download = page.waitForEvent('download')
    await page.getByTestId('campaign-csv').click()
    // The day has moved on since the log-in.
    await page.getByTestId('step-up-proof').fill(ADMIN_PASSWORD)
    await page.getByTestId('step-up-submit').click()
    expect((await download).suggestedFilename()).toMatch(/^campaign-\d+\.csv$/)

    await move(page, 'resume')
    await becomes(page, 'running')
    await move(page, 'cancel')
    await becomes(page, 'cancelled')
    const told = await club.sql('select user_id from notifications where params ? $1', ['campaign'])
    expect(told.length).toBeGreaterThan(0)
    expect(told.length).toBeLessThan(5)
    expect(complaints).toEqual([])
  })

  test('all of it is there in Korean, and on a phone', async () => {
    const { page, complaints } = await visitor({ locale: 'ko-KR', viewport: { width: 390, height: 844 } })
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/campaigns/create`)
    await page.getByTestId('campaign-save').waitFor({ timeout: PATIENCE_MS })
    expect(await page.getByTestId('campaign-save').textContent()).toBe('초안 저장')
    await isAccessible(page)
    const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
    expect(wide).toBe(false)
    expect(complaints).toEqual([])
  })
})
