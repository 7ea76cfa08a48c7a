import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, playerRow, signUpInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 15_000
/** Set, the pages are kept as pictures for the documentation. */
const PICTURES = process.env.DOCS_PICTURES === '1' ? join(import.meta.dirname, '../../docs/images') : null
const PHONE = { width: 360, height: 740 }

describeWith('chromium', 'the games', async () => {
  const club = await openClub()
  const browser = openBrowser()

  const game = async (page: Page, id: string) => {
    await page.getByTestId('nav-play').click()
    await page.getByTestId(`lobby-${id}`).click()
    await page.getByTestId('play-result').waitFor()
  }

  /** Presses, and reads what the page says when the play is shown. */
  const playOnce = async (page: Page, press: () => Promise<void>) => {
    const result = page.getByTestId('play-result')
    const before = await result.getAttribute('data-event-id')
    await press()
    await eventually(async () => {
      expect(await result.getAttribute('data-phase')).toBe('shown')
      expect(await result.getAttribute('data-event-id')).not.toBe(before)
    }, PATIENCE_MS)
    const read = async (name: string) => (await result.getAttribute(`data-${name}`)) ?? ''
    return {
      eventId: await read('event-id'),
      bet: Number(await read('bet')),
      win: Number(await read('win')),
      balance: Number(await read('balance')),
      tone: await read('tone'),
    }
  }

  const presses: Record<string, (page: Page) => Promise<void>> = {
    dice: (page) => page.getByTestId('roll').click(),
    rps: (page) => page.getByTestId('hand-rock').click(),
    roulette: async (page) => {
      await page.locator('[data-spot="red"]').click()
      await page.locator('[data-spot="straight:17"]').click()
      await page.getByTestId('roulette-spin').click()
    },
    gacha: (page) => page.getByTestId('pull-1').click(),
  }

  test.each(Object.keys(presses))('%s is played from the lobby and computed again afterwards', async (id) => {
    const { page, complaints } = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await game(page, id)
    const played = await playOnce(page, () => (presses[id] as (page: Page) => Promise<void>)(page))
    if (id !== 'gacha') expect(played.tone === 'calm').toBe(played.win <= played.bet)
    const start = id === 'gacha' ? 100 : 10_000
    expect(played.balance).toBe(start - played.bet + played.win)
    const { userId } = await playerRow(club.sql, player)
    expect(played.eventId).toBe(`${userId}-2`)
    expect(await findAccessFaults(page)).toEqual([])
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `${id}.png`) })

    await page.getByTestId('odds-link').click()
    await page.waitForURL(`**/odds?game=${id}`)
    await page.getByTestId('game-odds').waitFor()
    expect(await page.getByTestId('game-odds').textContent()).not.toMatch(/\{\w+\}|undefined|NaN/)
    expect(await findAccessFaults(page)).toEqual([])

    await page.getByTestId('nav-fairness').click()
    await page.getByTestId('rotate-seed').click()
    await page.getByTestId('revealed-seed').waitFor()
    await page.getByTestId('nav-history').click()
    await page.locator(`[data-event-id="${played.eventId}"]`).getByTestId('history-verify').click()
    const verdict = page.getByTestId('verify-result')
    await verdict.locator('[data-server-verified=true]').waitFor()
    expect(await verdict.getAttribute('data-verified')).toBe('true')
    expect(complaints).toEqual([])
  })

  test('what the gacha brings lies in the inventory, and its counter goes on after a reload', async () => {
    const { page, complaints } = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await game(page, 'gacha')
    await playOnce(page, () => page.getByTestId('pull-1').click())
    await playOnce(page, () => page.getByTestId('pull-1').click())
    const pity = await page.getByTestId('pity').getAttribute('data-value')
    await page.reload()
    await eventually(
      async () => expect(await page.getByTestId('pity').getAttribute('data-value')).toBe(pity),
      PATIENCE_MS,
    )
    await page.getByTestId('inventory-link').click()
    await page.getByTestId('inventory').waitFor()
    const { userId } = await playerRow(club.sql, player)
    const [row] = await club.sql<{ items: number }>(
      'select sum(quantity)::integer as items from inventory where user_id = $1',
      [userId],
    )
    expect(row?.items).toBe(2)
    expect(complaints).toEqual([])
  })

  test.each(['dice', 'rps', 'roulette', 'gacha'])('%s fits a phone', async (id) => {
    const { page } = await browser.visitor({ viewport: PHONE })
    await signUpInBrowser(page, club.httpUrl, aNewPlayer())
    await game(page, id)
    expect(await sidewaysScroll(page)).toBe(0)
    await playOnce(page, () => (presses[id] as (page: Page) => Promise<void>)(page))
    expect(await sidewaysScroll(page)).toBe(0)
  })

  test('all of it follows from the books', async () => {
    expect(await club.audit()).toMatchObject({ bad: undefined })
  })
})
