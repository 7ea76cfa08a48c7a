import { expect, test } from 'vitest'
import { logInAdmin } from '../support/admin-pages.ts'
import { record } from '../support/boards.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, logInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 60_000
const PHONE = { width: 360, height: 740 }

describeWith('chromium', 'friends', async () => {
  const club = await openClub()
  const { visitor } = openBrowser()
  const account = aNewPlayer()
  const player = await club.signUp({ ...account })
  const other = await club.signUp()
  await record(club, player.userId, { net: 40, atMs: Date.now() })
  await record(club, other.userId, { net: 90, atMs: Date.now() })

  test('are found, followed, seen on a board, blocked; a rank and a prize are shared and taken back; on a phone', async () => {
    const { page, complaints } = await visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    await page.goto(`${club.httpUrl}/login`)
    await logInBrowser(page, account.siteId, account.password)
    await page.getByTestId('nav-play').click()
    await page.getByTestId('lobby-friends').click()
    const code = page.getByTestId('invite-own-code')
    await code.waitFor({ timeout: PATIENCE_MS })
    expect(await code.textContent()).toMatch(/^[A-Z]{12}$/)
    await page.getByTestId('friends-nickname').fill(other.nickname)
    await page.getByTestId('friends-find').click()
    await page.getByTestId(`follow-${other.userId}`).click({ timeout: PATIENCE_MS })
    const followed = page.getByTestId('friends-list').getByText(other.nickname)
    await followed.waitFor({ timeout: PATIENCE_MS })
    expect(await findAccessFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await page.goto(`${club.httpUrl}/leaderboards`)
    await page.getByTestId('board-weekly').click({ timeout: PATIENCE_MS })
    await page.getByTestId('share-rank').click({ timeout: PATIENCE_MS })
    await page.getByTestId('board-part-followed').click()
    await page.getByTestId('board-rows').getByText(other.nickname).waitFor({ timeout: PATIENCE_MS })
    await page.goto(`${club.httpUrl}/history`)
    await page.getByTestId('share-prize').click({ timeout: PATIENCE_MS })
    await page.getByTestId('notice').waitFor({ timeout: PATIENCE_MS })
    expect(await sidewaysScroll(page)).toBe(0)
    const picture = await fetch(`${club.httpUrl}/share.png`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    await page.goto(`${club.httpUrl}/friends`)
    const takeBack = page.getByTestId('shares').getByRole('button')
    await takeBack.nth(1).click({ timeout: PATIENCE_MS })
    await takeBack.nth(1).waitFor({ state: 'detached', timeout: PATIENCE_MS })
    await takeBack.click()
    await page.getByTestId('shares').waitFor({ state: 'detached', timeout: PATIENCE_MS })
    await page.getByTestId(`block-${other.userId}`).click({ timeout: PATIENCE_MS })
    await page.getByTestId(`unblock-${other.userId}`).waitFor({ timeout: PATIENCE_MS })
    await followed.waitFor({ state: 'detached', timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
  })

  test('who are invited come by a link, and the back office sees them and says what is promised', async () => {
    const invite = await club.get<{ path: string }>('/api/invite/mine', player.accessToken)
    const guest = await visitor()
    await guest.page.goto(`${club.httpUrl}${invite.body.path}`)
    await guest.page.getByTestId('invite-check').click({ timeout: PATIENCE_MS })
    await guest.page.getByTestId('signup-site-id').waitFor({ timeout: PATIENCE_MS })
    const friend = await club.signUp({ inviteCode: invite.body.path.split('=')[1] })
    const { page, complaints } = await visitor()
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/friends`)
    await page.getByText(friend.nickname).waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('friend-terms-edit').click({ timeout: PATIENCE_MS })
    await page.getByTestId('friend-terms-friendCoins').fill('2000')
    await page.getByTestId('friend-terms-preview').waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('friend-terms-reason').fill('for a test')
    await page.getByTestId('friend-terms').click()
    await page.getByTestId('friend-terms').waitFor({ state: 'detached', timeout: PATIENCE_MS })
    await page.getByTestId(`invitation-reject-${friend.userId}`).click({ timeout: PATIENCE_MS })
    await page.getByTestId('invitation-reject-reason').fill('for a test')
    await page.getByTestId('invitation-reject').click()
    await page.getByTestId(`invitation-reject-${friend.userId}`).waitFor({ state: 'detached', timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
  })
})
