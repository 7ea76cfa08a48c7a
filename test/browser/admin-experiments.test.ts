import { expect, test } from 'vitest'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { experimentDoors } from '../support/experiments.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults } from '../support/page-checks.ts'
import { spinHttp } from '../support/play.ts'

const PATIENCE_MS = 60_000

describeWith('chromium', 'an experiment in the back office', async () => {
  const club = await openClub()
  const { visitor } = openBrowser()
  const { assign } = experimentDoors(club, await club.adminToken('operator'))

  test('is written, started, met by players, ramped, read with its intervals and stopped', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/experiments`)
    const id = 'large-button'
    const by = (testId: string) => page.getByTestId(testId)
    const phase = (name: string) =>
      page.getByTestId('experiment-phase').filter({ hasText: name }).waitFor({ timeout: PATIENCE_MS })
    const act = async (name: string, first?: () => Promise<void>) => {
      await by(`experiment-${name}`).click({ timeout: PATIENCE_MS })
      await first?.()
      await by('experiment-act-reason').fill('for a test')
      await by('experiment-act').click()
    }

    await by('experiment-new').click({ timeout: PATIENCE_MS })
    const typed = {
      ...{ 'experiment-id': id, 'experiment-name': 'A button', 'experiment-layer': 'home', 'experiment-traffic': '50' },
      'experiment-hypothesis': 'A larger button is found more often.',
      ...{ 'variant-0-name': 'As it is', 'variant-1-id': 'large', 'variant-1-name': 'Larger' },
      'variant-1-settings': 'size=large',
    }
    for (const [field, text] of Object.entries(typed)) await by(field).fill(text)
    expect(await findAccessFaults(page)).toEqual([])
    await by('experiment-keep').click()
    await phase('Draft')

    await act('start')
    await phase('Running')
    await act('ramp', () => by('act-traffic').fill('100'))
    await by('experiment-traffic-now').filter({ hasText: '100' }).waitFor({ timeout: PATIENCE_MS })

    const met = new Map<string, number>()
    while ((met.get('control') ?? 0) < 3 || (met.get('large') ?? 0) < 3) {
      const player = await club.signUp()
      const { body } = await assign(player, id)
      met.set(body.variant, (met.get(body.variant) ?? 0) + 1)
      await spinHttp(club, player)
    }
    await by('experiment-again').click()
    await by('chart-limitHits').waitFor({ timeout: PATIENCE_MS })
    await by('doubt-PEEKING').waitFor()
    await by('experiment-split').waitFor()
    const guarded = await by('metric-limitHits').textContent()
    for (const [variant, players] of met) expect(guarded).toContain(`${variant}${players}`)
    // The bar with the title slides away while one reads on.
    await page.mouse.wheel(0, -10_000)
    await page.waitForFunction('window.scrollY === 0')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await findAccessFaults(page)).toEqual([])

    await act('stop')
    await phase('Stopped')
    await by('experiment-history').getByText('for a test').first().waitFor({ timeout: PATIENCE_MS })
    const late = await club.signUp()
    expect((await assign(late, id)).body).toMatchObject({ variant: 'control', exposed: false, reason: 'STOPPED' })
    expect(complaints).toEqual([])
  })

  test('how many players it takes is computed while one types', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/experiments`)
    await page.getByTestId('sample-share').fill('60', { timeout: PATIENCE_MS })
    await page.getByTestId('sample-difference').fill('10')
    await page.getByTestId('sample-players').filter({ hasText: '356' }).waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('sample-difference').fill('50')
    await page.getByTestId('sample-players').filter({ hasText: 'cannot' }).waitFor({ timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
  })
})
