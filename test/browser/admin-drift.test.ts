import { expect, test } from 'vitest'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { anAdmin, logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub, type TestClub } from '../support/club.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults } from '../support/page-checks.ts'

/** Half a million draws from the wheel, the number 17 a little too often, and the looks taken meanwhile. */
async function aLoadedWheel({ sql }: TestClub): Promise<void> {
  await sql(
    `insert into outcome_counts (game, table_version, kind, outcome, count)
     select 'roulette', 1, 'wheel', n::text, case n when 17 then 15000 else 13513 + (n * 29) % 101 - 50 end
     from generate_series(0, 36) n`,
  )
  await sql(
    `insert into drift_checks (game, table_version, kind, look, draws, chi_square, degrees, p_value, threshold, alarm,
       checked_at)
     select 'roulette', 1, 'wheel', look, 1000 * 2 ^ (look - 1), 30 + look, 36, 0.6 / look ^ 3,
       2.5e-7 / (look * (look + 1)), false, now()
     from generate_series(1, 8) look
     union all select 'roulette', 1, 'wheel', 9, 501000, 190.5, 36, 2e-22, 2.8e-9, true, now()`,
  )
}

describeWith('chromium', 'the drift of a table in the back office', async () => {
  const club = await openClub()
  const browser = openBrowser()
  await aLoadedWheel(club)

  test('is a chart with its band, the looks with their threshold, and both as tables', async () => {
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'viewer'))
    await page.goto(`${club.httpUrl}/admin/#/odds-tables/roulette-1/show`)
    await page.getByTestId('tab-drift').click()
    await page.getByRole('img', { name: '1 of 37 outcomes outside their band' }).locator('svg').first().waitFor()
    await page.getByRole('img', { name: '9 looks up to 501,000 draws' }).locator('svg').first().waitFor()
    expect(await page.getByTestId('drift-outcome').count()).toBe(37)
    const seventeen = page
      .getByTestId('drift-outcome')
      .filter({ has: page.getByRole('cell', { name: '17', exact: true }) })
    expect(await seventeen.textContent()).toContain('15,000')
    expect(await page.getByTestId('drift-alarm').textContent()).toContain('p = 2E-22, below the threshold of 2.8E-9')
    expect(await page.getByTestId('drift-rate').textContent()).toContain('at most 1E-6')
    expect(await page.getByTestId('drift-looks').getByText('Alarm', { exact: true }).count()).toBe(1)
    expect(await findAccessFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('of a table nobody has played says so', async () => {
    const { page } = await browser.visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/odds-tables/gacha-1/show/drift`)
    await page.getByText('Nobody has played this version yet.').waitFor()
  })

  test('that stopped it is told on the dashboard, which leads to it', async () => {
    await inTransaction(club.core.pool, (tx) => club.core.tables.stop(tx, 'roulette', 1))
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl)
    const alert = page.getByTestId('dash-stopped')
    expect(await alert.textContent()).toContain('Roulette is closed: the drift watch stopped version 1')
    await alert.getByRole('link').click()
    await page.getByTestId('drift-alarm').waitFor()
    expect(complaints).toEqual([])
  })

  test('that stopped it is a sentence in the audit log', async () => {
    await club.core.drift.flush()
    const { page, complaints } = await browser.visitor()
    await club.sql(
      `insert into admin_audit_logs (admin_site_id, action, target_type, target_id, before, after, address, request_id,
         occurred_at)
       values ('system', 'odds-tables.stop', 'odds-table', 'roulette-1', '{"status": "published"}', $1, 'system',
         'drift-watch', now())`,
      [
        {
          status: 'retired',
          drift: { kind: 'wheel', draws: 501_000, chiSquare: 190.5, degrees: 36, pValue: 2e-22, threshold: 2.8e-9 },
        },
      ],
    )
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/audit-logs`)
    const row = page.getByTestId('audit-row').filter({ hasText: 'Table stopped by the drift watch' })
    expect(await row.textContent()).toContain('The club itself')
    await row.click()
    await page
      .getByTestId('audit-drift')
      .getByText(/after 501,000 draws: chi-square 190.5/)
      .waitFor()
    expect(complaints).toEqual([])
  })
})
