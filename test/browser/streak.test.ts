import { expect, test } from 'vitest'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, showsCoins, signUpInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 30_000

describeWith('chromium', 'days in a row', async () => {
  const club = await openClub()
  const { httpUrl } = club
  const { visitor } = openBrowser()

  test('are collected by keyboard, and the day stands in the calendar', async () => {
    const { page, complaints } = await visitor()
    await signUpInBrowser(page, httpUrl, aNewPlayer())
    const collect = page.getByTestId('streak-tick')
    await collect.waitFor()
    await page.getByText('Day 1 brings 100 coins.').waitFor()
    await collect.focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('streak-done').waitFor()
    await showsCoins(page, 10_100, PATIENCE_MS)
    const today = page.locator('[aria-current=date]')
    await eventually(async () => expect(await today.getAttribute('data-kind')).toBe('ticked'), PATIENCE_MS)
    expect(await today.textContent()).toContain('collected')
    expect(await page.getByTestId('attendance').getAttribute('data-count')).toBe('1')
    const month = () => page.locator('[data-month]').getAttribute('data-month')
    const shown = await month()
    await page.getByTestId('month-before').click()
    await eventually(async () => expect(await month()).not.toBe(shown), PATIENCE_MS)
    expect(complaints).toEqual([])
  })

  test('fit a phone, in Korean', async () => {
    const { page } = await visitor({ locale: 'ko-KR', viewport: { width: 390, height: 800 } })
    await signUpInBrowser(page, httpUrl, aNewPlayer())
    await page.getByText('1일째 보상: 코인 100개').waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
  })

  test('bring what an admin has drafted, looked at and published', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, httpUrl)
    await page.goto(`${httpUrl}/admin/#/streaks`)
    await page.getByTestId('streak-day-1-coins').fill('120', { timeout: PATIENCE_MS })
    await page.getByTestId('streak-preview').click()
    await page.getByTestId('streak-previewed').waitFor({ timeout: PATIENCE_MS })
    expect(await findAccessFaults(page)).toEqual([])
    await page.getByTestId('streak-keep').click()
    await page.getByTestId('streak-version-2').waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('streak-publish-open').click()
    await page.getByTestId('streak-publish-reason').fill('for a test')
    await page.getByTestId('streak-publish').click()
    await page.getByText('Version 2 is in force.').waitFor({ timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
    const { page: own } = await visitor()
    await signUpInBrowser(own, httpUrl, aNewPlayer())
    await own.getByText('Day 1 brings 120 coins.').waitFor({ timeout: PATIENCE_MS })
  })
})
