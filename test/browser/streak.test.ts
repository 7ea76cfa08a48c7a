import { expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { sidewaysScroll } from '../support/page-checks.ts'
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
})
