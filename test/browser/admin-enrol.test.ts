import { expect, test } from 'vitest'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { ADMIN_PASSWORD, openClub } from '../support/club.ts'
import { describeWith } from '../support/needs.ts'
import { codeAt } from '../support/second-factor.ts'

describeWith('chromium', 'where admins must have a second factor', async () => {
  const club = await openClub({ env: { ADMIN_SECOND_FACTOR: 'required' } })
  const browser = openBrowser()

  test('an admin without one is led to set it up, and then let in', async () => {
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    await page.goto(`${club.httpUrl}/admin/`)
    await page.getByTestId('admin-site-id').fill('admin')
    await page.getByTestId('admin-password').fill(ADMIN_PASSWORD)
    await page.getByTestId('admin-login').click()
    await page.getByTestId('enrol-first').waitFor()
    await page.getByTestId('factor-begin').click()
    const secret = (await page.getByTestId('factor-secret').locator('code').textContent()) ?? ''
    await page.getByTestId('factor-code').fill(codeAt(secret, Date.now()))
    await page.getByTestId('factor-confirm').click()
    await page.getByTestId('recovery-kept').click()
    await page.getByTestId('dash-rtp-exact').waitFor()
    expect(complaints).toEqual([])
  })
})
