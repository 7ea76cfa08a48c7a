import type { Queryable } from '../platform/postgres/pool.ts'

/** Takes away processes that were killed and could not do so themselves. */
export async function forgetProcesses(via: Queryable): Promise<void> {
  await via.query(`delete from game_processes where heartbeat_at < now() - interval '1 hour'`)
}
