import { expect, test } from 'vitest'
import { anAdmin, logInAdmin, openPlayer } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { logInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 15_000
const PASSWORD = 'a long password of an admin'

describeWith('chromium', 'who may come in', async () => {
  const club = await openClub()
  const browser = openBrowser()

  test('a player is banned with a reason, out of his open game, and let in again', async () => {
    const player = await club.signUp()
    const game = await browser.visitor({ expected: REFUSED_REQUEST })
    await game.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(game.page, player.siteId, player.password)
    await game.page.locator('[data-testid=balance-coins][data-value]').waitFor()
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl)
    await openPlayer(page, club.httpUrl, player.userId)
    await page.getByTestId('ban-open').click()
    await page.getByTestId('ban-length').selectOption('day')
    expect(await page.getByTestId('ban-confirm').isDisabled()).toBe(true)
    await page.getByTestId('ban-confirm-reason').fill('two accounts at one table')
    await page.getByTestId('ban-confirm').click()
    await page.getByTestId('player-state').waitFor()
    await page.getByTestId('bans').getByText('two accounts at one table').waitFor()
    await game.page.waitForURL(/\/login/)
    await logInBrowser(game.page, player.siteId, player.password)
    await game.page.getByText(/This account is banned\. Try again in 24 hours\./).waitFor()
    await page.getByTestId('unban-open').click()
    await page.getByTestId('unban-confirm-reason').fill('it was his sister')
    await page.getByTestId('unban-confirm').click()
    await page.getByTestId('ban-open').waitFor()
    await game.page.getByTestId('login-submit').click()
    await game.page.locator('[data-testid=balance-coins][data-value]').waitFor()
    expect(complaints).toEqual([])
  })

  test('a rank is changed, and notes are written and struck out', async () => {
    const player = await club.signUp()
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl)
    await openPlayer(page, club.httpUrl, player.userId)
    await page.getByTestId('rank-open').click()
    await page.getByTestId('rank-choice').selectOption('VIP')
    await page.getByTestId('rank-confirm-reason').fill('a guest of honour')
    await page.getByTestId('rank-confirm').click()
    await eventually(async () => {
      expect(await club.sql('select rank from users where id = $1', [player.userId])).toEqual([{ rank: 'VIP' }])
    }, PATIENCE_MS)
    await page.getByTestId('tab-notes').click()
    await page.getByTestId('note-body').fill('called about his rank')
    await page.getByTestId('note-write').click()
    await page.getByText('called about his rank').last().waitFor()
    await page.getByTestId('note-strike').click()
    await page.getByText('struck out by admin').waitFor()
    expect(complaints).toEqual([])
  })

  test('an owner makes an admin, changes and disables him; the log of it is proved', async () => {
    const siteId = `new-${Date.now()}`
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/admins`)
    await page.getByTestId('admin-new').click()
    await page.getByTestId('new-admin-id').fill(siteId)
    await page.getByTestId('admin-role').selectOption('support')
    await page.getByTestId('new-admin-password').fill(PASSWORD)
    await page.getByTestId('admin-create-reason').fill('a new colleague')
    await page.getByTestId('admin-create').click()
    const row = page.getByRole('row', { name: siteId })
    await row.getByText('Support').waitFor()
    await row.getByTestId('admin-change').click()
    await page.getByTestId('admin-enabled').click()
    await page.getByTestId('admin-change-confirm-reason').fill('left the club')
    await page.getByTestId('admin-change-confirm').click()
    await row.getByText('Disabled').waitFor()
    await page.getByTestId('roles-open').click()
    await page.getByTestId('roles').getByText('admins:edit').waitFor()
    await page.goto(`${club.httpUrl}/admin/#/audit-logs`)
    await page.getByTestId('chain-prove').click()
    await page.getByTestId('chain-proof').getByText('entries are as they were written').waitFor()
    expect(complaints).toEqual([])
  })

  test('who may not, is not offered it', async () => {
    const player = await club.signUp()
    const { page } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'viewer'))
    await openPlayer(page, club.httpUrl, player.userId)
    for (const button of ['ban-open', 'rank-open', 'force-logout']) {
      expect(await page.getByTestId(button).count()).toBe(0)
    }
    expect(await page.getByRole('menuitem', { name: 'Admins' }).count()).toBe(0)
  })

  test('an admin changes his own password and logs in with it', async () => {
    const siteId = await anAdmin(club, 'support')
    const { page } = await browser.visitor({ expected: REFUSED_REQUEST })
    await logInAdmin(page, club.httpUrl, siteId)
    await page.getByRole('button', { name: /profile/i }).click()
    await page.getByTestId('own-password').click()
    await page.getByTestId('own-password-current').fill('not the password')
    await page.getByTestId('own-password-new').fill(PASSWORD)
    await page.getByTestId('own-password-change').click()
    await page.getByTestId('own-password-failure').waitFor()
    await page.getByTestId('own-password-current').fill('the-password-of-tests')
    await page.getByTestId('own-password-change').click()
    await page.getByTestId('admin-site-id').fill(siteId)
    await page.getByTestId('admin-password').fill(PASSWORD)
    await page.getByTestId('admin-login').click()
    await page.getByTestId('dash-rtp-exact').waitFor()
  })

  test('a player tells his age, an admin looks at it, and the day of birth is gone', async () => {
    const player = await club.signUp()
    const game = await browser.visitor()
    await game.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(game.page, player.siteId, player.password)
    await game.page.locator('[data-testid=balance-coins][data-value]').waitFor()
    await game.page.goto(`${club.httpUrl}/account`)
    await game.page.getByTestId('age-birth-date').fill('1990-05-17')
    await game.page.getByTestId('age-send').click()
    await game.page.locator('[data-testid=age-status][data-status=PENDING]').waitFor()
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'support'))
    await page.goto(`${club.httpUrl}/admin/#/age-checks`)
    await page.getByText('1990-05-17').waitFor()
    await page.getByTestId('age-verify').click()
    await page.getByTestId('age-decide-reason').fill('saw the identity card')
    await page.getByTestId('age-decide').click()
    await page.getByText('1990-05-17').waitFor({ state: 'detached' })
    await game.page.reload()
    await game.page.locator('[data-testid=age-status][data-status=VERIFIED]').waitFor()
    expect(await club.sql('select birth_date from age_checks where user_id = $1', [player.userId])).toEqual([
      { birth_date: null },
    ])
    expect([...complaints, ...game.complaints]).toEqual([])
  })
})
