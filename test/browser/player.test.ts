import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { aNewPlayer, coinsShown, showsCoins, signUpInBrowser, spinInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 15_000

describeWith('chromium', 'a player in his browser', async () => {
  const club = await openClub()
  const browser = openBrowser()

  test('signs up, spins, reloads, finds the balance, and verifies the spin', async () => {
    const { page, complaints } = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await showsCoins(page, 10_000)

    await page.getByTestId('nav-slot').click()
    await page.getByTestId('bet-input').fill('100')
    const first = await spinInBrowser(page, () => page.getByTestId('spin').click())
    expect(first.coins).toBe(10_000 - 100 + first.win)
    await page.getByTestId('spin').focus()
    const second = await spinInBrowser(page, () => page.keyboard.press('Space'))
    expect(second.coins).toBe(first.coins - 100 + second.win)

    const [row] = await club.sql<{ coins: number; version: number }>(
      'select p.coins, p.version from players p join users u on u.id = p.user_id where u.site_id = $1',
      [player.siteId],
    )
    expect([row?.coins, row?.version].map(Number)).toEqual([second.coins, 3])
    await page.reload()
    await showsCoins(page, second.coins)

    await page.getByTestId('nav-history').click()
    await eventually(async () => expect(await page.getByTestId('history-row').count()).toBe(2), PATIENCE_MS)
    await page.getByTestId('nav-fairness').click()
    await page.getByTestId('rotate-seed').click()
    await page.getByTestId('revealed-seed').first().waitFor()

    await page.getByTestId('nav-history').click()
    await page.locator(`[data-event-id="${first.eventId}"]`).getByTestId('history-verify').click()
    const verdict = page.getByTestId('verify-result')
    await verdict.waitFor()
    await eventually(async () => {
      expect(await verdict.getAttribute('data-verified')).toBe('true')
      expect(await verdict.getAttribute('data-event-id')).toBe(first.eventId)
    }, PATIENCE_MS)
    expect(complaints).toEqual([])
  }, 90_000)

  test('sees the odds that are drawn, in both languages', async () => {
    const { page, complaints } = await browser.visitor()
    const { body } = await club.get('/api/games/slot/config')
    const { analysis } = body as { analysis: { rtpPercent: number; lines: unknown[] } }
    await page.goto(`${club.httpUrl}/odds`)
    await page.getByText(analysis.rtpPercent.toFixed(2)).first().waitFor()
    await page.getByTestId('language').selectOption('ko')
    await eventually(async () => expect(await page.locator('html').getAttribute('lang')).toBe('ko'), PATIENCE_MS)
    expect(await page.locator('h1').textContent()).toMatch(/[가-힣]/)
    expect(complaints).toEqual([])
  }, 60_000)

  test('a second device shows what the first one plays, and a log-out everywhere closes both', async () => {
    const [one, two] = [await browser.visitor(), await browser.visitor()]
    const player = aNewPlayer()
    await signUpInBrowser(one.page, club.httpUrl, player)
    await two.page.goto(`${club.httpUrl}/login`)
    await two.page.getByTestId('login-site-id').fill(player.siteId)
    await two.page.getByTestId('login-password').fill(player.password)
    await two.page.getByTestId('login-submit').click()
    await showsCoins(two.page, 10_000)

    await one.page.getByTestId('nav-slot').click()
    const spin = await spinInBrowser(one.page, () => one.page.getByTestId('spin').click())
    await showsCoins(two.page, spin.coins)

    await one.page.getByTestId('nav-account').click()
    await one.page.getByTestId('logout-all').click()
    await two.page.getByTestId('login-submit').waitFor()
    expect([...one.complaints, ...two.complaints]).toEqual([])
  }, 60_000)

  test('plays on after its connections were cut, and a spin is counted once', async () => {
    const { page, context } = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await page.getByTestId('nav-slot').click()
    await spinInBrowser(page, () => page.getByTestId('spin').click())
    const [row] = await club.sql<{ id: string }>('select id from users where site_id = $1', [player.siteId])
    const userId = Number(row?.id)
    // The connection is cut from the server's side; the page comes back by itself and goes on.
    await club.sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'casino-journal'`)
    await context.setOffline(true)
    await context.setOffline(false)
    const spin = await spinInBrowser(page, () => page.getByTestId('spin').click())
    const [counted] = await club.sql<{ events: string }>(
      'select count(*) as events from player_events where user_id = $1 and command_id = $2',
      [userId, spin.commandId],
    )
    expect(Number(counted?.events)).toBe(1)
    await showsCoins(page, spin.coins)
  }, 60_000)

  test('fits a phone, labels its fields, and tells a wrong password in words', async () => {
    const { page } = await browser.visitor({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' })
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await page.getByTestId('nav-slot').click()
    await spinInBrowser(page, () => page.getByTestId('spin').click())
    for (const path of ['/', '/slot', '/history', '/odds', '/fairness', '/account']) {
      await page.goto(`${club.httpUrl}${path}`)
      await page.locator('h1').waitFor()
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect([path, overflow]).toEqual([path, 0])
      const unlabelled = await page.evaluate(
        `[...document.querySelectorAll('input, select')].filter((field) => !field.labels?.length && !field.ariaLabel).length`,
      )
      expect([path, unlabelled]).toEqual([path, 0])
    }
    const other = await browser.visitor()
    await other.page.goto(`${club.httpUrl}/login`)
    await other.page.getByTestId('login-site-id').fill(player.siteId)
    await other.page.getByTestId('login-password').fill(randomUUID())
    await other.page.getByTestId('login-submit').click()
    await other.page.getByRole('alert').first().waitFor()
    expect(await coinsShown(page)).toBeGreaterThan(0)
  }, 90_000)
})
