import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../server/src/platform/clock.ts'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually as eventuallyWithin } from '../support/eventually.ts'
import { runJob } from '../support/jobs.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { pastsOf } from '../support/pasts.ts'

/** A page of lists and charts takes its time on a busy machine. */
const PATIENCE_MS = 20_000
const TEST_MS = 300_000
const eventually = (check: () => Promise<void>) => eventuallyWithin(check, PATIENCE_MS)

describeWith('chromium', 'the figures in the back office', async () => {
  const club = await openClub()
  const { httpUrl } = club
  const { visitor } = openBrowser()
  const { dayAgo, aPlayer } = pastsOf(club, systemClock)
  const there = { was_there: true }
  const played = { ...there, plays: 3, wagered: 30, won: 20 }
  const paid = { ...played, purchases: 1, spent_won: 1_000 }

  beforeAll(async () => {
    await aPlayer(10, { 10: paid, 9: { ...paid, refunded_won: 400 }, 3: played })
    await aPlayer(10, { 10: played, 9: played })
    await aPlayer(10, { 10: there })
    const shopper = await aPlayer(10)
    for (const type of ['page.shop', 'page.shop', 'page.history'])
      await club.post('/api/actions', { eventId: randomUUID(), type }, shopper.accessToken)
    // The timetable may have begun a day before these were there: the second count is of all of them.
    await runJob(club, 'analytics.days')
    await runJob(club, 'analytics.days')
  }, TEST_MS)

  async function openFigures(address: string, options: Parameters<typeof visitor>[0] = {}) {
    const guest = await visitor(options)
    await logInAdmin(guest.page, httpUrl)
    await guest.page.goto(`${httpUrl}/admin/#/analytics${address}`)
    return { ...guest, by: (testId: string) => guest.page.getByTestId(testId) }
  }

  test('retention is read off as numbers, asked otherwise, and asked the same after a reload', {
    timeout: TEST_MS,
  }, async () => {
    const { page, by, complaints } = await openFigures('')
    await page.getByRole('menuitem', { name: 'Figures' }).waitFor({ timeout: PATIENCE_MS })
    const cell = (age: number) =>
      by(`cohort-${dayAgo(10)}`)
        .locator(`[data-age="${age}"]`)
        .textContent()
    await by('ask-by').selectOption('day')
    await by(`cohort-${dayAgo(10)}`).waitFor({ timeout: PATIENCE_MS })
    expect(await Promise.all([0, 1, 7, 30].map(cell))).toEqual(['75.0%', '50.0%', '25.0%', '–'])
    expect(await by('retention-chart').getAttribute('aria-label')).toContain('Day 7 25.0%')
    expect(await findAccessFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)

    await by('analytics-how').click()
    await page.getByText('Day n is the share of them').waitFor()
    expect(await by('analytics-sql').textContent()).toContain('retention_cells')

    await by('ask-rank').selectOption('VIP')
    await by('analytics-empty').waitFor({ timeout: PATIENCE_MS })
    await by('ask-rank').selectOption('STANDARD')
    await eventually(async () => expect(await by('analytics-sql').textContent()).toContain('player_days'))
    await page.reload()
    await by(`cohort-${dayAgo(10)}`).waitFor({ timeout: PATIENCE_MS })
    expect([await by('ask-by').inputValue(), await by('ask-rank').inputValue()]).toEqual(['day', 'STANDARD'])

    await by('ask-segment').locator('option').nth(1).waitFor({ state: 'attached' })
    await by('ask-variant').fill('large')
    await by('analytics-wrong').waitFor()
    expect(await by('retention-table').count()).toBe(0)
    expect(await by('analytics-csv').isDisabled()).toBe(true)
    await by('ask-variant').fill('none:large')
    await by('analytics-empty').waitFor({ timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
  })

  test('every report shows what was counted, and is saved as a file', { timeout: TEST_MS }, async () => {
    const { page, by, complaints } = await openFigures('?report=spend', { acceptDownloads: true })
    const row = (table: string, name: string) => by(table).locator('tr').filter({ hasText: name })
    await row('spend-table', dayAgo(9)).waitFor({ timeout: PATIENCE_MS })
    expect(await row('spend-table', dayAgo(9)).locator('th, td').allTextContents()).toEqual([
      dayAgo(9),
      '600',
      '300',
      '1,000',
      '1,000',
      '400',
      '1',
      '1',
      '0',
      '2',
      '0',
      '6',
      '0',
    ])
    expect(await by('spend-chart').getAttribute('aria-label')).toContain('1,600')
    expect(await findAccessFaults(page)).toEqual([])
    await by('ask-by').selectOption('month')
    await eventually(async () => expect(await by('spend-table').locator('tbody tr').count()).toBeLessThan(4))

    const download = page.waitForEvent('download')
    await by('analytics-csv').click()
    const file = await download
    expect(file.suggestedFilename()).toBe('spend.csv')
    expect(await readFile(await file.path(), 'utf8')).toContain('netWon')

    await by('analytics-funnel').click()
    await row('funnel-table', 'Came back within a week').waitFor({ timeout: PATIENCE_MS })
    expect(await row('funnel-table', 'Played').locator('td').allTextContents()).toEqual(['2', '50.0%', '50.0%'])
    expect(await by('ask-by').isDisabled()).toBe(true)

    await by('analytics-activity').click()
    await row('activity-table', dayAgo(10)).waitFor({ timeout: PATIENCE_MS })
    expect(await row('activity-table', dayAgo(9)).locator('td').nth(0).textContent()).toBe('2')
    expect(await row('activity-table', dayAgo(9)).locator('td').nth(3).textContent()).toBe('66.7%')
    expect(await by('ask-rank').isDisabled()).toBe(true)

    await by('analytics-features').click()
    await row('features-table', 'page.shop').waitFor({ timeout: PATIENCE_MS })
    const features = await by('features-table').locator('tbody tr').allTextContents()
    expect(features.slice(0, 2)).toEqual(['page.shopAction211', 'page.historyAction111'])
    expect(await findAccessFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('a report is saved under its name, run, opened with charts, changed and deleted', {
    timeout: TEST_MS,
  }, async () => {
    const { page, by, complaints } = await openFigures('?report=spend&by=month&rank=STANDARD', {
      acceptDownloads: true,
    })
    await by('analytics-save').click()
    await by('saved-report-save').click()
    await page.getByText('Please correct the marked fields.').waitFor()
    await by('saved-report-name').fill('Months of all')
    await by('saved-report-shared').check()
    await by('saved-report-save').click()
    await by('saved-report-table').waitFor({ timeout: PATIENCE_MS })
    expect(await by('saved-report-table').locator('tbody tr').count()).toBeGreaterThan(0)
    expect(await findAccessFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    const download = page.waitForEvent('download')
    await by('saved-report-csv').click()
    expect(await readFile(await (await download).path(), 'utf8')).toContain('netWon')
    await page.getByRole('link', { name: 'Open with charts' }).click()
    await by('spend-table').waitFor({ timeout: PATIENCE_MS })
    expect([await by('ask-by').inputValue(), await by('ask-rank').inputValue()]).toEqual(['month', 'STANDARD'])
    await by('saved-reports').click()
    await page.getByRole('link', { name: 'Months of all' }).click()
    await by('saved-report-edit').click()
    await by('saved-report-name').fill('Weeks of all')
    await by('saved-report-by').selectOption('week')
    await by('saved-report-save').click()
    await page.getByRole('heading', { name: 'Weeks of all' }).waitFor({ timeout: PATIENCE_MS })
    await by('saved-report-delete').click()
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByText('is deleted').waitFor({ timeout: PATIENCE_MS })
    await eventually(async () => expect(await page.getByRole('link', { name: 'Weeks of all' }).count()).toBe(0))
    expect(complaints).toEqual([])
  })

  test('words are Korean for a Korean, and a failure is told', { timeout: TEST_MS }, async () => {
    const { page, by, complaints } = await openFigures('?report=funnel', {
      locale: 'ko-KR',
      viewport: { width: 390, height: 800 },
      expected: REFUSED_REQUEST,
    })
    await by('funnel-table').getByText('일주일 안에 재방문').waitFor({ timeout: PATIENCE_MS })
    expect(await sidewaysScroll(page)).toBe(0)
    await page.route('**/api/analytics/spend*', (route) => route.fulfill({ status: 429, json: {} }))
    await by('analytics-spend').click()
    await by('analytics-failure').waitFor({ timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
  })

  test('an admin who may not read them finds no way to them', { timeout: TEST_MS }, async () => {
    const { page, complaints } = await visitor()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.route('**/api/admin/me', async (route) => {
      const response = await route.fetch()
      const me = (await response.json()) as { permissions: string[] }
      const permissions = me.permissions.filter((permission) => permission !== 'analytics:read')
      await route.fulfill({ response, json: { ...me, permissions } })
    })
    await logInAdmin(page, httpUrl)
    await page.getByRole('menuitem', { name: 'Experiments' }).waitFor({ timeout: PATIENCE_MS })
    expect(await page.getByRole('menuitem', { name: 'Figures' }).count()).toBe(0)
    await page.goto(`${httpUrl}/admin/#/analytics`)
    await page.getByText('Figures', { exact: true }).waitFor({ timeout: PATIENCE_MS })
    expect(await page.getByTestId('analytics-retention').count()).toBe(0)
    expect(asked.filter((url) => url.includes('/api/analytics'))).toEqual([])
    expect(complaints).toEqual([])
  })
})
