import type { PageContext, PageResult, SqlJob } from '../../server/src/jobs/index.ts'
import { inSnapshot, inTransaction } from '../../server/src/platform/postgres/pool.ts'
import type { TestClub } from './club.ts'

const HOUR = 3_600_000

interface Vault {
  readonly expiresMs: number
  readonly type?: string
  readonly state?: string
  readonly openedMs?: number
}

interface Told {
  template: string
  title_ko: string
  body_ko: string
  body_en: string
  deadline_at: Date
  dedupe_key: string
}

export const contextOf = (dueAtMs: number, more: Partial<PageContext> = {}): PageContext => ({
  runId: 1,
  fence: 1,
  businessDate: new Date(dueAtMs).toISOString().slice(0, 10),
  dueAtMs,
  nowMs: dueAtMs,
  shard: '00-00',
  cursor: undefined,
  limit: 500,
  signal: new AbortController().signal,
  dryRun: false,
  ...more,
})

/** Players with vaults of a test's own, runs over them, and what they were told. */
export function alertTools(club: TestClub) {
  const { pool } = club.core

  /** A player with this vault and no other. */
  async function aHolder({ expiresMs, type = 'GOLD', state = 'LOCKED', openedMs }: Vault, zone?: string) {
    const { userId } = await club.signUp()
    await club.sql('delete from player_vaults where user_id = $1', [userId])
    const opened = new Date(openedMs ?? expiresMs - 5 * 24 * HOUR)
    const [vault] = await club.sql<{ id: number }>(
      `insert into player_vaults (user_id, definition_id, type, coins, state, opened_at, expires_at, opened_seq,
       unlocked_at, unlocked_seq, ended_at, ended_seq)
     select $1, id, type, coins, $3, $4, $5, 1, $6, $7, $8, $9 from vault_definitions where type = $2 returning id`,
      [
        userId,
        type,
        state,
        opened,
        new Date(expiresMs),
        ...(state === 'LOCKED' ? [null, null] : [opened, 1]),
        ...(state === 'CLAIMED' ? [opened, 2] : [null, null]),
      ],
    )
    if (zone !== undefined) await attend(userId, opened.getTime(), ['2026-01-01'], zone)
    return { userId, vaultId: vault?.id ?? 0 }
  }

  async function attend(userId: number, fromMs: number, days: readonly string[], zone = 'Asia/Seoul') {
    for (const [index, day] of days.entries()) {
      const at = new Date(fromMs + index * 24 * HOUR)
      await club.sql('insert into attendance_days (user_id, local_date, zone, attended_at) values ($1, $2, $3, $4)', [
        userId,
        day,
        zone,
        at,
      ])
    }
  }

  /** All pages of a run, each in its own transaction. */
  async function run(job: SqlJob, dueAtMs: number, more: Partial<PageContext> = {}): Promise<number> {
    let worked = 0
    let cursor: unknown
    do {
      const context = contextOf(dueAtMs, { ...more, cursor })
      const within = context.dryRun ? inSnapshot : inTransaction
      const page: PageResult = await within(pool, (tx) => job.page(context, tx))
      worked += page.worked
      cursor = page.cursor
    } while (cursor !== undefined)
    return worked
  }

  const toldTo = (userId: number) =>
    club.sql<Told>('select * from notifications where user_id = $1 order by id', [userId])
  const typesTo = async (userId: number) => (await toldTo(userId)).map(({ template }) => template)

  return { aHolder, attend, run, toldTo, typesTo }
}
