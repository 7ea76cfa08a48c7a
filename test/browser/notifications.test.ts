import type { NotificationSettings } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { TEXT, tell } from '../support/notifications.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, logInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 60_000
const PHONE = { width: 360, height: 740 }
const HERE = { channels: ['in_app'] as const }

describeWith('chromium', 'messages', async () => {
  const club = await openClub()
  const { visitor } = openBrowser()

  /** A player, logged in on a page of his own. */
  async function aReader(options: object = {}) {
    const account = aNewPlayer()
    const player = await club.signUp({ ...account })
    const visit = await visitor(options)
    await visit.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(visit.page, account.siteId, account.password)
    await visit.page.getByTestId('bell').waitFor({ timeout: PATIENCE_MS })
    return { ...visit, player }
  }

  test('come while the page is open, wait in the centre, and are read, opened and put away; on a phone', async () => {
    const { page, complaints, player } = await aReader({ viewport: PHONE, hasTouch: true, isMobile: true })
    const first = await tell(club, player.userId, HERE)
    await page.getByTestId('notice').getByText(TEXT.en.title).waitFor({ timeout: PATIENCE_MS })
    const unread = (count: number) =>
      page.locator(`[data-testid=bell][data-unread="${count}"]`).waitFor({ timeout: PATIENCE_MS })
    await unread(1)
    await page.getByTestId('bell').click()
    await page.getByTestId(`notification-${first}`).waitFor({ timeout: PATIENCE_MS })
    expect(await findAccessFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    const second = await tell(club, player.userId, HERE)
    await page.getByTestId(`notification-read-${second}`).click({ timeout: PATIENCE_MS })
    await unread(1)
    await page.getByTestId('notification-unread').check()
    await page.getByTestId(`notification-${second}`).waitFor({ state: 'detached', timeout: PATIENCE_MS })
    await page.getByTestId('notification-read-all').click()
    await unread(0)
    await page.getByTestId('notifications-empty').waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('notification-unread').uncheck()
    await page.getByTestId('notification-type').selectOption('vaults')
    await page.getByTestId(`notification-archive-${second}`).click({ timeout: PATIENCE_MS })
    await page.getByTestId(`notification-${second}`).waitFor({ state: 'detached', timeout: PATIENCE_MS })
    await page.getByTestId(`notification-open-${first}`).click({ timeout: PATIENCE_MS })
    await page.waitForURL(`${club.httpUrl}/vaults`)
    await eventually(async () => {
      const [row] = await club.sql('select clicked_at from notification_deliveries where notification_id = $1', [first])
      expect(row?.clicked_at).not.toBeNull()
    }, PATIENCE_MS)
    expect(complaints).toEqual([])
  })

  test('come as the player wishes; what another device has changed is not written over', async () => {
    const { page, complaints, player } = await aReader()
    const settings = () => club.get<NotificationSettings>('/api/notification/settings', player.accessToken)
    await page.goto(`${club.httpUrl}/notifications/settings`)
    await page.getByTestId('push-state').waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('notification-hindrance-push').waitFor({ timeout: PATIENCE_MS })
    expect(await page.getByTestId('notification-channel-push').isChecked()).toBe(false)
    await page.getByTestId('notification-letters-game').uncheck()
    await page.getByTestId('notification-type-news').uncheck({ timeout: PATIENCE_MS })
    await page.getByTestId('notification-quiet').check()
    await page.getByTestId('notification-quiet-from').fill('23:30')
    await page.getByTestId('notification-advertising').check()
    expect(await findAccessFaults(page)).toEqual([])
    await page.getByTestId('notification-save').click()
    await page.locator('[data-testid=notification-form][data-revision="1"]').waitFor({ timeout: PATIENCE_MS })
    const { body: kept } = await settings()
    expect(kept).toMatchObject({
      ...{ types: { news: false, vaults: true }, quietHours: { from: '23:30', to: '08:00' } },
      letters: { game: false, advertising: true },
    })
    expect([kept.advertisingSince !== null, kept.nightSince, kept.ownTimeZone]).toEqual([true, null, null])
    const { allOff, types, channels, quietHours, timeZone } = kept
    const elsewhere = { allOff, types, channels: { ...channels, email: false }, quietHours, timeZone }
    const body = JSON.stringify({ ...elsewhere, seenRevision: 1, advertising: false, night: false })
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${player.accessToken}` }
    expect((await club.send('PUT', '/api/notification/settings', { headers, body })).status).toBe(200)
    await page.getByTestId('notification-allOff').check()
    await page.getByTestId('notification-save').click()
    await page.locator('[data-testid=notification-form][data-revision="2"]').waitFor({ timeout: PATIENCE_MS })
    expect(await page.getByTestId('notification-channel-email').isChecked()).toBe(false)
    expect(await page.getByTestId('notification-allOff').isChecked()).toBe(false)
    expect((await settings()).body.allOff).toBe(false)
    // Chromium tells of every answer of this kind.
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([])
  })
})
