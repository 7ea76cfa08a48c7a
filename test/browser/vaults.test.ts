import { expect, test } from 'vitest'
import { anAdmin, logInAdmin, openPlayer } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, playerRow, showsCoins, signUpInBrowser } from '../support/player-pages.ts'
import { depositElsewhere } from '../support/vaults.ts'

const PATIENCE_MS = 30_000

describeWith('chromium', 'vaults', async () => {
  const club = await openClub()
  const { httpUrl } = club
  const { visitor } = openBrowser()

  test('stand on the home screen with their timers, open by a deposit, and are claimed by keyboard', async () => {
    const { page, complaints } = await visitor()
    const player = aNewPlayer()
    await signUpInBrowser(page, httpUrl, player)
    const tile = (type: string) => page.locator(`[data-vault=${type}]`)
    await tile('GOLD').waitFor()
    expect(await tile('GOLD').getAttribute('data-status')).toBe('LOCKED')
    const left = () => tile('PLATINUM').getByRole('timer').textContent()
    const before = await left()
    expect(before).toMatch(/^6 d \d\d:\d\d:\d\d$/)
    await eventually(async () => expect(await left()).not.toBe(before), PATIENCE_MS)
    expect(await tile('DIAMOND').getByRole('progressbar').getAttribute('aria-valuetext')).toBe('0 of 500,000')
    const { userId } = await playerRow(club.sql, player)
    await depositElsewhere(club, [{ userId, depositTotal: 1 }])
    const claim = page.getByTestId('vault-claim-GOLD')
    await claim.waitFor()
    await claim.focus()
    await page.keyboard.press('Enter')
    await showsCoins(page, 20_000)
    await eventually(async () => expect(await tile('GOLD').getAttribute('data-status')).toBe('CLAIMED'), PATIENCE_MS)
    expect(complaints).toEqual([])
  })

  test('fit a phone, in Korean', async () => {
    const { page } = await visitor({ locale: 'ko-KR', viewport: { width: 390, height: 800 } })
    await signUpInBrowser(page, httpUrl, aNewPlayer())
    await page.locator('[data-vault=PLATINUM]').getByText('출석 3일 시 해금').waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
  })

  test('are defined in the back office with a preview, and a player’s are seen on his page', async () => {
    const { page, complaints } = await visitor()
    const player = await club.signUp()
    await logInAdmin(page, httpUrl)
    await page.goto(`${httpUrl}/admin/#/vaults`)
    await page.getByTestId('vault-edit-PLATINUM').click()
    await page.getByTestId('vault-coins').fill('')
    await page.getByText('Not every field is right yet.').waitFor()
    await page.getByTestId('vault-coins').fill('31000')
    await page.getByTestId('vault-preview').click()
    await page.getByTestId('vault-previewed').getByText('Opened now it would end').waitFor()
    await page.getByTestId('vault-confirm-reason').fill('a little more')
    await page.getByTestId('vault-confirm').click()
    await page.getByTestId('vault-row').getByText('31,000').waitFor()
    await openPlayer(page, httpUrl, player.userId, '/vaults')
    await page.getByTestId('player-vault-row').getByText('30,000').waitFor()
    expect(complaints).toEqual([])
  })

  test('are reported on, with what another system knows of deposits taken in by hand', async () => {
    const { page, complaints } = await visitor()
    const player = await club.signUp()
    await club.sql(
      `insert into vault_status_snapshot (snapshot_date, vault_type, status, vaults, coins, snapshot_at)
       select current_date - n, 'VELVET', s, 10 * (3 - n), 1000 * (3 - n), now()
       from generate_series(1, 2) n, unnest(array['LOCKED', 'CLAIMED', 'EXPIRED']) s`,
      [],
    )
    await logInAdmin(page, httpUrl)
    await page.goto(`${httpUrl}/admin/#/vaults`)
    await page.getByTestId('deposits-new').click()
    await page.getByTestId('deposits-lines').fill(`${player.userId} three`)
    await page.getByText('Line 1 is not a number and a total.').waitFor()
    await page.getByTestId('deposits-lines').fill(`${player.userId}, 250,000`)
    await page.getByTestId('deposits-confirm-reason').fill('what the other club says')
    await page.getByTestId('deposits-confirm').click()
    await page.getByText('1 totals rose, 0 stayed as they were.').waitFor()
    await page.goto(`${httpUrl}/admin/#/vault-reports`)
    await page.getByTestId('funnel-table').getByText('33.33%').first().waitFor()
    await page.getByTestId('endings-table').getByText('VELVET').waitFor()
    await page.getByTestId('deposits-table').getByText('200,000 to 299,999').waitFor()
    await page.getByTestId('attendance-chart').first().waitFor()
    const download = page.waitForEvent('download')
    await page.getByTestId('export-csv').click()
    expect((await download).suggestedFilename()).toBe('vaults.csv')
    expect(await sidewaysScroll(page)).toBe(0)
    expect(complaints).toEqual([])
  })

  test('are only looked at by a viewer', async () => {
    const { page } = await visitor({ locale: 'ko-KR', viewport: { width: 390, height: 800 } })
    await logInAdmin(page, httpUrl, await anAdmin(club, 'viewer'))
    await page.goto(`${httpUrl}/admin/#/vaults`)
    await page.getByText('출석 3일').first().waitFor()
    for (const id of ['vault-new', 'vault-edit-GOLD']) expect(await page.getByTestId(id).count()).toBe(0)
    expect(await sidewaysScroll(page)).toBe(0)
  })
})
