import { expect, test } from 'vitest'
import { anAdmin, logInAdmin, openPlayer } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults } from '../support/page-checks.ts'
import { spinHttp } from '../support/play.ts'
import { safely, setLimit, standingOf } from '../support/safe-play.ts'

describeWith('chromium', 'limits and pauses in the back office', async () => {
  const club = await openClub()
  const browser = openBrowser()
  const [anna, bert] = [await club.signUp({ nickname: 'Anna' }), await club.signUp({ nickname: 'Bert' })]
  await setLimit(club, anna, 'stakeCoins.day', 1_000)
  await spinHttp(club, anna, 250)
  await safely(club, bert, 'exclusion', { months: null })

  test('are listed, filtered and looked at by who may only look', async () => {
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'viewer'))
    await page.getByRole('menuitem', { name: 'Limits and pauses' }).click()
    await page.getByText('Anna').waitFor()
    await page.getByText('Bert').waitFor()
    expect(await findAccessFaults(page)).toEqual([])
    expect(await page.getByTestId('export-csv').count()).toBe(0)
    await page.goto(`${club.httpUrl}/admin/#/safe-play?filter=${encodeURIComponent('{"state":"EXCLUDED"}')}`)
    await page.getByText('Anna').waitFor({ state: 'detached' })
    await page.getByText('Bert').click()
    await page.getByTestId('safe-play-panel').waitFor()
    expect(await page.getByTestId('restrict-pause').count()).toBe(0)
    await openPlayer(page, club.httpUrl, anna.userId, '/safe-play')
    const row = page.getByTestId('usage-stakeCoins.day')
    await eventually(async () => expect(await row.textContent()).toMatch(/250.*1,000/))
    expect(await findAccessFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('are made stricter by support, with a reason, and not looser', async () => {
    const { page } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'support'))
    await openPlayer(page, club.httpUrl, anna.userId, '/safe-play')
    const lower = async (value: string) => {
      await page.getByTestId('restrict-limit').click()
      await page.getByTestId('restrict-limit-id').selectOption('stakeCoins.day')
      await page.getByTestId('restrict-limit-value').fill(value)
      await page.getByTestId('restrict-limit-confirm-reason').fill('asked for it on the telephone')
      await page.getByTestId('restrict-limit-confirm').click()
    }
    await lower('300')
    await eventually(async () =>
      expect((await standingOf(club, anna)).limits.find(({ limit }) => limit === 'stakeCoins.day')?.value).toBe(300),
    )
    await lower('5000')
    await page.getByTestId('restrict-limit-confirm-failure').waitFor()
    expect((await standingOf(club, anna)).pending).toEqual([])
  })
})
