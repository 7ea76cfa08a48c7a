import { expect } from 'vitest'
import { ownerOf } from './sql.ts'

interface Holding {
  /** A statement that locks what `ask` has to wait for; `$1` is the account. */
  readonly lock: string
  /** What happens before the lock is let go; `$1` is the account. */
  readonly meanwhile: string
}

/** Asks while somebody else holds a row; gives the answer once he has changed the account and let go. */
export async function whileHeld<T>(
  club: { readonly databaseUrl: string },
  userId: number,
  { lock, meanwhile }: Holding,
  ask: () => Promise<T>,
): Promise<T> {
  const { pool } = ownerOf(club.databaseUrl)
  const holder = await pool.connect()
  try {
    await holder.query('begin')
    await holder.query(lock, [userId])
    const asked = ask()
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await pool.query(waits)).rowCount, { timeout: 10_000 }).toBe(1)
    await holder.query(meanwhile, [userId])
    await holder.query('commit')
    return await asked
  } finally {
    holder.release()
    await pool.end()
  }
}

export const HELD_ACCOUNT = 'select from users where id = $1 for update'
/** As a log-out of all does it. */
export const PUT_OUT = `update sessions set revoked_at = now(), revoke_reason = 'LOGOUT_ALL' where user_id = $1 and revoked_at is null`
