import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { cutOffBalances, findAccessFaults, sidewaysScroll, tabThrough } from '../support/page-checks.ts'
import { giveCoins } from '../support/play.ts'
import { aNewPlayer, playerRow, showsCoins, signUpInBrowser, spinInBrowser } from '../support/player-pages.ts'

const PHONE = { width: 360, height: 740 }
const PUBLIC_PAGES = ['/', '/login', '/odds']
const PLAYER_PAGES = ['/', '/slot', '/history', '/odds', '/fairness', '/account', '/account/limits']

/** Everything the reels' parts are moved by, looked at in every frame. */
const WATCH_REELS = `(() => {
  const seen = new Set()
  const look = () => {
    for (const part of document.querySelectorAll('[data-testid=reels] *')) {
      const { transform } = getComputedStyle(part)
      if (transform !== 'none' && part.closest('svg') === null) seen.add(transform)
    }
    requestAnimationFrame(look)
  }
  look()
  window.seenTransforms = seen
})()`
const movesSeen = (page: Page) => page.evaluate<number>('window.seenTransforms.size')

describeWith('chromium', 'everybody can use the player app', async () => {
  const club = await openClub()
  const browser = openBrowser()

  const faultsOf = async (page: Page, path: string, landmarks: string[]) => {
    await page.goto(`${club.httpUrl}${path}`)
    await page.locator('h1').waitFor()
    await page.locator('.animate-pulse').first().waitFor({ state: 'detached' })
    const wide = await sidewaysScroll(page)
    const faults = await findAccessFaults(page, landmarks)
    return [...faults, ...(wide === 0 ? [] : [`${wide} px too wide`])].map((fault) => `${path}: ${fault}`)
  }

  test.each(['en', 'ko'])('on a phone, with a screen reader, in %s', async (language) => {
    const { page, complaints } = await browser.visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    const faults: string[] = []
    await page.goto(club.httpUrl)
    await page.getByTestId('language').selectOption(language)
    for (const path of PUBLIC_PAGES) faults.push(...(await faultsOf(page, path, ['banner'])))
    await signUpInBrowser(page, club.httpUrl, aNewPlayer())
    await page.getByTestId('nav-slot').click()
    await spinInBrowser(page)
    await page.getByTestId('nav-fairness').click()
    await page.getByTestId('rotate-seed').click()
    await page.getByTestId('revealed-seed').waitFor()
    for (const path of PLAYER_PAGES) faults.push(...(await faultsOf(page, path, ['banner', 'navigation'])))
    expect(faults).toEqual([])
    expect(complaints).toEqual([])
  })

  test('at every width, with millions of coins shown whole', async () => {
    const { page, complaints } = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await giveCoins(club, (await playerRow(club.sql, player)).userId, 12_345_678)
    await showsCoins(page, 12_355_678)
    for (const language of ['en', 'ko']) {
      await page.getByTestId('language').selectOption(language)
      for (const width of [360, 414, 640, 767, 768, 900, 1_024, 1_100, 1_280, 1_920]) {
        await page.setViewportSize({ width, height: 740 })
        await eventually(async () => {
          const found = { width, cutOff: await cutOffBalances(page), tooWide: await sidewaysScroll(page) }
          expect(found).toEqual({ width, cutOff: [], tooWide: 0 })
        })
      }
    }
    expect(complaints).toEqual([])
  })

  test('with the keyboard alone: what is in focus is outlined, and the first stop skips to the content', async () => {
    const { page, complaints } = await browser.visitor()
    await page.goto(club.httpUrl)
    await page.getByTestId('invite-code').waitFor()
    const landing = await tabThrough(page)
    expect(landing.map(({ what }) => what)).toEqual(expect.arrayContaining(['BUTTON Check the code', 'A Log in']))
    await signUpInBrowser(page, club.httpUrl, aNewPlayer())
    await page.goto(`${club.httpUrl}/slot`)
    await page.getByTestId('bet-input').waitFor()
    const slot = await tabThrough(page)
    expect(slot[0]?.what).toBe('A Skip to content')
    expect(slot.map(({ what }) => what)).toContain('BUTTON Spin')
    expect([...landing, ...slot].filter(({ ringed }) => !ringed)).toEqual([])

    await page.reload()
    await page.getByTestId('bet-input').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await spinInBrowser(page, () => page.keyboard.press('Space'))
    const label = await page.getByTestId('reels').getAttribute('aria-label')
    expect(label).toMatch(/^Reels: [a-z]+, [a-z]+, [a-z]+$/)
    expect(complaints).toEqual([])
  })

  test('without motion for who asked for none, and with it for others', async () => {
    const still = await browser.visitor({ reducedMotion: 'reduce' })
    const moving = await browser.visitor({ reducedMotion: 'no-preference' })
    for (const { page } of [still, moving]) {
      await signUpInBrowser(page, club.httpUrl, aNewPlayer())
      await page.getByTestId('nav-slot').click()
      await page.getByTestId('reels').waitFor()
      await page.evaluate(WATCH_REELS)
      await spinInBrowser(page)
    }
    expect(await movesSeen(still.page)).toBe(0)
    expect(await movesSeen(moving.page)).toBeGreaterThan(5)
    expect([...still.complaints, ...moving.complaints]).toEqual([])
  })
})
