import { afterAll, describe, expect, test } from 'vitest'
import { Deliverer } from '../../server/src/notify/deliverer.ts'
import { triageJob } from '../../server/src/notify/index.ts'
import { TryAgain } from '../../server/src/notify/send-queue.store.ts'
import { alertTools } from '../support/alerts.ts'
import { openClub } from '../support/club.ts'
import { deliveriesOf, HOUR_MS, tell } from '../support/notifications.ts'
import { startPushService } from '../support/push-service.ts'

const MINUTE = 60_000
const QUARTER = 15 * MINUTE
let nowMs = Date.UTC(2026, 10, 22, 3)
const service = await startPushService()
afterAll(() => service.stop())
// Nobody sends here but the test, which moves time from one thing that is due to the next.
const club = await openClub({
  clock: { nowMs: () => nowMs },
  env: { ROLE: 'api', PUSH_HOSTS: service.host, PUSH_CA_FILE: service.caFile, PUSH_ALLOW_PRIVATE: 'true' },
})
const { core } = club
const { run } = alertTools(club)
const deliverer = new Deliverer({
  ...{ ...core, channels: [core.push.channel], caps: core.config.messages.caps },
  showDead: async () => undefined,
})
const triage = triageJob(core)

const dueNow = async () =>
  (
    await club.sql<{ id: number }>(
      `select id from notification_deliveries where state in ('waiting', 'queued') and next_attempt_at <= $1`,
      [new Date(nowMs)],
    )
  ).map(({ id }) => id)
const nextDueMs = async () =>
  (
    await club.sql<{ ms: number | null }>(
      `select (extract(epoch from min(next_attempt_at)) * 1000)::bigint as ms from notification_deliveries
       where state in ('waiting', 'queued')`,
    )
  )[0]?.ms ?? Number.POSITIVE_INFINITY

/** Lets everything happen that is due until a moment, the looks at dead letters at their quarters of an hour among it. */
async function live(untilMs: number): Promise<void> {
  for (;;) {
    for (const id of await dueNow()) {
      await deliverer.deliver(id).catch((error: unknown) => {
        if (!(error instanceof TryAgain)) throw error
      })
    }
    if (nowMs >= untilMs) return
    const quarter = (Math.floor(nowMs / QUARTER) + 1) * QUARTER
    nowMs = Math.min(untilMs, quarter, Math.max(nowMs + 1, await nextDueMs()))
    if (nowMs === quarter) await run(triage, nowMs)
  }
}

async function aMessage(worthMs: number) {
  const player = await club.signUp()
  const browser = service.subscribe(core.push.keys.current()?.publicKey ?? '')
  expect((await club.post('/api/push/subscription', browser.body, player.accessToken)).status).toBe(200)
  const id = await tell(club, player.userId, { category: 'transactional', deadlineMs: nowMs + worthMs })
  const outcome = async () => (await deliveriesOf(club, id))[0]
  return { browser, id, outcome }
}

const outages = [
  ['three minutes', 3 * MINUTE, 0, 10 * MINUTE],
  ['forty minutes', 40 * MINUTE, 2, 70 * MINUTE],
  ['six hours', 6 * HOUR_MS, 3, 8 * HOUR_MS],
] as const

describe.each(outages)('a push service that is away for %s', (_words, outageMs, rounds, byMs) => {
  test.each(['500', 'reset'] as const)(
    'with %s gets every message once that is still worth something, and no other',
    async (how) => {
      const begin = nowMs
      const [lasting, brief] = [await aMessage(24 * HOUR_MS), await aMessage(outageMs - MINUTE)]
      const all = [lasting, brief]
      for (const { browser } of all) browser.answer(how === '500' ? 500 : 'reset')
      await live(begin + outageMs)
      for (const { browser } of all) expect(browser.taken).toEqual([])
      for (const { browser } of all) browser.answer(201)
      await live(begin + byMs)
      expect(await lasting.outcome()).toMatchObject({ state: 'sent', rounds })
      expect(lasting.browser.taken).toHaveLength(1)
      await live(begin + 24 * HOUR_MS)
      expect(await brief.outcome()).toMatchObject({ state: 'expired' })
      expect([lasting.browser.taken.length, brief.browser.taken.length]).toEqual([1, 0])
      const open = await club.sql(`select state from notification_dead_letters where state in ('open', 'parked')`)
      expect(open).toEqual([])
      // An outage is not held against its devices: a message counts once, however often it is tried.
      const [device] = await club.sql('select is_active from push_subscriptions where device_id = $1', [
        lasting.browser.body.deviceId,
      ])
      expect(device).toEqual({ is_active: true })
    },
    120_000,
  )
})
