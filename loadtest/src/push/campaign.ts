import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RaiseTerms, raiseMany } from '@casino-club/server/src/notify/index.ts'
import { inTransaction, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { post } from '../auth/figures.ts'
import type { ClubProcess } from '../own-club.ts'
import type { TestPlayer } from '../players.ts'
import type { ServiceProcess } from './processes.ts'

export const TEXT = {
  ko: { title: '이번 주 소식', body: '새 미션 세 개가 열렸어요. 지금 확인해 보세요.' },
  en: { title: 'News of this week', body: 'Three new missions have opened. Have a look.' },
}
const PAGE = 1_000
const DAY_MS = 86_400_000
const POLL_MS = 20
const AT_ONCE = 16
/** From the first message to the last but a few, so that neither the beginning nor a straggler is measured. */
const COUNTED = 0.98
const PATIENCE_MS = 300_000

/** Gives every player a device, as the app does. */
export async function subscribeAll(
  club: ClubProcess,
  pool: Pool,
  service: ServiceProcess,
  players: readonly TestPlayer[],
) {
  const { rows } = await pool.query<{ public_key: string }>(
    `select public_key from push_vapid_keys where state = 'current'`,
  )
  const bodies = await service.subscribe(rows[0]?.public_key ?? '', players.length)
  const left = players.entries()
  const hand = async () => {
    for (const [index, { accessToken }] of left) {
      const answer = await post(`${club.httpUrl}/api/push/subscription`, bodies[index] ?? {}, accessToken)
      if (answer.status !== 200)
        throw new Error(`a device could not subscribe: ${answer.status} ${await answer.text()}`)
      await answer.arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, hand))
}

/** Raises messages that are all due at one moment, so that none is sent while the others are still written. */
export async function raiseFor(
  pool: Pool,
  players: readonly TestPlayer[],
  sends: number,
  dueMs: number,
): Promise<void> {
  const name = randomUUID()
  const terms: RaiseTerms = {
    ...{ template: 'campaign.bench', category: 'game', path: '/missions', priority: 'low', channels: ['push'] },
    ...{ atMs: dueMs, deadlineMs: dueMs + DAY_MS },
  }
  for (let from = 0; from < sends; from += PAGE) {
    const recipients = Array.from({ length: Math.min(PAGE, sends - from) }, (_, n) => {
      const { userId = 0 } = players[(from + n) % players.length] ?? {}
      return { userId, dedupeKey: `${name}:${from + n}`, params: {}, text: TEXT }
    })
    await inTransaction(pool, (tx) => raiseMany(tx, terms, recipients))
  }
}

/** Messages a second from the first that the service took to almost the last; waits until all are settled. */
export async function paceOf(pool: Pool, service: ServiceProcess, before: number, sends: number): Promise<number> {
  const giveUpMs = performance.now() + PATIENCE_MS
  const reached = async (count: number) => {
    for (;;) {
      const { taken } = await service.count()
      if (taken - before >= count) return { taken: taken - before, atMs: performance.now() }
      if (performance.now() > giveUpMs) throw new Error(`only ${taken - before} of ${sends} messages came`)
      await sleep(POLL_MS)
    }
  }
  const first = await reached(1)
  const last = await reached(Math.floor(sends * COUNTED))
  await reached(sends)
  await settled(pool, giveUpMs)
  return ((last.taken - first.taken) * 1_000) / (last.atMs - first.atMs)
}

/** Every message is written down as sent, once. */
async function settled(pool: Pool, giveUpMs: number): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ state: string; count: number }>(
      `select state, count(*) as count from notification_deliveries where state <> 'sent' group by state`,
    )
    if (rows.length === 0) return
    if (performance.now() > giveUpMs) throw new Error(`some are not sent: ${JSON.stringify(rows)}`)
    await sleep(POLL_MS)
  }
}
