import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { anAdmin, logInAdmin, openPlayer } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults } from '../support/page-checks.ts'
import { giveCoins, spinHttp } from '../support/play.ts'
import { aNewPlayer, playerRow, signUpInBrowser, spinInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 15_000
const HANGUL = /[가-힣]/

describeWith('chromium', 'an admin in his browser', async () => {
  const club = await openClub()
  const browser = openBrowser()

  const number = async (page: Page, testId: string) =>
    Number((await page.getByTestId(testId).textContent())?.replaceAll(',', ''))

  test('is told of a wrong password, and logs in with the right one', async () => {
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    await page.goto(`${club.httpUrl}/admin/`)
    await page.getByTestId('admin-site-id').fill('admin')
    await page.getByTestId('admin-password').fill('not the password')
    await page.getByTestId('admin-login').click()
    await page.getByTestId('login-error').getByText(/wrong/).waitFor()
    await logInAdmin(page, club.httpUrl)
    await page.getByRole('button', { name: 'Profile' }).click()
    await page.getByTestId('admin-identity').getByText('Owner').waitFor()
    expect(complaints).toEqual([])
  })

  test('sees the figures move when a player plays', async () => {
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl)
    const players = await number(page, 'dash-total-players')
    const game = await browser.visitor()
    await signUpInBrowser(game.page, club.httpUrl, aNewPlayer())
    await eventually(async () => {
      expect(await number(page, 'dash-online')).toBe(1)
      expect(await number(page, 'dash-total-players')).toBe(players + 1)
    }, PATIENCE_MS)
    expect(await page.getByTestId('dash-rtp-verdict').textContent()).toBe('No spins yet')

    await game.page.getByTestId('nav-slot').click()
    const { win } = await spinInBrowser(game.page)
    const measured = page.getByRole('region', { name: 'Return to player' })
    await measured.getByText(`1 spins · bet 100 · paid ${win}`).waitFor()
    expect(await page.getByTestId('dash-hit-measured').textContent()).toMatch(win > 0 ? /^100/ : /^0/)
    await eventually(async () => expect(await number(page, 'dash-spins-per-second')).toBeGreaterThan(0), PATIENCE_MS)
    await eventually(async () => expect(await number(page, 'dash-events-behind')).toBe(0), PATIENCE_MS)
    expect([...complaints, ...game.complaints]).toEqual([])
  })

  test('finds a player by a part of his name, and reads his ledger, his plays and his seeds', async () => {
    const player = await club.signUp()
    const other = await club.signUp()
    await giveCoins(club, player.userId, 77)
    const spin = (await spinHttp(club, player, 30)).body
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl)
    await page.getByRole('menuitem', { name: 'Players' }).click()
    await page.getByText(other.siteId).first().waitFor()
    await page.getByTestId('players-search').fill(player.siteId.slice(1, -1).toUpperCase())
    await page.getByText(other.siteId).first().waitFor({ state: 'detached' })
    await page.getByTestId('player-row').getByRole('link', { name: player.siteId }).click()
    expect(await number(page, 'player-coins')).toBe(spin.coins)

    await page.getByTestId('tab-ledger').click()
    await page
      .getByTestId('ledger-row')
      .filter({ hasText: 'admin.correction' })
      .getByText('+77', { exact: true })
      .waitFor()
    await page.getByTestId('ledger-row').filter({ hasText: 'slot.stake' }).getByText('-30', { exact: true }).waitFor()
    await page.getByTestId('tab-history').click()
    await page.getByTestId('play-row').getByText(spin.eventId).waitFor()
    await page.getByTestId('tab-seeds').click()
    await page.getByText(spin.serverSeedHash).waitFor()
    expect(complaints).toEqual([])
  })

  test('saves the players as a file, and the audit log says so', async () => {
    const player = await club.signUp()
    const { page, complaints } = await browser.visitor({ acceptDownloads: true })
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/players`)
    await page.getByTestId('player-row').first().waitFor()
    const downloading = page.waitForEvent('download')
    await page.getByTestId('export-csv').click()
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/^players.*\.csv$/)
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk)
    const lines = Buffer.concat(chunks).toString('utf8').trim().split('\r\n')
    const [{ players } = { players: 0 }] = await club.sql<{ players: number }>(
      'select count(*) as players from players',
    )
    expect(lines).toHaveLength(players + 1)
    expect(lines[0]).toMatch(/^\ufeff?id,siteId,nickname/)
    expect(lines.some((line) => line.startsWith(`${player.userId},${player.siteId},`))).toBe(true)
    await page.goto(`${club.httpUrl}/admin/#/audit-logs`)
    await page.getByTestId('audit-row').getByText('Players exported').first().waitFor()
    expect(complaints).toEqual([])
  })

  test('who may only look is offered nothing to change', async () => {
    const player = await club.signUp()
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'viewer'))
    await openPlayer(page, club.httpUrl, player.userId)
    await page.getByTestId('player-coins').waitFor()
    for (const action of ['correction-open', 'force-logout']) expect(await page.getByTestId(action).count()).toBe(0)
    await page.goto(`${club.httpUrl}/admin/#/players`)
    await page.getByTestId('player-row').first().waitFor()
    expect(await page.getByTestId('export-csv').count()).toBe(0)
    expect(await page.getByRole('checkbox').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('who may log players out sends one to the door, with his game open', async () => {
    const game = await browser.visitor({ expected: REFUSED_REQUEST })
    const player = aNewPlayer()
    await signUpInBrowser(game.page, club.httpUrl, player)
    const { userId } = await playerRow(club.sql, player)
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'support'))
    await openPlayer(page, club.httpUrl, userId)
    await page.getByTestId('force-logout').click()
    expect(await page.getByTestId('correction-open').count()).toBe(0)
    await page.getByTestId('force-logout-confirm').click()
    await page.getByText('1 session ended').waitFor()
    await game.page.getByText('You were logged out. Log in again to go on.').waitFor()
    expect([...complaints, ...game.complaints]).toEqual([])
  })

  test('who may log players out sends several to the door at once, with a reason', async () => {
    const players = [await club.signUp(), await club.signUp()]
    const neighbour = await club.signUp()
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'support'))
    await page.goto(`${club.httpUrl}/admin/#/players`)
    for (const { siteId } of players) {
      await page.getByTestId('player-row').filter({ hasText: siteId }).getByRole('checkbox').check()
    }
    await page.getByTestId('bulk-logout').click()
    await page.getByText('Log 2 players out everywhere?').waitFor()
    expect(await page.getByTestId('bulk-logout-confirm').isDisabled()).toBe(true)
    await page.getByTestId('bulk-logout-confirm-reason').fill('a leak of passwords')
    await page.getByTestId('bulk-logout-confirm').click()
    await page.getByText('2 players logged out, 2 sessions ended').waitFor()
    await page.getByTestId('bulk-logout').waitFor({ state: 'hidden' })
    const statuses = await Promise.all(
      [...players, neighbour].map(async ({ accessToken }) => (await club.get('/api/auth/me', accessToken)).status),
    )
    expect(statuses).toEqual([401, 401, 200])
    await page.getByTestId('locale-ko').click()
    await page.goto(`${club.httpUrl}/admin/#/audit-logs`)
    await page.getByTestId('audit-row').getByText('일괄 강제 로그아웃').waitFor()
    expect(complaints).toEqual([])
  })

  test('reads every page in Korean and in English, with a screen reader too', async () => {
    const player = await club.signUp()
    const { page, complaints } = await browser.visitor()
    await page.goto(`${club.httpUrl}/admin/`)
    await page.getByTestId('admin-login').waitFor()
    const faults = [...(await findAccessFaults(page))].map((fault) => `login: ${fault}`)
    await logInAdmin(page, club.httpUrl)
    await page.getByTestId('locale-ko').click()
    await page.locator('html[lang=ko]').waitFor()
    for (const path of [
      '',
      'players',
      `players/${player.userId}/show`,
      'slot-tables',
      'slot-tables/1/show',
      'audit-logs',
    ]) {
      await page.goto(`${club.httpUrl}/admin/#/${path}`)
      await page.locator('.MuiSkeleton-root, .RaLoading-root').first().waitFor({ state: 'detached' })
      await page.locator('main h1, main h2, main table, main [role=tablist]').first().waitFor()
      expect(await page.locator('main').textContent()).toMatch(HANGUL)
      faults.push(...(await findAccessFaults(page, ['banner'])).map((fault) => `${path}: ${fault}`))
    }
    await page.reload()
    expect(await page.getByRole('menu').first().textContent()).toMatch(HANGUL)
    await page.getByTestId('locale-en').click()
    await page.getByRole('menuitem', { name: 'Audit log' }).waitFor()
    expect(await page.getByRole('menu').first().textContent()).not.toMatch(HANGUL)
    expect(faults).toEqual([])
    expect(complaints).toEqual([])
  })
})
