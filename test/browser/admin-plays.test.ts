import { expect, test } from 'vitest'
import { anAdmin, logInAdmin } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { ADMIN_PASSWORD, openClub } from '../support/club.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults } from '../support/page-checks.ts'
import { spinHttp } from '../support/play.ts'

describeWith('chromium', 'the plays in the back office', async () => {
  const club = await openClub()
  const browser = openBrowser()
  const [anna, bert] = [await club.signUp({ nickname: 'Anna' }), await club.signUp({ nickname: 'Bert' })]
  for (let spin = 0; spin < 30; spin++) await spinHttp(club, spin < 28 ? anna : bert, 10 + spin)

  test('are read page by page, and each page has its address', async () => {
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'viewer'))
    await page.getByRole('menuitem', { name: 'Game history' }).click()
    await page.getByText('25 plays, more may follow.').waitFor()
    expect(await page.getByTestId('export-csv').count()).toBe(0)
    await page.getByTestId('plays-next').click()
    await page.getByText('5 plays, no more follow.').waitFor()
    await page.reload()
    await page.getByText('5 plays, no more follow.').waitFor()
    await page.getByTestId('plays-first').click()
    await page.getByText('25 plays, more may follow.').waitFor()
    expect(await findAccessFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('are searched by player and stake, from the first page again', async () => {
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/plays`)
    await page.getByTestId('plays-next').click()
    await page.getByText('5 plays, no more follow.').waitFor()
    await page.getByTestId('plays-player').fill('bert')
    await page.getByText('2 plays, no more follow.').waitFor()
    await page.getByTestId('plays-minBet').fill('39')
    await page.getByText('1 plays, no more follow.').waitFor()
    expect(decodeURIComponent(page.url())).toContain('"minBet":"39"')
    await club.sql(`update sessions set proven_at = proven_at - interval '11 minutes'`)
    const downloading = page.waitForEvent('download')
    await page.getByTestId('export-csv').click()
    await page.getByTestId('step-up-proof').fill(ADMIN_PASSWORD)
    await page.getByTestId('step-up-submit').click()
    expect((await downloading).suggestedFilename()).toBe('plays.csv')
    expect(complaints).toEqual([])
  })

  test('are shown whole and verified, without the seed that is still secret', async () => {
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'viewer'))
    await page.goto(`${club.httpUrl}/admin/#/plays`)
    await page.getByTestId('play-row').first().getByRole('link').first().click()
    await page.getByTestId('play-outcome').getByText('serverSeedHash').waitFor()
    await page.getByTestId('play-verify').click()
    await page.getByTestId('play-verified').getByText('The record is exactly what the seed gives.').waitFor()
    expect(await page.getByTestId('play-seed').textContent()).toBe('Secret until the player rotates it')
    expect(await findAccessFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})
