import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, signUpInBrowser } from '../support/player-pages.ts'

/** Set, the pages are kept as pictures for the documentation. */
const PICTURES = process.env.DOCS_PICTURES === '1' ? join(import.meta.dirname, '../../docs/images') : null
const PHONE = { width: 360, height: 740 }
/** Every page of a player besides those of the games, by the picture's name. */
const PAGES = {
  home: '/',
  tutorial: '/tutorial',
  lobby: '/play',
  inventory: '/inventory',
  history: '/history',
  odds: '/odds?game=roulette',
  disclosure: '/disclosure',
  fairness: '/fairness',
  account: '/account',
} as const

describeWith('chromium', 'a tour of the club', async () => {
  const club = await openClub()
  const browser = openBrowser()

  test('every page of a player is readable on a desktop and on a phone', async () => {
    for (const [width, viewport] of [
      ['desktop', undefined],
      ['phone', PHONE],
    ] as const) {
      const { page, complaints } = await browser.visitor(viewport && { viewport })
      await signUpInBrowser(page, club.httpUrl, aNewPlayer())
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(`${club.httpUrl}${path}`)
        await page.locator('[data-testid=balance-coins][data-value]').waitFor()
        await page.locator('main h1').waitFor()
        await page.waitForLoadState('networkidle')
        expect(await findAccessFaults(page), `${name} on a ${width}`).toEqual([])
        expect(await sidewaysScroll(page), `${name} on a ${width}`).toBe(0)
        const suffix = width === 'phone' ? '-phone' : ''
        if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}${suffix}.png`) })
      }
      expect(complaints).toEqual([])
    }
  }, 120_000)

  test('so is what a visitor sees', async () => {
    const { page, complaints } = await browser.visitor()
    for (const [name, path] of [
      ['landing', '/'],
      ['login', '/login'],
      ['disclosure', '/disclosure'],
    ] as const) {
      await page.goto(`${club.httpUrl}${path}`)
      await page.locator('h1').waitFor()
      expect(await findAccessFaults(page), name).toEqual([])
      if (PICTURES && name !== 'disclosure') await page.screenshot({ path: join(PICTURES, `${name}.png`) })
    }
    expect(complaints).toEqual([])
  })
})
