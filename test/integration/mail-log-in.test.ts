import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { DeliveryOrder } from '../../server/src/notify/channel.ts'
import { Deliverer } from '../../server/src/notify/deliverer.ts'
import { releaseHold } from '../../server/src/notify/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { aName, openClub } from '../support/club.ts'
import { deliveriesOf, tell } from '../support/notifications.ts'
import { openSmtp } from '../support/smtp.ts'
import { aClock } from '../support/sources.ts'

const MINUTE = 60_000
const smtp = await openSmtp()
const clock = aClock(Date.UTC(2026, 2, 3, 3))
const club = await openClub({ clock, env: { ROLE: 'api', SMTP_URL: smtp.logInUrl } })
const { core } = club
const channel = core.letters.email
const never = new AbortController().signal

async function aReader() {
  const { userId } = await club.signUp()
  const email = `${aName('to')}@example.org`
  await club.sql('update users set email = $2 where id = $1', [userId, email])
  return { userId, email }
}
const anOrder = (userId: number): DeliveryOrder => ({
  ...{ deliveryId: randomUUID(), notificationId: '1', userId, template: 'expiry-d2', category: 'game' },
  ...{ priority: 'normal', language: 'en', title: 'A vault', body: 'It ends soon.', path: '/vaults', target: '' },
  ...{ deadlineMs: clock.nowMs() + 60 * MINUTE, attempt: 1 },
})

describe('a mail server that refuses our log-in', () => {
  test('holds all letters of the club by one try, loses none, and sends them when an admin has released it', async () => {
    const deliverer = new Deliverer({
      ...{ ...core, channels: [channel], caps: core.config.messages.caps, showDead: async () => undefined },
    })
    smtp.logIn.refused = true
    const letters = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const reader = await aReader()
        const id = await tell(club, reader.userId, { channels: ['email'] })
        return { ...reader, id, delivery: (await deliveriesOf(club, id))[0]?.id ?? 0 }
      }),
    )
    for (const { delivery } of letters) await deliverer.deliver(delivery)
    expect(smtp.logIn.asked).toBe(1)
    for (const { id } of letters)
      expect(await deliveriesOf(club, id)).toMatchObject([{ state: 'held', reason: expect.any(String) }])
    expect(await channel.send(anOrder(letters[0]?.userId ?? 0), never)).toMatchObject({ kind: 'held', origin: 'mail' })
    expect(smtp.logIn.asked).toBe(1)
    const dead = await club.sql('select from notification_dead_letters')
    expect(dead).toEqual([])
    smtp.logIn.refused = false
    const order = { nowMs: clock.nowMs(), adminId: null }
    const released = await inTransaction(core.pool, (tx) =>
      releaseHold(tx, { channel: 'email', origin: 'mail' }, order),
    )
    expect(released).toMatchObject({ released: 3 })
    for (const { delivery } of letters) await deliverer.deliver(delivery)
    expect(letters.map(({ email }) => smtp.countTo(email))).toEqual([1, 1, 1])
  })

  test('is asked once a minute for letters about accounts, and none of them is counted as tried', async () => {
    const sender = core.mailSender
    if (sender === null) throw new Error('mail is off')
    const readers = await Promise.all(Array.from({ length: 30 }, aReader))
    for (const { userId, email } of readers) {
      await inTransaction(core.pool, (tx) =>
        core.post.queue(tx, { kind: 'password-changed', userId, recipient: email, locale: 'en' }),
      )
    }
    smtp.logIn.refused = true
    const before = smtp.logIn.asked
    const waiting = () =>
      club.sql<{ letters: number; attempts: number }>(
        `select count(*) as letters, max(attempts) as attempts from mail_outbox where status = 'waiting'`,
      )
    for (let minute = 0; minute < 10; minute++) {
      for (let round = 0; round < 3; round++) await sender.work()
      clock.advance(MINUTE)
    }
    // As many at once as there are connections, a minute.
    expect(smtp.logIn.asked - before).toBeLessThanOrEqual(10 * 4)
    expect((await waiting())[0]).toMatchObject({ letters: 30 })
    const barred = (await core.metrics.mails.get()).values.filter(({ labels }) => labels.outcome === 'barred')
    expect(barred.length).toBeGreaterThan(0)
    smtp.logIn.refused = false
    clock.advance(MINUTE)
    while ((await sender.work()) > 0);
    expect(readers.map(({ email }) => smtp.countTo(email))).toEqual(readers.map(() => 1))
    expect(await waiting()).toEqual([{ letters: 0, attempts: null }])
  })
})
