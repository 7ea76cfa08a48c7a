/**
 * What other tools read about players in Redis, under the names they know: `user:{id}:streak_count`, wins in a row at the
 * slot, and `user:{id}:last_action_ts`, when he last did something, in ms since the epoch.
 * Invariants: nobody here decides by it; it follows the events, may vanish at any time, and is written anew from Postgres.
 */
export { PlayerMirror } from './player-mirror.ts'
