import { expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { ADMIN_PASSWORD, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { aNewPlayer, showsCoins, signUpInBrowser, spinInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 15_000

describeWith('chromium', 'an admin in his browser', async () => {
  const club = await openClub()
  const browser = openBrowser()

  const logIn = async (page: Awaited<ReturnType<typeof browser.visitor>>['page']) => {
    await page.goto(`${club.httpUrl}/admin/`)
    await page.getByTestId('admin-site-id').fill('admin')
    await page.getByTestId('admin-password').fill(ADMIN_PASSWORD)
    await page.getByTestId('admin-login').click()
    await page.getByTestId('dash-rtp-exact').waitFor()
  }

  test('corrects a balance, and the open game shows it; the ledger and the audit log show why', async () => {
    const game = await browser.visitor()
    const player = aNewPlayer()
    await signUpInBrowser(game.page, club.httpUrl, player)
    await game.page.getByTestId('nav-slot').click()
    const { coins } = await spinInBrowser(game.page, () => game.page.getByTestId('spin').click())
    const [row] = await club.sql<{ id: string }>('select id from users where site_id = $1', [player.siteId])
    const userId = Number(row?.id)

    const { page, complaints } = await browser.visitor()
    await logIn(page)
    await eventually(async () => expect(await page.getByTestId('dash-online').textContent()).toMatch(/1/), PATIENCE_MS)
    await page.goto(`${club.httpUrl}/admin/#/players/${userId}/show`)
    await page.getByTestId('correction-open').click()
    await page.getByTestId('correction-amount').fill('2500')
    await page.getByTestId('correction-reason').fill('goodwill after an outage')
    await page.getByTestId('correction-submit').click()
    await page.getByTestId('correction-confirm').click()
    await page.getByTestId('correction-result').waitFor()

    await showsCoins(game.page, coins + 2_500)
    await game.page.getByTestId('notice').waitFor()
    const ledger = await club.sql<{ amount: string; reason: string }>(
      `select amount, reason from ledger_entries where user_id = $1 and reason = 'admin.correction'`,
      [userId],
    )
    expect(ledger.map(({ amount }) => Number(amount))).toEqual([2_500])
    await page.getByTestId('correction-close').click()
    await page.getByTestId('tab-ledger').click()
    await page.getByText('admin.correction').or(page.getByTestId('ledger-row')).first().waitFor()
    await page.goto(`${club.httpUrl}/admin/#/audit-logs`)
    await page.getByTestId('audit-row').first().waitFor()
    expect(await page.getByText('goodwill after an outage').count()).toBeGreaterThan(0)
    expect([...complaints, ...game.complaints]).toEqual([])
  }, 120_000)

  test('a viewer is offered no correction, and the API would refuse it', async () => {
    const token = await club.adminToken('viewer')
    const player = await club.signUp()
    const refused = await club.post(
      `/api/admin/players/${player.userId}/balance-corrections`,
      { commandId: crypto.randomUUID(), currency: 'coins', amount: 5, reason: 'because', expectedVersion: 1 },
      token,
    )
    expect(refused.status).toBe(403)
  })

  test('the API documentation shows its operations', async () => {
    const { page, complaints } = await browser.visitor()
    await page.goto(`${club.httpUrl}/docs`)
    await page.getByText('/api/actions/SLOT_SPIN').first().waitFor()
    expect(complaints).toEqual([])
  }, 60_000)
})
