import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { anAdmin, logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { sidewaysScroll } from '../support/page-checks.ts'

describeWith('chromium', 'invite codes in the back office', async () => {
  const club = await openClub()
  const { httpUrl } = club
  const { visitor } = openBrowser()
  const codesOf = (note: string) =>
    club.sql<{ code: string }>('select code from invite_codes where note = $1 order by code', [note])

  test('are made, found, used, saved and withdrawn', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, httpUrl)
    await page.goto(`${httpUrl}/admin/#/invites`)
    await page.getByTestId('invites-new').click()
    await page.getByTestId('invites-count').fill('0')
    expect(await page.getByTestId('invites-create').isDisabled()).toBe(true)
    await page.getByTestId('invites-count').fill('3')
    await page.getByTestId('invites-maxUses').fill('2')
    await page.getByTestId('invites-note').fill('for the browser')
    await page.getByTestId('invites-create').click()
    await page.getByText('3 codes are made').waitFor()
    const codes = await codesOf('for the browser')
    expect(codes).toHaveLength(3)
    for (const { code } of codes) await page.getByText(code).first().waitFor()
    // The list shows the batch alone.
    await page.getByText('5858', { exact: true }).waitFor({ state: 'detached' })

    const coming = page.waitForEvent('download')
    await page.getByTestId('export-csv').click()
    const csv = readFileSync(await (await coming).path(), 'utf8')
    for (const { code } of codes) expect(csv).toContain(code)
    expect(csv).not.toContain('5858')

    const code = codes[0]?.code ?? ''
    const player = await club.signUp({ inviteCode: code })
    await page.goto(`${httpUrl}/admin/#/invites/${code}/show`)
    await page.getByText(player.nickname).waitFor()
    expect(await page.getByTestId('invite-uses').textContent()).toBe('1 / 2')
    await page.getByTestId('invite-disable').click()
    await page.getByTestId('invite-disable-confirm-reason').fill('given to the wrong people')
    await page.getByTestId('invite-disable-confirm').click()
    await eventually(async () => expect(await page.getByTestId('invite-state').textContent()).toBe('Withdrawn'))
    expect(await page.getByTestId('invite-disable').count()).toBe(0)
    await expect(club.signUp({ inviteCode: code })).rejects.toThrow('INVITE_DISABLED')
    await page.goto(`${httpUrl}/admin/#/audit-logs`)
    await page.getByText('Invite code withdrawn').first().waitFor()
    expect(complaints).toEqual([])
  })

  test('are only looked at by a viewer, on a phone and in Korean too', async () => {
    const { page } = await visitor({ locale: 'ko-KR', viewport: { width: 390, height: 800 } })
    await logInAdmin(page, httpUrl, await anAdmin(club, 'viewer'))
    await page.goto(`${httpUrl}/admin/#/invites`)
    await page.getByText('5858').first().waitFor()
    expect(await page.getByTestId('invites-new').count()).toBe(0)
    expect(await page.getByTestId('export-csv').count()).toBe(0)
    await page.goto(`${httpUrl}/admin/#/invites/5858/show`)
    await page.getByTestId('invite-state').waitFor()
    expect(await page.getByTestId('invite-disable').count()).toBe(0)
    expect(await sidewaysScroll(page)).toBe(0)
  })
})
