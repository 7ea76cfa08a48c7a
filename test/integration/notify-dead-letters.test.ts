import type { DeadLetter, NotificationHold, NotificationTrace, RedriveReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { eraseNotifications, type Outcome, triageJob } from '../../server/src/notify/index.ts'
import { countTriage } from '../../server/src/notify/triage.store.ts'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { alertTools } from '../support/alerts.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aChannel, aNotificationWorker, deliveriesOf, eventsOf, HOUR_MS, tell } from '../support/notifications.ts'
import { freshRedisUrl } from '../support/redis.ts'
import { aProblem, type Json } from '../support/requests.ts'

let shiftMs = 0
const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
const club = await openClub({ env: { ROLE: 'api', JWT_EXPIRE_MINUTES: '1440' }, clock })
const PATIENCE_MS = 60_000
const BUSY: Outcome = { kind: 'again', detail: 'busy' }
const redisUrl = await freshRedisUrl()
const push = aChannel('push')
const { worker, metrics, start } = await aNotificationWorker(club, [push], { redisUrl, strandedMs: 1_000 })
start()
const job = triageJob({ ...club.core, metrics })
const { run } = alertTools(club)
const triage = { work: () => run(job, clock.nowMs()) }
const operator = await club.adminToken('operator')
const PATH = '/api/admin/notifications'

const stateOf = async (id: number) => (await deliveriesOf(club, id))[0]
const becomes = (id: number, state: string) =>
  eventually(async () => expect((await stateOf(id))?.state).toBe(state), PATIENCE_MS)

/** A message that nobody could send; time goes on with its attempts. */
async function aDeadLetter(changes: Json = {}): Promise<number> {
  const { userId } = await club.signUp()
  push.script.push(...Array.from({ length: 6 }, () => BUSY))
  const id = await tell(club, userId, changes)
  await dies(id)
  return id
}
const dies = (id: number) =>
  eventually(async () => {
    const delivery = await stateOf(id)
    if (delivery?.state === 'waiting') shiftMs += Math.max(0, delivery.nextMs - clock.nowMs())
    await worker.work()
    expect(delivery?.state).toBe('dead')
  }, PATIENCE_MS)
const redrive = (body: Json, token = operator) =>
  club.post<RedriveReply>(
    `${PATH}/dead-letters/redrive`,
    { dryRun: false, perMinute: 600, reason: 'mended', ...body },
    token,
  )
const letters = async (query: string) => (await club.get<DeadLetter[]>(`${PATH}/dead-letters${query}`, operator)).body

describe('triage', () => {
  test('takes up what may pass, and then it is sent', async () => {
    const id = await aDeadLetter()
    await triage.work()
    await becomes(id, 'sent')
    const [letter] = await letters('?state=requeued')
    expect(letter?.moves.map(({ move }) => move)).toEqual(['buried', 'requeued'])
    expect((await stateOf(id))?.rounds).toBe(1)
  })

  test('does so thrice and then leaves it to a person', async () => {
    const id = await aDeadLetter()
    for (let round = 1; round <= 3; round++) {
      shiftMs += 6 * HOUR_MS
      push.script.push(...Array.from({ length: 6 }, () => BUSY))
      await triage.work()
      await dies(id)
    }
    await triage.work()
    await triage.work()
    expect((await stateOf(id))?.state).toBe('dead')
    const own = (await letters('?state=parked')).filter(({ notificationId }) => notificationId === id)
    expect(own).toEqual([expect.objectContaining({ round: 3, attempts: 6, class: 'transient' })])
  }, 240_000)

  test('closes what is over or was taken back, and what was held too long', async () => {
    const [late, back] = [await aDeadLetter({ deadlineMs: clock.nowMs() + HOUR_MS }), await aDeadLetter()]
    push.script.push({ kind: 'held', detail: 'answered 403', origin: 'https://late.example' })
    const held = await tell(club, (await club.signUp()).userId, { deadlineMs: clock.nowMs() + HOUR_MS })
    await becomes(held, 'held')
    await club.sql('update notifications set cancelled_at = now() where id = $1', [back])
    // As a person left it, it is over all the same.
    await club.sql(
      `update notification_dead_letters set state = 'parked' where delivery_id in
         (select id from notification_deliveries where notification_id = $1)`,
      [late],
    )
    shiftMs += HOUR_MS
    expect(await inTransaction(club.core.pool, (tx) => countTriage(tx, clock.nowMs()))).toBe(3)
    await triage.work()
    expect(await Promise.all([late, back, held].map(async (id) => (await stateOf(id))?.state))).toEqual([
      ...['expired', 'cancelled', 'expired'],
    ])
    const [delivery] = await deliveriesOf(club, held)
    expect(await eventsOf(club, delivery?.id ?? 0)).toEqual(['started', 'held', 'expired'])
  })
})

describe('what stands in Redis of a dead letter', () => {
  const shown = () => worker.queue.shownDead()
  async function aShownLetter() {
    const id = await aDeadLetter()
    const [letter] = await club.sql<{ id: number; user_id: number }>(
      `select l.id, d.user_id from notification_dead_letters l join notification_deliveries d on d.id = l.delivery_id
       where d.notification_id = $1`,
      [id],
    )
    if (letter === undefined) throw new Error('there is no dead letter')
    await eventually(async () => expect(await shown()).toContain(letter.id), PATIENCE_MS)
    return letter
  }
  const leaves = (id: number) => eventually(async () => expect(await shown()).not.toContain(id), PATIENCE_MS)

  test('leaves it with its player, when he is erased', async () => {
    const letter = await aShownLetter()
    await inTransaction(club.core.pool, (tx) => eraseNotifications(tx, letter.user_id))
    await leaves(letter.id)
    expect(await club.sql('select from notification_dead_letters where id = $1', [letter.id])).toEqual([])
  })

  test('leaves it within a quarter of an hour where nobody heard of it', async () => {
    const letter = await aShownLetter()
    await club.sql('delete from notification_dead_letters where id = $1', [letter.id])
    expect(await shown()).toContain(letter.id)
    shiftMs += HOUR_MS / 4
    await leaves(letter.id)
  })

  test('stays while it waits for a decision', async () => {
    const letter = await aShownLetter()
    shiftMs += HOUR_MS / 4
    await worker.work()
    expect(await shown()).toContain(letter.id)
    await triage.work()
    await leaves(letter.id)
  })
})

describe('the desk', () => {
  test('tells what a re-drive would do, does it at its rate, and writes it down', async () => {
    const template = 'season.news'
    const ids = [await aDeadLetter({ template }), await aDeadLetter({ template })]
    const dry = await redrive({ template, dryRun: true, perMinute: 1 })
    expect(dry.body).toEqual({ matching: 2, over: 0, redriven: 0, seconds: 60 })
    expect(await Promise.all(ids.map(async (id) => (await stateOf(id))?.state))).toEqual(['dead', 'dead'])
    expect((await redrive({ template, perMinute: 1 })).body).toMatchObject({ redriven: 2, seconds: 60 })
    await becomes(ids[0] ?? 0, 'sent')
    expect((await stateOf(ids[1] ?? 0))?.state).toBe('waiting')
    shiftMs += 60_000
    await becomes(ids[1] ?? 0, 'sent')
    expect((await redrive({ template })).body).toMatchObject({ matching: 0, redriven: 0 })
    const [entry] = await club.sql(
      `select reason, after from admin_audit_logs where action = 'notifications.redrive' order by id limit 1`,
    )
    expect(entry).toMatchObject({ reason: 'mended', after: { template, redriven: 2 } })
  })

  test('releases a held origin, and what waited for it is sent', async () => {
    const origin = 'https://mended.example'
    push.script.push({ kind: 'held', detail: 'answered 401', origin })
    const id = await tell(club, (await club.signUp()).userId)
    await becomes(id, 'held')
    const holds = await club.get<NotificationHold[]>(`${PATH}/holds`, operator)
    const hold = holds.body.find((each) => each.origin === origin)
    expect(hold).toMatchObject({ channel: 'push', detail: 'answered 401', waiting: 1 })
    const release = () => club.post<Json>(`${PATH}/holds/${hold?.id}/release`, { reason: 'a new key' }, operator)
    expect((await release()).body).toEqual({ released: 1 })
    await becomes(id, 'sent')
    expect(await release()).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })

  test('tells why a player did not get it', async () => {
    const { userId } = await club.signUp()
    const id = await tell(club, userId, { channels: ['push', 'email'] })
    await eventually(async () => {
      const { body } = await club.get<NotificationTrace[]>(`/api/admin/players/${userId}/notifications`, operator)
      expect(body).toEqual([expect.objectContaining({ id, template: 'EXPIRY_D2', category: 'game' })])
      expect(body[0]?.deliveries.map(({ channel, state, reason }) => [channel, state, reason])).toEqual([
        ['push', 'sent', null],
        ['email', 'skipped', 'no_channel'],
      ])
      expect(body[0]?.deliveries[0]?.attempts.map(({ event }) => event)).toEqual(['started', 'sent'])
    }, PATIENCE_MS)
  })

  test.each([{ perMinute: 0 }, { reason: '' }, { channel: 'fax' }, { all: true }, { template: "x' or 1=1" }])(
    'refuses a re-drive with %j',
    async (body) => {
      expect(await redrive(body)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    },
  )

  test('lets support look and not re-drive', async () => {
    const support = await club.adminToken('support')
    expect((await club.get(`${PATH}/dead-letters`, support)).status).toBe(200)
    expect(await redrive({}, support)).toMatchObject(aProblem(403, 'FORBIDDEN'))
  })
})
