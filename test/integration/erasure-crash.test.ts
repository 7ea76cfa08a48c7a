import { afterAll, expect, test } from 'vitest'
import { startProcess } from '../support/club-process.ts'
import { freshDatabase } from '../support/databases.ts'
import { eventually } from '../support/eventually.ts'
import { freshRedisUrl } from '../support/redis.ts'
import { ownerOf } from '../support/sql.ts'

const databaseUrl = await freshDatabase()
const redisUrl = await freshRedisUrl()
const { sql, pool } = ownerOf(databaseUrl)
const ACCOUNTS = 1_000
const PATIENCE_MS = 60_000

afterAll(() => pool.end())

const count = async (where: string) => {
  const [row] = await sql<{ n: number }>(`select count(*) as n from users where ${where}`)
  return row?.n ?? 0
}

test('a kill -9 in the middle of erasing: two others go on, and every account is erased once, whole', async () => {
  await sql(
    `insert into users (site_id, nickname, password_hash, email, phone_number, created_at, deletion_requested_at)
     select 'person-' || i, 'person-' || i, 'x', 'person-' || i || '@example.org', '010-' || (10000000 + i), now(),
       now() - interval '15 days' from generate_series(1, $1::int) i`,
    [ACCOUNTS],
  )
  const victim = await startProcess({ role: 'worker', databaseUrl, redisUrl })
  await eventually(async () => expect(await count('deleted_at is not null')).toBeGreaterThan(20), PATIENCE_MS)
  victim.kill('SIGKILL')
  await victim.ended
  expect(await count('deleted_at is null')).toBeGreaterThan(0)
  expect(await count(`(deleted_at is null) <> (email is not null and site_id like 'person-%')`)).toBe(0)
  const heirs = await Promise.all([1, 2].map(() => startProcess({ role: 'worker', databaseUrl, redisUrl })))
  await eventually(async () => expect(await count('deleted_at is null')).toBe(0), PATIENCE_MS)
  for (const heir of heirs) heir.kill('SIGTERM')
  await Promise.all(heirs.map(({ ended }) => ended))
  expect(await count(`site_id <> 'deleted-' || id or email is not null or phone_number is not null`)).toBe(0)
  const [audit] = await sql(
    `select count(*) as rows, count(distinct target_id) as accounts from admin_audit_logs where action = 'players.erase'`,
  )
  expect(audit).toEqual({ rows: ACCOUNTS, accounts: ACCOUNTS })
}, 240_000)
