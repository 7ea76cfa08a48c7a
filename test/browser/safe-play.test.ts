import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { giveCoins } from '../support/play.ts'
import { aNewPlayer, playerRow, showsCoins, signUpInBrowser, spinInBrowser } from '../support/player-pages.ts'

const PHONE = { width: 390, height: 844 }
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

describeWith('chromium', 'a player keeps his play within bounds', async () => {
  let shiftMs = 0
  const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
  const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
  const browser = openBrowser()

  const toLimits = async (page: Page) => {
    await page.getByTestId('nav-account').click()
    await page.getByTestId('limits-link').click()
    await page.getByTestId('limit-lossCoins.day').waitFor()
  }
  const row = (page: Page, limit: string) => page.getByTestId(`limit-${limit}`)
  const setLimit = async (page: Page, limit: string, text: string) => {
    await row(page, limit).getByTestId('limit-input').fill(text)
    await row(page, limit).getByTestId('limit-set').click()
  }

  test.each([
    ['en', 'would go beyond the stake limit', 'holds from now on'],
    ['ko', '베팅 한도를 넘는 베팅입니다', '지금부터 적용됩니다'],
  ])('sets limits and is held to them, in %s', async (language, refusal, applied) => {
    const { page, complaints } = await browser.visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    await page.goto(club.httpUrl)
    await page.getByTestId('language').selectOption(language)
    await signUpInBrowser(page, club.httpUrl, aNewPlayer())
    await toLimits(page)
    await page.getByTestId('limit-kind').selectOption('stakeCoins')
    await setLimit(page, 'stakeCoins.day', 'lots')
    await row(page, 'stakeCoins.day').locator('[aria-invalid=true]').waitFor()
    await setLimit(page, 'stakeCoins.day', '1')
    await eventually(async () => expect(await row(page, 'stakeCoins.day').textContent()).toContain(applied))
    expect(await row(page, 'stakeCoins.day').getByTestId('limit-used').getAttribute('data-most')).toBe('1')
    await setLimit(page, 'stakeCoins.day', '5,000')
    await page.getByTestId('limit-pending').waitFor()
    expect(await page.getByTestId('limit-confirm').count()).toBe(0)
    await page.getByTestId('nav-slot').click()
    await page.getByTestId('spin').click()
    await page.getByText(refusal).first().waitFor()
    expect(complaints).toEqual([])
  })

  test('is told of time and result over the game, and plays on when he has seen it', async () => {
    const { page, complaints } = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await toLimits(page)
    await page.getByTestId('check-15').click()
    await eventually(async () => expect(await page.getByTestId('check-15').isChecked()).toBe(true))
    await page.getByTestId('nav-slot').click()
    for (let minutes = 0; minutes < 15; minutes += 3) {
      await spinInBrowser(page)
      shiftMs += 3 * MINUTE_MS - (minutes === 12 ? 0 : 500)
    }
    await page.getByTestId('spin').click()
    const dialog = page.getByTestId('reality-check')
    await eventually(async () => {
      if (!(await dialog.isVisible())) await page.reload()
      await dialog.waitFor({ timeout: 3_000 })
    }, 15_000)
    expect(await dialog.textContent()).toMatch(
      /playing for 1[45] minutes[\s\S]*Result of this session: [+−]?[\d,]+ coins/,
    )
    await page.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(true)
    await page.getByTestId('reality-check-seen').click()
    await dialog.waitFor({ state: 'detached' })
    await spinInBrowser(page)
    expect(complaints).toEqual([])
  })

  test('takes a pause, sees until when and who helps, and comes back when it is over', async () => {
    const { page } = await browser.visitor()
    await signUpInBrowser(page, club.httpUrl, aNewPlayer())
    await toLimits(page)
    await page.getByTestId('pause-start').click()
    await page.getByTestId('pause-yes').click()
    await page.getByTestId('nav-slot').click()
    await page.locator('[data-testid=closed][data-reason=PAUSED]').waitFor()
    expect(await page.getByTestId('help-lines').textContent()).toContain('1336')
    expect(await page.getByTestId('come-back').count()).toBe(0)
    await page.getByTestId('nav-history').click()
    await page.getByTestId('closed').waitFor({ state: 'detached' })
    await page.locator('h1').waitFor()
    shiftMs += 23.9 * HOUR_MS
    await page.reload()
    await page.getByTestId('nav-slot').click()
    await page.getByTestId('closed').waitFor()
    shiftMs += 0.2 * HOUR_MS
    await page.reload()
    await page.getByTestId('bet-input').waitFor()
    await spinInBrowser(page)
  })

  test('excludes himself only by typing the word, and stays out after a reload', async () => {
    const { page } = await browser.visitor()
    await signUpInBrowser(page, club.httpUrl, aNewPlayer())
    await toLimits(page)
    expect(await page.getByTestId('exclude-start').isDisabled()).toBe(true)
    await page.getByTestId('exclude-word').fill('please')
    expect(await page.getByTestId('exclude-start').isDisabled()).toBe(true)
    await page.getByTestId('exclude-word').fill('exclude')
    await page.getByTestId('exclude-months').selectOption('ever')
    await page.getByTestId('exclude-start').click()
    await page.getByTestId('nav-home').click()
    await page.locator('[data-testid=closed][data-reason=SELF_EXCLUDED]').waitFor()
    await page.reload()
    const closed = page.locator('[data-testid=closed][data-reason=SELF_EXCLUDED]')
    await eventually(async () => expect(await closed.textContent()).toContain('cannot be undone'))
  })

  test('out of coins, is offered some for nothing', async () => {
    const { page, complaints } = await browser.visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await giveCoins(club, (await playerRow(club.sql, player)).userId, -9_995)
    await page.getByTestId('nav-slot').click()
    await page.getByTestId('refill-take').click()
    await showsCoins(page, 1_000)
    expect(await page.getByTestId('refill').count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
