import { randomBytes } from 'node:crypto'
import type { AdminRole } from '@casino-club/shared'
import type { Page } from 'playwright-core'
import { ADMIN_PASSWORD, type TestClub } from './club.ts'

/** The site id of a new admin of this role; his password is that of the first admin. */
export async function anAdmin({ sql }: TestClub, role: AdminRole): Promise<string> {
  const siteId = `${role}-${randomBytes(4).toString('hex')}`
  await sql(
    `insert into admin_users (site_id, password_hash, role, created_at)
     select $1, password_hash, $2, now() from admin_users where site_id = 'admin'`,
    [siteId, role],
  )
  return siteId
}

/** From the door of the back office to its dashboard. */
export async function logInAdmin(page: Page, httpUrl: string, siteId = 'admin'): Promise<void> {
  await page.goto(`${httpUrl}/admin/`)
  await page.getByTestId('admin-site-id').fill(siteId)
  await page.getByTestId('admin-password').fill(ADMIN_PASSWORD)
  await page.getByTestId('admin-login').click()
  await page.getByTestId('dash-rtp-exact').waitFor()
}

/** Opens a player's page by its address. */
export async function openPlayer(page: Page, httpUrl: string, userId: number, tab = ''): Promise<void> {
  await page.goto(`${httpUrl}/admin/#/players/${userId}/show${tab}`)
  await page.getByTestId('tab-ledger').waitFor()
}

/** Opens the dialog and says what to correct and why; the last press is left to the test. */
export async function fillCorrection(page: Page, amount: number, reason: string): Promise<void> {
  await page.getByTestId('correction-open').click()
  await page.getByTestId('correction-amount').fill(String(amount))
  await page.getByTestId('correction-reason').fill(reason)
  await page.getByTestId('correction-submit').click()
  await page.getByTestId('correction-confirm').waitFor()
}
