import { type SlotConfigReply, serverSeedHash } from '@casino-club/shared'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import {
  aNewPlayer,
  logInBrowser,
  playerRow,
  type ShownSpin,
  showsCoins,
  signUpInBrowser,
  spinInBrowser,
} from '../support/player-pages.ts'

const PATIENCE_MS = 15_000
const WELCOME_COINS = 10_000
const LOGIN_FAILURES_ALLOWED = 3

describeWith('chromium', 'a player in his browser', async () => {
  const club = await openClub({ env: { LOGIN_MAX_FAILED_ATTEMPTS: `${LOGIN_FAILURES_ALLOWED}` } })
  const browser = openBrowser()

  /** The fingerprints the fairness page shows: of the seed in use, and of the next one. */
  const fingerprints = async (page: Page) => {
    await page.getByTestId('nav-fairness').click()
    await page.getByTestId('rotate-seed').waitFor()
    const [active, next] = await page.locator('code.select-all').allTextContents()
    return { active, next }
  }

  const verifyFromHistory = async (page: Page, spin: ShownSpin) => {
    await page.getByTestId('nav-history').click()
    await page.locator(`[data-event-id="${spin.eventId}"]`).getByTestId('history-verify').click()
    await page.locator(`[data-testid=verify-result]`).waitFor()
    return page.getByTestId('verify-result')
  }

  test('signs up, spins, reloads, finds the balance, and verifies the spin', async () => {
    const { page, complaints } = await browser.visitor({ reducedMotion: 'no-preference' })
    const player = aNewPlayer()
    await page.goto(club.httpUrl)
    await page.getByTestId('invite-code').fill('no-such-code')
    await page.getByTestId('invite-check').click()
    await page.getByText('This invite code cannot be used.').waitFor()
    await signUpInBrowser(page, club.httpUrl, player)
    await showsCoins(page, WELCOME_COINS)

    // By a click, by Space anywhere on the page, and by Enter in the field of the bet.
    await page.getByTestId('nav-slot').click()
    await page.getByTestId('bet-input').fill('100')
    const first = await spinInBrowser(page)
    expect(first.coins).toBe(WELCOME_COINS - 100 + first.win)
    await page.getByTestId('nav-home').click()
    await page.getByTestId('nav-slot').click()
    await page.getByTestId('bet-input').waitFor()
    const second = await spinInBrowser(page, () => page.keyboard.press('Space'))
    expect(second.coins).toBe(first.coins - 100 + second.win)
    await page.getByTestId('bet-input').fill('250')
    const third = await spinInBrowser(page, () => page.getByTestId('bet-input').press('Enter'))
    expect(third.coins).toBe(second.coins - 250 + third.win)

    expect(await playerRow(club.sql, player)).toMatchObject({ coins: third.coins, spins: 3 })
    await showsCoins(page, third.coins)
    await page.reload()
    await showsCoins(page, third.coins)

    await page.getByTestId('nav-history').click()
    await eventually(async () => expect(await page.getByTestId('history-row').count()).toBe(3), PATIENCE_MS)
    const shown = await page.getByTestId('history-row').evaluateAll((rows) => rows.map((row) => row.dataset.eventId))
    expect(shown).toEqual([third, second, first].map(({ eventId }) => eventId))

    const secret = await verifyFromHistory(page, first)
    expect(await secret.getAttribute('data-reason')).toBe('SEED_NOT_REVEALED')

    const before = await fingerprints(page)
    await page.getByTestId('client-seed').fill('my-own-seed')
    await page.getByTestId('rotate-seed').click()
    await page.getByText('Revealed the seed of 3 plays. You can verify them below.').waitFor()
    await page.getByTestId('revealed-seed').waitFor()
    expect((await fingerprints(page)).active).toBe(before.next)
    const [seed = '', hash] = await page.getByTestId('revealed-seed').locator('code.select-all').allTextContents()
    expect([hash, serverSeedHash(seed)]).toEqual([before.active, before.active])

    const verdict = await verifyFromHistory(page, first)
    expect(await verdict.getAttribute('data-verified')).toBe('true')
    expect(await verdict.getAttribute('data-event-id')).toBe(first.eventId)
    expect(await verdict.locator('tbody [role=img]').allTextContents()).toEqual(Array(9).fill('✓'))
    await verdict.locator('[data-server-verified=true]').waitFor()
    expect(complaints).toEqual([])
  })

  test('sees the odds that are drawn, exactly, without an account and in both languages', async () => {
    const { page, complaints } = await browser.visitor()
    const { table, tableHash, analysis } = (await club.get<SlotConfigReply>('/api/games/slot/config')).body
    const response = await page.goto(`${club.httpUrl}/odds`)
    expect(response?.headers()['content-security-policy']).toContain("default-src 'self'")
    const percent = (value: number) => `${new Intl.NumberFormat('en-GB', { maximumFractionDigits: 4 }).format(value)} %`
    const figure = (name: string) => page.getByRole('region', { name, exact: true })
    for (const [name, value, { numerator, denominator }] of [
      ['Return to player', analysis.rtpPercent, analysis.rtp],
      ['Return of the worst bet', analysis.lowestRtpPercent, analysis.lowestRtp],
      ['Hit rate', analysis.hitRatePercent, analysis.hitRate],
    ] as const) {
      await figure(name).getByText(percent(value), { exact: true }).waitFor()
      await figure(name).locator('summary').click()
      await figure(name).getByText(`${numerator} / ${denominator}`, { exact: true }).waitFor()
    }
    expect(await page.locator('tbody tr').count()).toBe(2 * table.symbols.length)
    await page.getByText(tableHash, { exact: true }).waitFor()
    await page.getByText('✓ Computed here from the table above: it matches.').waitFor()

    await page.getByTestId('language').selectOption('ko')
    await page.locator('html[lang=ko]').waitFor()
    expect(await page.locator('h1').textContent()).toMatch(/[가-힣]/)
    await page.reload()
    expect(await page.locator('h1').textContent()).toMatch(/[가-힣]/)
    await page.getByTestId('language').selectOption('en')
    await page.getByRole('heading', { name: 'Odds', exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  test('logs out and in again, is told of a wrong password and of too many, and gets where he wanted to go', async () => {
    const { page, context, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await page.getByTestId('nav-account').click()
    await page.getByText(player.siteId).first().waitFor()
    await page.getByTestId('logout').click()
    await page.getByTestId('login-submit').waitFor()
    const { origins } = await context.storageState()
    expect(JSON.stringify(origins)).not.toMatch(/refreshToken/)

    await page.goto(`${club.httpUrl}/history?page=1`)
    await logInBrowser(page, player.siteId, 'not the password')
    await page.getByRole('alert').getByText('The ID or the password is wrong.').waitFor()
    await logInBrowser(page, player.siteId, player.password)
    await page.getByText('No plays yet.').waitFor()
    await showsCoins(page, WELCOME_COINS)
    expect(new URL(page.url()).pathname).toBe('/history')

    await page.getByTestId('nav-account').click()
    await page.getByTestId('logout').click()
    for (let failure = 0; failure < LOGIN_FAILURES_ALLOWED; failure++) {
      await logInBrowser(page, player.siteId, 'not the password')
      await page.getByRole('alert').getByText('The ID or the password is wrong.').waitFor()
    }
    await logInBrowser(page, player.siteId, player.password)
    const lockedOut = /^Too many failed attempts\. .* Try again in 10 minutes\.$/
    await page.getByRole('alert').getByText(lockedOut).waitFor()
    expect(complaints).toEqual([])
  })

  test('sees on a second device what the first one plays; a log-out everywhere closes both', async () => {
    const one = await browser.visitor()
    const two = await browser.visitor({ expected: REFUSED_REQUEST })
    const player = aNewPlayer()
    await signUpInBrowser(one.page, club.httpUrl, player)
    await two.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(two.page, player.siteId, player.password)
    await showsCoins(two.page, WELCOME_COINS)

    await one.page.getByTestId('nav-slot').click()
    const spin = await spinInBrowser(one.page)
    await showsCoins(two.page, spin.coins)

    await one.page.getByTestId('nav-account').click()
    await one.page.getByTestId('logout-all').click()
    await one.page.getByTestId('login-submit').waitFor()
    await two.page.getByText('You were logged out. Log in again to go on.').waitFor()
    await two.page.goto(`${club.httpUrl}/account`)
    await two.page.getByTestId('login-submit').waitFor()
    expect([...one.complaints, ...two.complaints]).toEqual([])
  })
})
