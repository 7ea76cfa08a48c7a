import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, UNREACHABLE } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { layGameLine } from '../support/game-line.ts'
import { describeWith } from '../support/needs.ts'
import {
  aNewPlayer,
  type NewPlayer,
  nextOutcome,
  playerRow,
  showsCoins,
  signUpInBrowser,
  spinInBrowser,
} from '../support/player-pages.ts'

const PENDING = `JSON.parse(sessionStorage.getItem('casino-club.pending') ?? '[]').map(({ payload }) => payload.commandId)`

describeWith('chromium', 'a player whose connection breaks', async () => {
  const line = await layGameLine()
  const club = await openClub({ env: line.env })
  const browser = openBrowser()

  /** A player who has spun once, so that his page is all there. */
  const atTheSlot = async () => {
    const visitor = await browser.visitor({ expected: UNREACHABLE })
    const player = aNewPlayer()
    await signUpInBrowser(visitor.page, club.httpUrl, player)
    await visitor.page.getByTestId('nav-slot').click()
    const first = await spinInBrowser(visitor.page)
    return { ...visitor, player, first }
  }

  const pendingIds = (page: Page) => page.evaluate<string[]>(PENDING)
  const spinsReach = (player: NewPlayer, spins: number) =>
    eventually(async () => expect(await playerRow(club.sql, player)).toMatchObject({ spins }))
  const commandsOf = async (player: NewPlayer) => {
    const { userId } = await playerRow(club.sql, player)
    const rows = await club.sql<{ command_id: string }>(
      `select command_id from player_events where user_id = $1 and type = 'slot.spun' order by seq`,
      [userId],
    )
    return rows.map((row) => row.command_id)
  }

  test('sees a notice while it is broken, and it goes away by itself', async () => {
    const { page, first, complaints } = await atTheSlot()
    line.cut()
    await page.getByTestId('reconnect-notice').getByText('Connection lost. Reconnecting…').waitFor()
    expect(await page.getByTestId('spin').getAttribute('aria-disabled')).toBe('true')
    line.mend()
    await page.getByTestId('reconnect-notice').waitFor({ state: 'detached' })
    const { coins, win } = await spinInBrowser(page)
    expect(coins).toBe(first.coins - 100 + win)
    expect(complaints).toEqual([])
  })

  test('gets the outcome of a spin whose answer was lost, by the same command id, and it counts once', async () => {
    const { page, player, first, complaints } = await atTheSlot()
    line.loseAnswers()
    await page.getByTestId('spin').click()
    await spinsReach(player, 2)
    const [pending] = await pendingIds(page)
    line.cut()
    await page.getByTestId('reconnect-notice').getByText('never played twice').waitFor()
    line.mend()
    const outcome = await nextOutcome(page, first.eventId)
    expect(outcome.commandId).toBe(pending)
    expect(await commandsOf(player)).toEqual([first.commandId, pending])
    expect(await pendingIds(page)).toEqual([])
    expect(await playerRow(club.sql, player)).toMatchObject({ coins: outcome.coins, spins: 2 })
    await showsCoins(page, outcome.coins)
    expect(complaints).toEqual([])
  })

  test('plays a spin that never arrived when he is back, once', async () => {
    const { page, player, first, complaints } = await atTheSlot()
    line.loseQuestions()
    await page.getByTestId('spin').click()
    await eventually(async () => expect(await pendingIds(page)).toHaveLength(1))
    const [pending] = await pendingIds(page)
    line.cut()
    await page.getByTestId('reconnect-notice').waitFor()
    expect(await playerRow(club.sql, player)).toMatchObject({ spins: 1 })
    line.mend()
    expect((await nextOutcome(page, first.eventId)).commandId).toBe(pending)
    expect(await commandsOf(player)).toEqual([first.commandId, pending])
    expect(complaints).toEqual([])
  })

  test('who reloads the page in the middle of a spin is told how it ended', async () => {
    const { page, player, first, complaints } = await atTheSlot()
    line.loseAnswers()
    await page.getByTestId('spin').click()
    await spinsReach(player, 2)
    const [pending] = await pendingIds(page)
    line.cut()
    line.mend()
    await page.reload()
    await page.getByTestId('notice').getByText('Your interrupted spin is settled: bet 100, paid').waitFor()
    expect((await nextOutcome(page, first.eventId)).commandId).toBe(pending)
    expect(await commandsOf(player)).toEqual([first.commandId, pending])
    await showsCoins(page, (await playerRow(club.sql, player)).coins)
    expect(complaints).toEqual([])
  })
})
