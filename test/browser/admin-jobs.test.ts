import { expect, test } from 'vitest'
import { anAdmin, logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { sidewaysScroll } from '../support/page-checks.ts'

const PATIENCE_MS = 30_000

describeWith('chromium', 'the timetable in the back office', async () => {
  const club = await openClub()
  const { httpUrl } = club
  const { visitor } = openBrowser()

  test('a job is tried, run by hand, followed to its end, disabled and enabled', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, httpUrl)
    await page.goto(`${httpUrl}/admin/#/jobs`)
    await page.getByText('housekeeping.forget').click()
    await page.getByTestId('job-try').click()
    await page.getByTestId('job-tried').getByText('Nothing was changed.').waitFor()
    expect(await page.getByTestId('job-run-row').count()).toBe(0)
    await page.getByTestId('job-run').click()
    await page.getByTestId('job-run-confirm-reason').fill('to see it run')
    await page.getByTestId('job-run-confirm').click()
    await eventually(
      async () => expect(await page.getByTestId('run-state').first().textContent()).toBe('Done'),
      PATIENCE_MS,
    )
    await page.getByTestId('runs-state').selectOption('failed')
    await page.getByText('No runs yet.').waitFor()
    await page.getByTestId('runs-state').selectOption('done')
    await page.getByTestId('job-run-row').getByText('admin').waitFor()
    // The day is done: said again it is refused, until it is asked for.
    await page.getByTestId('job-run').click()
    await page.getByTestId('job-run-confirm-reason').fill('to see it refused')
    await page.getByTestId('job-run-confirm').click()
    await page.getByTestId('job-run-confirm-failure').getByText('That day is done already.').waitFor()
    await page.getByTestId('job-run-again').click()
    await page.getByTestId('job-run-confirm').click()
    await page.getByTestId('job-run-confirm').waitFor({ state: 'detached' })
    for (const [switched, words] of [
      ['Disabled', 'it does harm'],
      ['Enabled', 'it is mended'],
    ] as const) {
      await page.getByTestId('job-switch').click()
      await page.getByTestId('job-switch-confirm-reason').fill(words)
      await page.getByTestId('job-switch-confirm').click()
      await eventually(
        async () => expect(await page.getByTestId('job-enabled').textContent()).toBe(switched),
        PATIENCE_MS,
      )
    }
    // A request that was refused is told by the browser itself.
    expect(complaints.filter((line) => !line.includes('409'))).toEqual([])
  })

  test('is only looked at by a viewer, on a phone and in Korean too', async () => {
    const { page } = await visitor({ locale: 'ko-KR', viewport: { width: 390, height: 800 } })
    await logInAdmin(page, httpUrl, await anAdmin(club, 'viewer'))
    await page.goto(`${httpUrl}/admin/#/jobs/items.expiry/show`)
    await page.getByText('기한이 지난 아이템 회수').first().waitFor()
    await page.getByTestId('job-enabled').waitFor()
    for (const id of ['job-run', 'job-try', 'job-switch']) expect(await page.getByTestId(id).count()).toBe(0)
    expect(await sidewaysScroll(page)).toBe(0)
  })
})
