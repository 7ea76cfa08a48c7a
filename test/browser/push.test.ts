import type { PushSubscribeBody } from '@casino-club/shared'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, logInBrowser } from '../support/player-pages.ts'
import { startPushService } from '../support/push-service.ts'
import type { Json } from '../support/requests.ts'

const PATIENCE_MS = 60_000

/**
 * No push service is reached from here, so what the browser's own `subscribe` gives is put in its place, and nothing else:
 * the worker, the permission, the push event and the notification are real.
 */
const standIn = ({ endpoint, p256dh, auth }: PushSubscribeBody) => `{
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0)).buffer
  let subscription = null
  PushManager.prototype.getSubscription = async () => subscription
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    subscription = {
      endpoint: '${endpoint}',
      options: { applicationServerKey: bytes(applicationServerKey) },
      getKey: (name) => bytes(name === 'auth' ? '${auth}' : '${p256dh}'),
      unsubscribe: async () => {
        subscription = null
        return true
      },
    }
    return subscription
  }
}`

const SHOWN = `navigator.serviceWorker.ready.then(async (registration) => {
  const shown = await registration.getNotifications()
  return shown.map(({ title, body, tag }) => ({ title, body, tag }))
})`
const REGISTERED = 'navigator.serviceWorker.getRegistrations().then(({ length }) => length)'
/** What the browser does when a person presses the notification. */
const PRESS = `registration.getNotifications().then(([notification]) =>
  dispatchEvent(new NotificationEvent('notificationclick', { notification })))`

describeWith('chromium', 'notifications', async () => {
  const service = await startPushService()
  afterAll(() => service.stop())
  const club = await openClub({
    env: { PUSH_HOSTS: service.host, PUSH_CA_FILE: service.caFile, PUSH_ALLOW_PRIVATE: 'true' },
  })
  const { visitor } = openBrowser()
  const rowsOf = (userId: number) =>
    club.sql<Json>('select is_active, device_id, user_agent from push_subscriptions where user_id = $1', [userId])
  const stateOf = (page: Page) => page.getByTestId('push-state').getAttribute('data-state')

  /** The account page of somebody new; gives his number. */
  async function openAccount(page: Page): Promise<number> {
    const account = aNewPlayer()
    const { userId } = await club.signUp({ ...account })
    await page.goto(`${club.httpUrl}/login`)
    await logInBrowser(page, account.siteId, account.password)
    await page.locator('[data-testid=balance-coins][data-value]').waitFor({ timeout: PATIENCE_MS })
    await page.goto(`${club.httpUrl}/account`)
    await page.getByTestId('push-state').waitFor({ timeout: PATIENCE_MS })
    return userId
  }

  /** Hands a push to the page's worker, as the browser does when its service has delivered one. */
  async function deliver(context: BrowserContext, page: Page, data: string): Promise<void> {
    const cdp = await context.newCDPSession(page)
    const registrations: string[] = []
    cdp.on('ServiceWorker.workerRegistrationUpdated', (event) =>
      registrations.push(...event.registrations.map(({ registrationId }) => registrationId)),
    )
    await cdp.send('ServiceWorker.enable')
    const registrationId = await eventually(() => {
      const [first] = registrations
      if (first === undefined) throw new Error('no worker is registered yet')
      return first
    }, PATIENCE_MS)
    await cdp.send('ServiceWorker.deliverPushMessage', { origin: club.httpUrl, registrationId, data })
  }

  const shown = (page: Page) => page.evaluate<Json[]>(SHOWN)

  test('are turned on by the player, tried, shown, followed, and turned off', async () => {
    const { page, context, complaints } = await visitor({ expected: REFUSED_REQUEST })
    const browser = service.subscribe(club.core.push.keys.current()?.publicKey ?? '')
    await page.addInitScript({ content: standIn(browser.body) })
    const userId = await openAccount(page)
    // Nobody is asked for anything before he has pressed the button.
    expect(await stateOf(page)).toBe('off')
    expect(await page.evaluate(REGISTERED)).toBe(0)
    expect(await findAccessFaults(page)).toEqual([])
    await context.grantPermissions(['notifications'], { origin: club.httpUrl })
    await page.getByTestId('push-on').click()
    await page.locator('[data-testid=push-state][data-state=on]').waitFor({ timeout: PATIENCE_MS })
    expect(await rowsOf(userId)).toMatchObject([{ is_active: true, user_agent: expect.stringMatching(/Chrome/) }])

    await page.getByTestId('push-test').click()
    await eventually(() => expect(browser.taken).toHaveLength(1), PATIENCE_MS)
    expect(browser.taken[0]?.payload).toMatchObject({ title: 'A test from the club', path: '/account' })

    const payload = { id: '1001', title: 'A vault is open', body: 'It waits for you.', path: '/odds', tag: 'vault' }
    await deliver(context, page, JSON.stringify(payload))
    await eventually(async () => {
      expect(await shown(page)).toEqual([{ title: payload.title, body: payload.body, tag: 'vault' }])
    }, PATIENCE_MS)
    await deliver(context, page, JSON.stringify({ ...payload, title: 'Another vault is open' }))
    await eventually(async () => {
      expect(await shown(page)).toMatchObject([{ title: 'Another vault is open' }])
    }, PATIENCE_MS)

    const told = page.waitForRequest((request) => request.url().endsWith('/api/notification/1001/click'), {
      timeout: PATIENCE_MS,
    })
    const [worker] = context.serviceWorkers()
    await worker?.evaluate(PRESS)
    await page.waitForURL('**/odds', { timeout: PATIENCE_MS })
    await told
    await eventually(async () => expect(await shown(page)).toEqual([]), PATIENCE_MS)

    await page.goto(`${club.httpUrl}/account`)
    await page.locator('[data-testid=push-state][data-state=on]').waitFor({ timeout: PATIENCE_MS })
    await page.getByTestId('push-off').click()
    await page.locator('[data-testid=push-state][data-state=off]').waitFor({ timeout: PATIENCE_MS })
    expect(await rowsOf(userId)).toMatchObject([{ is_active: false }])
    expect(complaints).toEqual([])
  })

  test('that cannot be read are shown all the same, under the club’s name', async () => {
    const { page, context } = await visitor({ expected: REFUSED_REQUEST })
    const browser = service.subscribe(club.core.push.keys.current()?.publicKey ?? '')
    await page.addInitScript({ content: standIn(browser.body) })
    await context.grantPermissions(['notifications'], { origin: club.httpUrl })
    await openAccount(page)
    await page.getByTestId('push-on').click()
    await page.locator('[data-testid=push-state][data-state=on]').waitFor({ timeout: PATIENCE_MS })
    await deliver(context, page, 'no JSON')
    await eventually(async () => expect(await shown(page)).toMatchObject([{ title: 'Casino Club' }]), PATIENCE_MS)
  })

  test('opened by one, the page tells of it once and takes that out of its address; on a phone nothing sticks out', async () => {
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
    const { page } = await visitor({ expected: REFUSED_REQUEST, ...phone, locale: 'ko-KR' })
    await openAccount(page)
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await findAccessFaults(page)).toEqual([])
    const told = page.waitForRequest((request) => request.url().endsWith('/api/notification/1002/click'), {
      timeout: PATIENCE_MS,
    })
    await page.goto(`${club.httpUrl}/odds?notification=1002`)
    await told
    await page.waitForURL((url) => url.pathname === '/odds' && url.search === '', { timeout: PATIENCE_MS })
  })
})
