import { STANDARD_DICE_TABLE } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { anAdmin, logInAdmin } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'

const PATIENCE_MS = 15_000

describeWith('chromium', 'odds in the back office', async () => {
  const club = await openClub()
  const browser = openBrowser()
  const live = () => club.core.tables.current('dice')?.version

  test('are drafted from the live table, recomputed while typing, refused, mended and published', async () => {
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/odds-tables/create?from=dice-1`)
    const edge = page.getByTestId('odds-field-edgeBasisPoints')
    await edge.waitFor()
    expect(await edge.inputValue()).toBe(String(STANDARD_DICE_TABLE.edgeBasisPoints))

    await edge.fill('490')
    await page.getByTestId('odds-check-refusal').waitFor()
    await page.getByTestId('odds-field-declaredRtp.minBasisPoints').fill('9000')
    await page.getByTestId('odds-check-refusal').waitFor({ state: 'detached' })
    await page.getByTestId('odds-note').fill('a little more for the house')
    await page.getByTestId('odds-save').click()
    await page.waitForURL('**/odds-tables/dice-2**')
    expect(live()).toBe(1)

    await page.getByTestId('odds-publish').first().click()
    await page.getByTestId('odds-publish-reason').fill('agreed on Monday')
    await page.getByTestId('odds-publish-confirm').click()
    await eventually(() => expect(live()).toBe(2), PATIENCE_MS)
    const [audit] = await club.sql<{ action: string; reason: string }>(
      'select action, reason from admin_audit_logs order by id desc limit 1',
    )
    expect(audit).toEqual({ action: 'odds-tables.publish', reason: 'agreed on Monday' })
    expect(complaints).toEqual([])
  })

  test('are scheduled by a draft, the plan is shown and cancelled', async () => {
    const drafted = await club.core.tables.draft('dice', STANDARD_DICE_TABLE, 'a happy hour')
    if (!drafted.ok) throw new Error(drafted.message)
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/odds-tables/dice-${drafted.value.version}/show`)
    await page.getByTestId('odds-schedule').click()
    await page.getByTestId('odds-schedule-from').fill('2020-01-01T09:00:00')
    await page.getByTestId('odds-schedule-reason').fill('for the holidays')
    await page.getByTestId('odds-schedule-confirm').click()
    await page.getByTestId('odds-schedule-refusal').waitFor()
    await page.getByTestId('odds-schedule-from').fill('2090-01-01T09:00:00')
    await page.getByTestId('odds-schedule-to').fill('2090-01-01T21:00:00')
    await page.getByTestId('odds-schedule-confirm').click()
    const plan = page.getByTestId('odds-plan')
    await plan.getByText('Waiting').waitFor()
    expect(await plan.textContent()).toMatch(/2090.*09:00:00.*2090.*21:00:00/)
    const [kept] = await club.sql('select publish_at, retire_at from odds_schedules')
    expect(kept).toEqual({
      publish_at: new Date('2090-01-01T00:00:00Z'),
      retire_at: new Date('2090-01-01T12:00:00Z'),
    })
    await page.getByTestId('odds-unschedule').click()
    await page.getByTestId('odds-unschedule-reason').fill('no holidays')
    await page.getByTestId('odds-unschedule-confirm').click()
    await plan.getByText('Cancelled').waitFor()
    expect(complaints).toEqual([])
  })

  test('are retired by hand: the game closes', async () => {
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/odds-tables/rps-1/show`)
    await page.getByTestId('odds-retire').click()
    await page.getByText('stays closed until another version is published').waitFor()
    await page.getByTestId('odds-retire-reason').fill('under suspicion')
    await page.getByTestId('odds-retire-confirm').click()
    await eventually(() => expect(club.core.tables.current('rps')).toBeUndefined(), PATIENCE_MS)
    await page.getByTestId('odds-retire').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test('are shown to a viewer, who may change nothing', async () => {
    const { page } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'viewer'))
    await page.goto(`${club.httpUrl}/admin/#/odds-tables`)
    await page.getByTestId('odds-table-row').first().waitFor()
    await page.goto(`${club.httpUrl}/admin/#/odds-tables/gacha-1/show`)
    await page.getByTestId('tab-odds').waitFor()
    expect(await page.getByTestId('odds-new').count()).toBe(0)
    expect(await page.getByTestId('odds-publish').count()).toBe(0)
  })
})
