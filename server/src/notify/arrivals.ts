import { type Bus, type BusMessages, publishAll } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Messages of the same words that came into centres: for each his player, its id, and how many he has not read now. */
export type Arrivals = BusMessages['arrivals']

/** As much of one NOTIFY as is for players: it holds 8,000 bytes, with its topic and the names in it. */
const MOST_BYTES = 7_900
/** Three numbers, the ids of thirteen digits at the most. */
const PLAYER_BYTES = 40

/** Tells of messages that came; part of a transaction. */
export async function publishArrivals(tx: Queryable, arrivals: readonly Arrivals[]): Promise<void> {
  await publishAll(tx, 'arrivals', arrivals.flatMap(split))
}

/** As many messages as it takes. */
function split({ words, to }: Arrivals): Arrivals[] {
  const most = Math.max(1, Math.floor((MOST_BYTES - Buffer.byteLength(JSON.stringify(words))) / PLAYER_BYTES))
  return Array.from({ length: Math.ceil(to.length / most) }, (_, n) => ({
    words,
    to: to.slice(n * most, (n + 1) * most),
  }))
}

/** Hands each player's message to whoever listens for him in this process. */
export function spreadArrivals(bus: Bus): void {
  bus.on('arrivals', ({ words, to }) => {
    for (const [userId, id, unread] of to)
      bus.tellHere('notification', { userId, news: { notification: { id, ...words }, unread } })
  })
}
