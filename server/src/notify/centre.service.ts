import { accept, type NotificationCount, type Result, refuse } from '@casino-club/shared'
import { Batches } from '../platform/batches.ts'
import type { Clock } from '../platform/clock.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { inSnapshot, inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { type CentreFilter, countUnread, findCentre, markAllRead, markClicked, markMessage } from './centre.store.ts'
import type { ChannelName } from './channel.ts'

/** A room that opens does not wait for its count. */
const APART_MS = 10

export interface CentreDependencies {
  readonly pool: Pool
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
}

/** The centre of a player: what was told to him, and what he has read of it; all his devices agree at once. */
export class Centre {
  private readonly deps: CentreDependencies

  private readonly unread: Batches<number, number>

  constructor(deps: CentreDependencies) {
    this.deps = deps
    this.unread = new Batches({
      apartMs: APART_MS,
      async work(userIds) {
        const counts = await countUnread(deps.pool, userIds, deps.clock.nowMs())
        return userIds.map((userId) => counts.get(userId) ?? 0)
      },
    })
  }

  unreadOf(userId: number): Promise<number> {
    return this.unread.hand(userId)
  }

  async list(userId: number, filter: CentreFilter) {
    const { pool, clock } = this.deps
    const nowMs = clock.nowMs()
    // Of one moment: what comes in between is in both or in neither.
    return inSnapshot(pool, async (via) => {
      const found = await findCentre(via, userId, filter, nowMs)
      return { ...found, unread: (await countUnread(via, [userId], nowMs)).get(userId) ?? 0 }
    })
  }

  /** Marks one message as read or archived, archived being read. */
  mark(userId: number, id: number, change: 'read' | 'archive'): Promise<Result<NotificationCount>> {
    return this.changing(userId, (tx, nowMs) => markMessage(tx, change, { userId, id, nowMs }))
  }

  readAll(userId: number, upTo: number | undefined): Promise<Result<NotificationCount>> {
    return this.changing(userId, async (tx, nowMs) => {
      await markAllRead(tx, { userId, upTo, nowMs })
      return true
    })
  }

  /** Notes that a message was opened from a channel. */
  click(userId: number, id: number, channel: ChannelName): Promise<Result<NotificationCount>> {
    return this.changing(userId, (tx, nowMs) => markClicked(tx, { userId, id, channel, nowMs }))
  }

  private changing(
    userId: number,
    work: (tx: Queryable, nowMs: number) => Promise<boolean>,
  ): Promise<Result<NotificationCount>> {
    const { pool, bus, clock } = this.deps
    const nowMs = clock.nowMs()
    return inTransaction(pool, async (tx) => {
      if (!(await work(tx, nowMs))) return refuse('NOT_FOUND', 'no such message')
      const unread = (await countUnread(tx, [userId], nowMs)).get(userId) ?? 0
      await bus.publish(tx, 'notification', { userId, news: { notification: null, unread } })
      return accept({ unread })
    })
  }
}
