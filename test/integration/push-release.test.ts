import type { NotificationHold, PushOrigin } from '@casino-club/shared'
import { afterAll, describe, expect, test } from 'vitest'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { deliveriesOf, tell } from '../support/notifications.ts'
import { startPushService } from '../support/push-service.ts'
import type { Json } from '../support/requests.ts'

const service = await startPushService()
afterAll(() => service.stop())
const club = await openClub({
  env: {
    PUSH_HOSTS: service.host,
    PUSH_CA_FILE: service.caFile,
    PUSH_ALLOW_PRIVATE: 'true',
    PUSH_TIMEOUT_SECONDS: '3',
  },
})
const { keys, tally } = club.core.push
const operator = await club.adminToken('operator')

async function reached() {
  const player = await club.signUp()
  const browser = service.subscribe(keys.current()?.publicKey ?? '')
  expect((await club.post('/api/push/subscription', browser.body, player.accessToken)).status).toBe(200)
  return { player, browser }
}

describe('what is held for a push service that refuses our key', () => {
  const PATIENCE_MS = 60_000
  const stateOf = async (id: number) => (await deliveriesOf(club, id))[0]?.state
  const becomes = (id: number, state: string) =>
    eventually(async () => expect(await stateOf(id)).toBe(state), PATIENCE_MS)
  const holds = async () => (await club.get<NotificationHold[]>('/api/admin/notifications/holds', operator)).body
  const originNow = async () =>
    (await club.get<PushOrigin[]>('/api/admin/push/origins', operator)).body.find(({ id }) => id === service.origin)

  /** A message that waits behind an open breaker, and nothing of before. */
  async function aHeldMessage() {
    await tally.flush()
    await club.sql('delete from push_origins')
    const all = [await reached(), await reached(), await reached()] as const
    for (const { player, browser } of all) {
      browser.answer(403)
      await club.post('/api/notification/push/test', {}, player.accessToken)
    }
    const [{ player, browser }] = all
    // Whoever comes while one tries waits; later ones are held.
    await club.sql(`update push_origins set probe_at = probe_at - interval '20 seconds'`)
    const id = await tell(club, player.userId)
    await becomes(id, 'held')
    browser.answer(201)
    return { player, browser, id }
  }

  test.each(['the service', 'the hold'])('is let go with the breaker by one release of %s, audited', async (which) => {
    const { id } = await aHeldMessage()
    expect(await originNow()).toMatchObject({ state: 'open', waiting: 1 })
    const [hold] = await holds()
    const path =
      which === 'the hold' ? `/api/admin/notifications/holds/${hold?.id}/release` : '/api/admin/push/origins/release'
    const order = { ...(which === 'the service' && { origin: service.origin }), reason: 'the key is right again' }
    expect((await club.post(path, order, operator)).status).toBe(200)
    await becomes(id, 'sent')
    expect(await holds()).toEqual([])
    expect(await originNow()).toMatchObject({ state: 'closed', waiting: 0 })
    const [entry] = await club.sql<{ after: Json }>('select after from admin_audit_logs order by id desc limit 1')
    expect(entry?.after).toMatchObject(which === 'the hold' ? { released: 1, reopened: true } : { released: 1 })
    expect((await club.post(path, order, operator)).status).toBeGreaterThanOrEqual(400)
  })

  test('is let go by itself when the service takes a message again', async () => {
    const { id, player } = await aHeldMessage()
    await club.sql(`update push_origins set probe_at = now() - interval '1 second'`)
    expect((await club.post<Json>('/api/notification/push/test', {}, player.accessToken)).body).toMatchObject({
      sent: 1,
    })
    await becomes(id, 'sent')
    expect(await holds()).toEqual([])
    const [kept] = await club.sql('select released_by from notification_holds order by id desc limit 1')
    expect(kept).toEqual({ released_by: null })
  })
})
