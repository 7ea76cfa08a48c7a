import { join } from 'node:path'
import { type CrashTable, STANDARD_CRASH_TABLE } from '@casino-club/shared'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, playerRow, showsCoins, signUpInBrowser } from '../support/player-pages.ts'
import { flyingRandom } from '../support/shared-rooms.ts'

/** A flight that goes high takes its time. */
const FLIGHT_MS = 90_000
const PATIENCE_MS = 20_000
const PICTURES = process.env.DOCS_PICTURES === '1' ? join(import.meta.dirname, '../../docs/images') : null
const PHONE = { width: 360, height: 740 }
const TABLE: CrashTable = { ...STANDARD_CRASH_TABLE, growthPerMille: 150, bettingMs: 6_000, pauseMs: 4_000 }

describeWith('chromium', 'the games of rounds', async () => {
  let inPlay = 0
  const club = await openClub({ random: flyingRandom(200, () => inPlay) })
  const drafted = await club.core.tables.draft('crash', TABLE, 'for tests')
  if (!drafted.ok) throw new Error(drafted.message)
  await club.core.tables.publish('crash', drafted.value.version)
  await club.core.lottery.work()
  const browser = openBrowser()

  const game = async (page: Page, id: string) => {
    await page.getByTestId('nav-play').click()
    await page.getByTestId(`lobby-${id}`).click()
  }
  const phase = (page: Page, wanted: string) =>
    eventually(async () => {
      const flight = page.getByTestId('crash-flight')
      inPlay = Number(await flight.getAttribute('data-round'))
      expect(await flight.getAttribute('data-phase')).toBe(wanted)
    }, FLIGHT_MS)
  const picture = async (page: Page, name: string) => {
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`) })
  }

  /** From the history to the verdict of this browser. */
  const verifyNewest = async (page: Page) => {
    await page.getByTestId('nav-history').click()
    await page.getByTestId('history-verify').first().click()
    await eventually(
      async () => expect(await page.getByTestId('verify-result').getAttribute('data-verified')).toBe('true'),
      PATIENCE_MS,
    )
  }

  test('a flight is left in time, paid, and drawn again by the browser', async () => {
    const { page, complaints } = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await game(page, 'crash')
    await phase(page, 'betting')
    await page.getByTestId('crash-bet').click()
    await showsCoins(page, 9_900)
    expect(await findAccessFaults(page)).toEqual([])
    await phase(page, 'flying')
    await page.getByTestId('crash-cash-out').waitFor()
    await eventually(async () => {
      expect(Number(await page.getByTestId('crash-flight').getAttribute('data-multiplier'))).toBeGreaterThan(120)
    }, PATIENCE_MS)
    await picture(page, 'crash')
    await page.getByTestId('crash-cash-out').click()
    const result = page.getByTestId('crash-result')
    await eventually(
      async () => expect(Number(await result.getAttribute('data-win'))).toBeGreaterThan(100),
      PATIENCE_MS,
    )
    await showsCoins(page, 9_900 + Number(await result.getAttribute('data-win')))
    await phase(page, 'crashed')
    await page.locator('[data-testid=crash-proof][data-verified=true]').waitFor()
    await verifyNewest(page)
    expect(complaints).toEqual([])
  })

  test('a bet with its own cash-out is paid though the page is closed', async () => {
    const { page } = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await game(page, 'crash')
    await phase(page, 'betting')
    await page.getByTestId('crash-auto').fill('1.30')
    await page.getByTestId('crash-bet').click()
    await showsCoins(page, 9_900)
    await page.goto('about:blank')
    await eventually(async () => {
      expect((await playerRow(club.sql, player)).coins).toBe(10_030)
    }, PATIENCE_MS)
  })

  test('two players meet at a stake, and the winner has both', async () => {
    const pages = await Promise.all(
      [aNewPlayer(), aNewPlayer()].map(async (player) => {
        const { page, complaints } = await browser.visitor()
        await signUpInBrowser(page, club.httpUrl, player)
        await game(page, 'match')
        await page.getByTestId('match-stake-500').click()
        return { page, complaints }
      }),
    )
    const [one, other] = pages as [(typeof pages)[0], (typeof pages)[0]]
    const at = (wanted: string) =>
      eventually(async () => {
        for (const { page } of pages) expect(await page.getByTestId('match').getAttribute('data-phase')).toBe(wanted)
      }, PATIENCE_MS)
    await at('committing')
    expect(await findAccessFaults(one.page)).toEqual([])
    await one.page.getByTestId('match-paper').click()
    await picture(one.page, 'match')
    await other.page.getByTestId('match-rock').click()
    await at('over')
    expect(await one.page.getByTestId('match').getAttribute('data-win')).toBe('1000')
    await showsCoins(one.page, 10_500)
    await showsCoins(other.page, 9_500)
    await verifyNewest(one.page)
    expect([...one.complaints, ...other.complaints]).toEqual([])
  })

  test('a ticket is filled in, bought and shown; after the drawing the browser draws it again', async () => {
    const { page, complaints } = await browser.visitor()
    await signUpInBrowser(page, club.httpUrl, aNewPlayer())
    await game(page, 'lottery')
    for (const number of [3, 7, 11, 19, 28]) await page.getByTestId(`lottery-number-${number}`).click()
    await page.getByTestId('lottery-buy').click()
    await showsCoins(page, 9_900)
    await page.getByTestId('lottery-quick').click()
    await page.getByTestId('lottery-buy').click()
    await showsCoins(page, 9_800)
    expect(await page.locator('[data-testid=lottery-tickets] li').count()).toBe(2)
    expect(await findAccessFaults(page)).toEqual([])
    await picture(page, 'lottery')
    await club.sql(`update rounds set closes_at = now() where game = 'lottery' and state = 'open'`)
    await eventually(async () => {
      const [row] = await club.sql<{ drawn: number }>(
        `select count(*)::integer as drawn from rounds where game = 'lottery' and state = 'settled'`,
      )
      expect(row?.drawn).toBe(1)
    }, PATIENCE_MS)
    await page.reload()
    await page.locator('[data-testid=lottery-drawn][data-verified=true]').waitFor()
    await verifyNewest(page)
    expect(complaints).toEqual([])
  })

  test.each(['crash', 'match', 'lottery'])('%s fits a phone, and its odds are a tap away', async (id) => {
    const { page } = await browser.visitor({ viewport: PHONE })
    await signUpInBrowser(page, club.httpUrl, aNewPlayer())
    await game(page, id)
    await page.getByTestId('odds-link').waitFor()
    if (id === 'crash') await phase(page, 'betting')
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByTestId('odds-link').click()
    await page.locator(`[data-testid=game-odds][data-game=${id}]`).waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await findAccessFaults(page)).toEqual([])
  })

  test('all of it follows from the books', async () => {
    expect(await club.audit()).toMatchObject({ bad: undefined })
  })
})
