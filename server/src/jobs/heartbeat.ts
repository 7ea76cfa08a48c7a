import type { Log } from '../platform/log.ts'
import type { Pool } from '../platform/postgres/pool.ts'

export interface HeartbeatSource {
  readonly processId: string
  readonly online: () => number[]
  /** Accepted spins since the process began. */
  readonly spins: () => Promise<number>
}

const EVERY_MS = 2_000
/** The rate shown is over this many beats: ten seconds. */
const RATE_BEATS = 5

/** Tells the other processes, every two seconds, who plays here and how fast. */
export function startHeartbeat(source: HeartbeatSource, pool: Pool, log: Log): { stop(): Promise<void> } {
  const history: { atMs: number; spins: number }[] = []
  const beat = async () => {
    const now = { atMs: performance.now(), spins: await source.spins() }
    history.push(now)
    const first = history.length > RATE_BEATS ? history.shift() : history[0]
    const seconds = (now.atMs - (first?.atMs ?? now.atMs)) / 1_000
    const rate = seconds > 0 ? (now.spins - (first?.spins ?? 0)) / seconds : 0
    await pool.query(
      `insert into game_processes (process_id, heartbeat_at, spins_per_second, user_ids) values ($1, now(), $2, $3)
       on conflict (process_id) do update set heartbeat_at = excluded.heartbeat_at,
         spins_per_second = excluded.spins_per_second, user_ids = excluded.user_ids`,
      [source.processId, rate, source.online()],
    )
  }
  const safely = () => {
    beat().catch((error: unknown) => log.debug({ err: error }, 'a heartbeat was missed'))
  }
  safely()
  const timer = setInterval(safely, EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      await pool.query('delete from game_processes where process_id = $1', [source.processId]).catch(() => undefined)
    },
  }
}
