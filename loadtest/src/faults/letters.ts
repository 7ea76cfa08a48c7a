import { setTimeout as sleep } from 'node:timers/promises'
import { HANDS, type RaiseTerms, raiseMany } from '@casino-club/server/src/notify/index.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { inTransaction, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { connectRedis } from '@casino-club/server/src/platform/redis.ts'
import { openSink, type Sink, type Victim } from '../../../test/support/notify-sink.ts'
import { openPlayers } from '../players.ts'
import { Diary } from './diary.ts'
import { type Claim, claim, withPool } from './proof.ts'
import type { Stage } from './stage.ts'

const KILLS = 10
const PAGE = 1_000
const DAY_MS = 86_400_000
const TEXT = { ko: { title: '안내', body: '공지입니다.' }, en: { title: 'Notice', body: 'A notice.' } }
/** Leases of a minute must run out, and what Redis has lost be found again. */
const SETTLE_MS = 180_000
/** Of each that is still to be sent after the last kill. */
const SETTLE_EACH_MS = 2
const POLL_MS = 1_000

/**
 * Two workers send, one of them is killed ten times, and Redis is emptied in the middle: every notification comes to its end,
 * and what comes twice is counted against what a worker has in hand.
 */
export async function lettersRun(stage: Stage): Promise<{ diary: Diary; claims: Claim[]; acknowledged: number }> {
  const { spins: sends, players, say } = stage.options
  const redis = await stage.redis()
  // It has the database made and sends nothing itself.
  const club = await stage.club({ REDIS_URL: redis.url, ROLE: 'api' })
  const accounts = await openPlayers(stage.databaseUrl, club.jwtSecret, players)
  const userIds = accounts.map(({ userId }) => userId)
  return withPool(stage.databaseUrl, async (pool) => {
    await raiseAll(pool, userIds, sends)
    say(`${sends} notifications are raised`)
    const sink = await openSink({ databaseUrl: stage.databaseUrl, redisUrl: redis.url })
    stage.onClose(() => sink.close())
    await breakWorkers(sink, sends, redis.url, say)
    const states = await settled(pool, sends)
    const interrupted = await countInterrupted(pool)
    return { diary: new Diary(), acknowledged: sink.taken.size, claims: claimsOf(sink, { sends, states, interrupted }) }
  })
}

async function raiseAll(pool: Pool, userIds: readonly number[], sends: number): Promise<void> {
  const atMs = Date.now()
  const terms: RaiseTerms = {
    ...{
      template: 'service-notice',
      category: 'transactional',
      path: '/',
      priority: 'normal',
      channels: ['push'],
      atMs,
    },
    deadlineMs: atMs + DAY_MS,
  }
  for (let from = 0; from < sends; from += PAGE) {
    const recipients = Array.from({ length: Math.min(PAGE, sends - from) }, (_, n) => ({
      ...{ userId: userIds[(from + n) % userIds.length] ?? 0, dedupeKey: `fault:${from + n}`, params: {}, text: TEXT },
    }))
    await inTransaction(pool, (tx) => raiseMany(tx, terms, recipients))
  }
}

/** The one that is killed is each time the older one, and another begins at once. */
async function breakWorkers(sink: Sink, sends: number, redisUrl: string, say: (line: string) => void): Promise<void> {
  const client = connectRedis(redisUrl, createLog('fatal'))
  const workers: Victim[] = [sink.victim(), sink.victim()]
  for (let kill = 1; kill <= KILLS; kill++) {
    await sink.reaches(Math.floor((sends * kill) / (KILLS + 1)))
    await workers.shift()?.kill()
    workers.push(sink.victim())
    say(`kill ${kill} of ${KILLS} at ${sink.taken.size} sent, ${sink.doubles()} of them twice`)
    if (kill !== KILLS / 2) continue
    await client.flushall()
    say(`FLUSHALL at ${sink.taken.size} sent`)
  }
  client.disconnect()
}

type States = Readonly<Record<string, number>>

/** How many deliveries are in which state, once none is under way, or time is over. */
async function settled(pool: Pool, sends: number): Promise<States> {
  const giveUpMs = performance.now() + SETTLE_MS + sends * SETTLE_EACH_MS
  for (;;) {
    const { rows } = await pool.query<{ state: string; deliveries: number }>(
      'select state, count(*) as deliveries from notification_deliveries group by state',
    )
    const states = Object.fromEntries(rows.map(({ state, deliveries }) => [state, deliveries]))
    const open = ['waiting', 'queued', 'sending'].some((state) => Object.hasOwn(states, state))
    if (!open || performance.now() > giveUpMs) return states
    await sleep(POLL_MS)
  }
}

async function countInterrupted(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ interrupted: number }>(
    `select count(*) as interrupted from notification_attempts where event = 'interrupted'`,
  )
  return rows[0]?.interrupted ?? 0
}

function claimsOf(
  sink: Sink,
  { sends, states, interrupted }: { readonly sends: number; readonly states: States; readonly interrupted: number },
): Claim[] {
  const [doubles, limit] = [sink.doubles(), KILLS * HANDS]
  const found = Object.entries(states).map(([state, deliveries]) => `${deliveries} ${state}`)
  return [
    claim('every notification comes to its end', states.sent === sends, found.join(', ')),
    claim('every notification has arrived', sink.taken.size === sends, `${sink.taken.size} of ${sends}`),
    claim('the kills met sendings on their way', interrupted > 0, `${interrupted} cut off`),
    claim('only what was cut off comes twice', doubles <= interrupted, `${doubles} twice, ${interrupted} cut off`),
    claim('fewer come twice than the killed had in hand', doubles < limit, `${doubles} twice, the limit is ${limit}`),
  ]
}
