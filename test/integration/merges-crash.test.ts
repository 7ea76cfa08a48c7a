import { afterAll, expect, test } from 'vitest'
import { ADMIN_PASSWORD, newCommandId, signUp, type TestPlayer } from '../support/club.ts'
import { type ClubProcess, startProcess } from '../support/club-process.ts'
import { freshDatabase } from '../support/databases.ts'
import { auditOf } from '../support/edits.ts'
import { eventually } from '../support/eventually.ts'
import { sendMerge } from '../support/merges.ts'
import { freshRedisUrl } from '../support/redis.ts'
import { ownerOf } from '../support/sql.ts'

const databaseUrl = await freshDatabase()
const redisUrl = await freshRedisUrl()
const { sql, pool } = ownerOf(databaseUrl)
const survivor = await startProcess({ role: 'api', databaseUrl, redisUrl })
const PAIRS = 24
const BEFORE_THE_END = 4
const PATIENCE_MS = 30_000
const START = 10_000

interface Pair {
  readonly from: TestPlayer
  readonly into: TestPlayer
  readonly body: object
}

afterAll(async () => {
  survivor.kill('SIGKILL')
  await survivor.ended
  await pool.end()
})

async function adminOf(process: ClubProcess): Promise<string> {
  const login = { siteId: 'admin', password: ADMIN_PASSWORD }
  return (await process.post<{ accessToken: string }>('/api/auth/admin/login', login)).body.accessToken
}

async function aPair(): Promise<Pair> {
  const [from, into] = [await signUp(survivor), await signUp(survivor)]
  const versions = { expectedVersion: 1, expectedFromVersion: 1 }
  const reason = 'one person, two accounts'
  return {
    from,
    into,
    body: { dryRun: false, commandId: newCommandId(), fromUserId: from.userId, reason, ...versions },
  }
}

/** What a merge leaves: all of it, or nothing. */
async function traces({ from, into }: Pair) {
  const [row] = await sql(
    `select (select coins from players where user_id = $1) as from_coins,
       (select coins from players where user_id = $2) as into_coins,
       (select count(*) from account_merges where from_user_id = $1) as merges,
       (select count(*) from player_events where user_id in ($1, $2) and type like 'account.merged%') as events,
       (select count(*) from admin_audit_logs where action = 'players.merge' and target_id in ($1::text, $2::text)) as audited,
       (select count(*) from sessions where user_id = $1 and revoked_at is null) as sessions`,
    [from.userId, into.userId],
  )
  return row
}

const UNTOUCHED = { from_coins: START, into_coins: START, merges: 0, events: 0, audited: 0, sessions: 1 }
const MERGED = { from_coins: 0, into_coins: 2 * START, merges: 1, events: 2, audited: 2, sessions: 0 }

test('a kill -9 in the middle of merges: each is whole or was never begun, and asked again is made once', async () => {
  const pairs: Pair[] = []
  while (pairs.length < PAIRS) pairs.push(await aPair())
  const victim = await startProcess({ role: 'api', databaseUrl, redisUrl })
  const token = await adminOf(victim)
  const merged = async () => {
    const [row] = await sql<{ count: number }>('select count(*) as count from account_merges')
    return row?.count ?? 0
  }
  const asked = pairs.map(({ into, body }) => sendMerge(victim, token, into, body).catch(() => undefined))
  await eventually(async () => expect(await merged()).toBeGreaterThanOrEqual(BEFORE_THE_END), PATIENCE_MS)
  victim.kill('SIGKILL')
  await victim.ended
  const answers = await Promise.all(asked)
  for (const [index, pair] of pairs.entries()) {
    const left = await traces(pair)
    // What was answered is there; what was not is there whole, or not at all.
    if (answers[index]?.status === 200) expect(left).toEqual(MERGED)
    else expect([UNTOUCHED, MERGED]).toContainEqual(left)
  }
  const admin = await adminOf(survivor)
  for (const { into, body } of pairs) {
    expect((await sendMerge(survivor, admin, into, body)).status).toBe(200)
  }
  for (const pair of pairs) expect(await traces(pair)).toEqual(MERGED)
  expect((await auditOf(databaseUrl)).bad).toBeUndefined()
}, 180_000)
