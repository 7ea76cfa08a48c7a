import type { PushStatus } from '@casino-club/shared'
import { afterAll, expect, test } from 'vitest'
import { SecretBox } from '../../server/src/identity/index.ts'
import { systemClock } from '../../server/src/platform/clock.ts'
import { systemRandom } from '../../server/src/platform/ids.ts'
import { publishOn } from '../../server/src/platform/postgres/bus.ts'
import { VapidKeys, vapidCommand } from '../../server/src/push/index.ts'
import { JWT_SECRET, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { startPushService, type TestBrowser } from '../support/push-service.ts'
import type { Json } from '../support/requests.ts'

const PATIENCE_MS = 20_000
const service = await startPushService()
afterAll(() => service.stop())
const club = await openClub({
  env: { PUSH_HOSTS: service.host, PUSH_CA_FILE: service.caFile, PUSH_ALLOW_PRIVATE: 'true' },
})
const { keys } = club.core.push

async function subscribe(player: TestPlayer, browser: TestBrowser): Promise<void> {
  expect((await club.post('/api/push/subscription', browser.body, player.accessToken)).status).toBe(200)
}
async function reached(): Promise<{ player: TestPlayer; browser: TestBrowser }> {
  const player = await club.signUp()
  const browser = service.subscribe(keys.current()?.publicKey ?? '')
  await subscribe(player, browser)
  return { player, browser }
}

test('a new key is for new subscriptions; those of the old one are signed for until it is retired', async () => {
  const command = vapidCommand({
    pool: club.core.pool,
    box: new SecretBox(JWT_SECRET, [], systemRandom),
    clock: systemClock,
    random: systemRandom,
    publish: publishOn,
    audit: async () => undefined,
  })
  const { player, browser } = await reached()
  const oldKey = browser.body.vapidPublicKey ?? keys.current()?.publicKey
  const old = keys.current()?.id ?? 0
  expect(await command.retire(old, true)).toMatchObject({ ok: false, reason: 'CONFLICT' })
  await command.rotate()
  await eventually(() => expect(keys.current()?.publicKey).not.toBe(oldKey), PATIENCE_MS)
  const test = () => club.post<Json>('/api/notification/push/test', {}, player.accessToken)
  expect((await test()).body).toMatchObject({ sent: 1 })
  expect(browser.taken.at(-1)?.vapidKey).toBe(oldKey)
  const path = `/api/push/subscription?deviceId=${browser.body.deviceId}`
  const status = async () => (await club.get<PushStatus>(path, player.accessToken)).body
  expect(await status()).toMatchObject({ keyIsCurrent: false })
  // The same endpoint said again is still bound to the old key.
  await subscribe(player, browser)
  expect((await test()).body).toMatchObject({ sent: 1 })
  const renewed = service.subscribe(keys.current()?.publicKey ?? '', { deviceId: browser.body.deviceId })
  await subscribe(player, renewed)
  expect(await status()).toMatchObject({ keyIsCurrent: true, active: 1 })
  expect((await test()).body).toMatchObject({ sent: 1 })
  expect(renewed.taken.at(-1)?.vapidKey).toBe(keys.current()?.publicKey)
  const straggler = await club.signUp()
  const late = service.subscribe(oldKey ?? '', { ...(oldKey && { vapidPublicKey: oldKey }) })
  await subscribe(straggler, late)
  expect((await command.list()).find(({ id }) => id === old)).toMatchObject({ state: 'overlap' })
  expect(await command.retire(old, false)).toMatchObject({ ok: true })
  expect(await command.retire(old, true)).toMatchObject({ ok: true })
  expect(await club.core.push.channel.targets(straggler.userId)).toEqual([])
  await eventually(() => expect(keys.idOf(oldKey ?? '')).toBeUndefined(), PATIENCE_MS)
  expect((await club.post('/api/push/subscription', late.body, straggler.accessToken)).status).toBe(400)
})

test('a key is nowhere in clear, and one sealed under another secret signs nothing but is kept', async () => {
  const rows = await club.sql<{ private_key: Buffer }>('select private_key from push_vapid_keys')
  const key = keys.current()
  expect(rows.some(({ private_key }) => private_key.toString('latin1').includes(key?.privateKey ?? 'none'))).toBe(false)
  const stranger = new VapidKeys({
    ...club.core,
    box: new SecretBox('another secret of another club', [], systemRandom),
  })
  await stranger.load()
  expect(stranger.current()).toBeUndefined()
  expect(await club.sql(`select id from push_vapid_keys where state = 'current'`)).toHaveLength(1)
})
