import { expect, test } from 'vitest'
import { systemClock } from '../../server/src/platform/clock.ts'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { runJob } from '../support/jobs.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults } from '../support/page-checks.ts'
import { pastsOf } from '../support/pasts.ts'

const PATIENCE_MS = 60_000
const DAY_MS = 86_400_000

describeWith('chromium', 'segments in the back office', async () => {
  const club = await openClub()
  const { visitor } = openBrowser()
  const { aPlayer } = pastsOf(club, systemClock)

  test('are counted, tried, drafted, approved, explained and set by hand', async () => {
    // Days of long ago, so that whichever day the last run is of, they are the same.
    const player = await aPlayer(400, { 200: { was_there: true } })
    await runJob(club, 'segments.daily')
    await club.sql(
      `insert into segment_moves (user_id, dimension, from_segment, to_segment, moved_at, cause, version)
       select $1, 'value', 'NONE', 'LOW', now() - make_interval(days => n), 'rules', 1 from generate_series(1, 30) n`,
      [player.userId],
    )
    const { page, complaints } = await visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/segments`)
    const by = (testId: string) => page.getByTestId(testId)
    await by('segment-row').filter({ hasText: 'lifecycle:DORMANT_LONG' }).waitFor({ timeout: PATIENCE_MS })
    expect(await findAccessFaults(page)).toEqual([])

    await by('rule-0-when').fill('daysSinceSeen >=')
    expect(await by('segment-keep').isDisabled()).toBe(true)
    await by('rule-0-when').fill('daysSinceSeen >= 100000')
    await by('segment-try').click()
    await by('segment-tried').filter({ hasText: 'DORMANT_LONG: nobody fits' }).waitFor({ timeout: PATIENCE_MS })
    await by('segment-keep').click()
    await by('segment-versions').filter({ hasText: 'Version 2: draft' }).waitFor({ timeout: PATIENCE_MS })
    await by('segment-approve-open').click()
    await by('segment-approve-day').fill(new Date(systemClock.nowMs() + 3 * DAY_MS).toISOString().slice(0, 10))
    await by('segment-approve-reason').fill('a browser test')
    await by('segment-approve').click()
    await by('segment-versions').filter({ hasText: 'Version 2: approved' }).waitFor({ timeout: PATIENCE_MS })

    await by('segment-player').fill(String(player.userId))
    await by('segment-why').click()
    const why = by('why-lifecycle')
    await why.filter({ hasText: '✓ DORMANT_LONG' }).waitFor({ timeout: PATIENCE_MS })
    await by('override-value-open').click()
    await page.getByRole('combobox', { name: 'Segment' }).click()
    await page.getByRole('option', { name: 'HIGH' }).click()
    await by('override-value-reason').fill('a guest of the house')
    await by('override-value').click()
    await by('why-value').filter({ hasText: 'value: HIGH' }).waitFor({ timeout: PATIENCE_MS })
    await by('override-value-end').click()
    await by('override-value-reason').fill('he has gone home')
    await by('override-value').click()
    await by('why-value').filter({ hasText: 'value: NONE' }).waitFor({ timeout: PATIENCE_MS })

    const moves = by('segment-moves')
    await moves.filter({ hasText: 'HIGH → NONE · back to the rules' }).waitFor({ timeout: PATIENCE_MS })
    await moves.filter({ hasText: 'lifecycle' }).waitFor({ timeout: PATIENCE_MS })
    await page.getByRole('combobox', { name: 'Dimension' }).last().click()
    await page.getByRole('option', { name: 'value', exact: true }).click()
    await by('segment-moves-older').waitFor({ timeout: PATIENCE_MS })
    expect(await moves.getByRole('listitem').count()).toBe(20)
    await by('segment-moves-older').dblclick()
    await moves.getByRole('listitem').nth(32).waitFor({ timeout: PATIENCE_MS })
    expect(await moves.getByRole('listitem').count()).toBe(33)
    expect(await moves.filter({ hasText: 'lifecycle' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
