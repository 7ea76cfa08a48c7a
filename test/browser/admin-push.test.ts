import { afterAll, expect, test } from 'vitest'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults } from '../support/page-checks.ts'
import { startPushService } from '../support/push-service.ts'

const PATIENCE_MS = 60_000

describeWith('chromium', 'web push in the back office', async () => {
  const service = await startPushService()
  afterAll(() => service.stop())
  const club = await openClub({
    env: { PUSH_HOSTS: service.host, PUSH_CA_FILE: service.caFile, PUSH_ALLOW_PRIVATE: 'true' },
  })
  const { visitor } = openBrowser()

  test('subscriptions are seen and cleaned up after a preview, and a stopped service is let go', async () => {
    const player = await club.signUp()
    const { keys, tally } = club.core.push
    const [good, asleep] = [0, 1].map(() => service.subscribe(keys.current()?.publicKey ?? ''))
    for (const browser of [good, asleep]) await club.post('/api/push/subscription', browser?.body, player.accessToken)
    await club.sql('update push_subscriptions set is_active = false where device_id = $1', [asleep?.body.deviceId])
    // What it refuses to three players, it refuses to the club; the other two have left by then.
    for (let players = 0; players < 3; players++) {
      const { accessToken } = players === 0 ? player : await club.signUp()
      const browser = players === 0 ? good : service.subscribe(keys.current()?.publicKey ?? '')
      browser?.answer(403)
      if (players > 0) await club.post('/api/push/subscription', browser?.body, accessToken)
      await club.post('/api/notification/push/test', {}, accessToken)
      if (players > 0) await club.sql('delete from push_subscriptions where device_id = $1', [browser?.body.deviceId])
    }
    await tally.flush()

    const { page, complaints } = await visitor()
    let reads = 0
    page.on('request', (request) => {
      if (request.url().endsWith('/api/admin/push/dashboard')) reads++
    })
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/push`)
    const shows = (testId: string, text: string) =>
      eventually(async () => expect(await page.getByTestId(testId).textContent()).toContain(text), PATIENCE_MS)
    await page.getByTestId('push-browsers').waitFor({ timeout: PATIENCE_MS })
    await shows('push-active', '1')
    await shows('push-inactive', '1')
    expect(await findAccessFaults(page)).toEqual([])

    await page.getByTestId(`push-release-${service.origin}`).click()
    await page.getByTestId('push-release-reason').fill('the key is right again')
    await page.getByTestId('push-release').click()
    await page.getByTestId(`push-release-${service.origin}`).waitFor({ state: 'detached', timeout: PATIENCE_MS })

    await page.getByTestId('push-preview').click()
    await shows('push-previewed', 'Of 2 subscriptions 1 would be cleaned up; 1 are fine')
    await page.getByTestId('push-run').click()
    await page.getByTestId('push-run-confirm').click()
    await shows('push-done', 'Of 2 subscriptions 1 were cleaned up')
    await shows('push-runs', 'admin')
    const rows = await club.sql('select id from push_subscriptions where deleted_at is not null')
    expect(rows).toHaveLength(1)
    // Read when it was opened, and after what has changed it; not with every rendering.
    expect(reads).toBeLessThan(10)
    expect(complaints).toEqual([])
  })
})
