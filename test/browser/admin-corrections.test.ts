import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { fillCorrection, logInAdmin, openPlayer } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { describeWith } from '../support/needs.ts'
import { aNewPlayer, playerRow, showsCoins, signUpInBrowser, spinInBrowser } from '../support/player-pages.ts'

const CORRECTIONS = '**/balance-corrections'
const WITHIN_MS = 1_000
const WELCOME_COINS = 10_000

describeWith('chromium', 'an admin who corrects a balance', async () => {
  const club = await openClub()
  const browser = openBrowser()

  const correctionsOf = (userId: number) =>
    club.sql<{ amount: number; balance_after: number; command_id: string }>(
      `select amount, balance_after, command_id from ledger_entries
       where user_id = $1 and reason = 'admin.correction' order by seq`,
      [userId],
    )

  /** An admin at the page of a player. */
  const adminAt = async (userId: number, expected?: RegExp) => {
    const visitor = await browser.visitor({ expected })
    await logInAdmin(visitor.page, club.httpUrl)
    await openPlayer(visitor.page, club.httpUrl, userId)
    return visitor
  }

  /** The command ids of the corrections that the page sends from now on. */
  const sentBy = (page: Page) => {
    const ids: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/balance-corrections')) {
        ids.push(request.postDataJSON().commandId)
      }
    })
    return ids
  }

  test('shows it in the open game within a second, in the ledger, and in the audit log with before and after', async () => {
    const game = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(game.page, club.httpUrl, player)
    await game.page.getByTestId('nav-slot').click()
    const { coins } = await spinInBrowser(game.page)
    const { userId, version } = await playerRow(club.sql, player)
    const { page, complaints } = await adminAt(userId)
    await fillCorrection(page, 2_500, 'goodwill after an outage')
    expect(await page.getByTestId('correction-after').textContent()).toBe((coins + 2_500).toLocaleString('en'))
    const answered = page.waitForResponse(CORRECTIONS)
    await page.getByTestId('correction-confirm').click()
    await (await answered).finished()
    await Promise.all([
      showsCoins(game.page, coins + 2_500, WITHIN_MS),
      game.page
        .getByTestId('notice')
        .getByText('The club corrected your Coins by +2,500. Reason: goodwill after an outage')
        .waitFor({ timeout: WITHIN_MS }),
    ])
    await page.getByTestId('correction-result').getByText('Booked: +2,500 Coins').waitFor()
    await page.getByTestId('correction-close').click()

    await page.getByTestId('tab-ledger').click()
    const booked = page.getByTestId('ledger-row').filter({ hasText: 'admin.correction' })
    await booked.getByText('+2,500').waitFor()
    await booked.getByText((coins + 2_500).toLocaleString('en'), { exact: true }).waitFor()
    await page.goto(`${club.httpUrl}/admin/#/audit-logs`)
    const entry = page.getByTestId('audit-row').filter({ hasText: 'goodwill after an outage' })
    await entry.getByText(`player ${userId}`).waitFor()
    await entry.getByText('Balance corrected').click()
    const differences = await page.getByTestId('audit-details').locator('tbody tr').allTextContents()
    expect(differences).toEqual([`coins changed${coins}${coins + 2_500}`, `version changed${version}${version + 1}`])

    // And the game goes on from the new balance.
    const next = await spinInBrowser(game.page)
    expect(next.coins).toBe(coins + 2_500 - 100 + next.win)
    expect([...complaints, ...game.complaints]).toEqual([])
  })

  test('and presses twice books once', async () => {
    const { userId } = await club.signUp()
    const { page, complaints } = await adminAt(userId)
    const sent = sentBy(page)
    await fillCorrection(page, 400, 'pressed in a hurry')
    await page.getByTestId('correction-confirm').dblclick()
    await page.getByTestId('correction-result').waitFor()
    expect(sent).toHaveLength(1)
    expect(await correctionsOf(userId)).toMatchObject([{ amount: 400, balance_after: WELCOME_COINS + 400 }])
    expect(complaints).toEqual([])
  })

  test('and whose answer is lost sends the same command again, and it is booked once', async () => {
    const { userId } = await club.signUp()
    const { page, complaints } = await adminAt(userId, /ERR_FAILED/)
    const sent = sentBy(page)
    await fillCorrection(page, -300, 'booked by mistake')
    await page.route(
      CORRECTIONS,
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await page.getByTestId('correction-confirm').click()
    await page.getByTestId('correction-unknown').waitFor()
    await page.getByTestId('correction-confirm').click()
    await page.getByTestId('correction-result').getByText('it was not booked twice').waitFor()
    expect(sent).toHaveLength(2)
    expect(new Set(sent).size).toBe(1)
    expect(await correctionsOf(userId)).toMatchObject([
      { amount: -300, balance_after: WELCOME_COINS - 300, command_id: sent[0] },
    ])
    expect(complaints).toEqual([])
  })

  test('against a balance that has moved is shown the new one and decides again', async () => {
    const game = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(game.page, club.httpUrl, player)
    await game.page.getByTestId('nav-slot').click()
    const { userId } = await playerRow(club.sql, player)
    const { page, complaints } = await adminAt(userId, REFUSED_REQUEST)
    await fillCorrection(page, 50, 'decided too early')
    const { coins } = await spinInBrowser(game.page)
    await page.getByTestId('correction-confirm').click()
    await page.getByTestId('correction-conflict').getByText(coins.toLocaleString('en')).waitFor()
    expect(await correctionsOf(userId)).toEqual([])
    await page.getByTestId('correction-submit').click()
    await page.getByTestId('correction-confirm').click()
    await page.getByTestId('correction-result').waitFor()
    expect(await correctionsOf(userId)).toMatchObject([{ amount: 50, balance_after: coins + 50 }])
    await showsCoins(game.page, coins + 50)
    expect([...complaints, ...game.complaints]).toEqual([])
  })
})
