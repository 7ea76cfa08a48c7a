import { afterAll, expect, test } from 'vitest'
import { type RaiseOrder, raise } from '../../server/src/notify/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { newCommandId, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { startPushService } from '../support/push-service.ts'

const PATIENCE_MS = 40_000
const HOUR_MS = 3_600_000
const service = await startPushService()
afterAll(() => service.stop())
const club = await openClub({
  env: { PUSH_HOSTS: service.host, PUSH_CA_FILE: service.caFile, PUSH_ALLOW_PRIVATE: 'true' },
})
const { core } = club

const states = async (id: number) =>
  (
    await club.sql<{ state: string }>(
      'select state from notification_deliveries where notification_id = $1 order by state',
      [id],
    )
  ).map(({ state }) => state)

async function tell(userId: number): Promise<number> {
  const atMs = core.clock.nowMs()
  const order: RaiseOrder = {
    ...{ userId, template: 'vault.ready', category: 'transactional', path: '/account', priority: 'normal' },
    ...{ dedupeKey: newCommandId(), params: {}, channels: ['push'], atMs, deadlineMs: atMs + HOUR_MS },
    text: { ko: { title: '금고', body: '열렸어요.' }, en: { title: 'A vault', body: 'It is open.' } },
  }
  const id = await inTransaction(core.pool, (tx) => raise(tx, order))
  if (id === undefined) throw new Error('it was not raised')
  return id
}

test('what is raised reaches every device that is left, and a click on it is told', async () => {
  const player = await club.signUp()
  const [phone, desk, lost] = [0, 1, 2].map(() => service.subscribe(core.push.keys.current()?.publicKey ?? ''))
  for (const browser of [phone, desk, lost]) {
    await club.post('/api/push/subscription', browser?.body, player.accessToken)
  }
  lost?.answer(410)
  const id = await tell(player.userId)
  await eventually(async () => expect(await states(id)).toEqual(['gone', 'sent', 'sent']), PATIENCE_MS)
  for (const browser of [phone, desk]) {
    expect(browser?.taken).toHaveLength(1)
    expect(browser?.taken[0]?.payload).toMatchObject({ id: `${id}`, path: '/account' })
  }
  expect(await core.push.channel.targets(player.userId)).toHaveLength(2)
  const click = await club.post(`/api/notification/${id}/click`, { channel: 'push' }, player.accessToken)
  expect(click.status).toBe(200)
})

test('one that a service does not take now is sent once it does', async () => {
  const player = await club.signUp()
  const browser = service.subscribe(core.push.keys.current()?.publicKey ?? '')
  await club.post('/api/push/subscription', browser.body, player.accessToken)
  browser.answer(500)
  const id = await tell(player.userId)
  await eventually(() => expect(browser.asked).toBeGreaterThan(0), PATIENCE_MS)
  browser.answer(201)
  await eventually(async () => expect(await states(id)).toEqual(['sent']), PATIENCE_MS)
  expect(browser.taken).toHaveLength(1)
})
