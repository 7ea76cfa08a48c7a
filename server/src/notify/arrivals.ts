import type { OwnNotification } from '@casino-club/shared'
import { type Bus, type BusMessages, publishAll } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** A message that came into somebody's centre, with how many he has not read now. */
export interface Arrival {
  readonly userId: number
  readonly id: number
  /** All that it says; those that are to be told together share it. */
  readonly words: Omit<OwnNotification, 'id'>
  readonly unread: number
}

/** As much of one NOTIFY as is for players: it holds 8,000 bytes, with its topic and the names in it. */
const MOST_BYTES = 7_900
/** Three numbers, the ids of thirteen digits at the most. */
const PLAYER_BYTES = 40

/** Tells of messages that came, those of the same words together; part of a transaction. */
export async function publishArrivals(tx: Queryable, arrivals: readonly Arrival[]): Promise<void> {
  await publishAll(tx, 'arrivals', alike(arrivals).flatMap(split))
}

type Told = BusMessages['arrivals']

function alike(arrivals: readonly Arrival[]): Told[] {
  const groups = new Map<Arrival['words'], [number, number, number][]>()
  for (const { userId, id, words, unread } of arrivals) {
    const to = groups.get(words) ?? []
    groups.set(words, to)
    to.push([userId, id, unread])
  }
  return [...groups].map(([words, to]) => ({ words, to }))
}

/** As many messages as it takes. */
function split({ words, to }: Told): Told[] {
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
