import type { NotificationNews } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { countUnread, findSince } from './centre.store.ts'
import { Feed } from './feed.ts'

export interface LiveFeedsDependencies {
  readonly pool: Pool
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
}

/** As many tabs as anybody has; the oldest one gives way. */
const MOST_FEEDS = 10
const MOST_REPLAYED = 100

const worded = ({ notification, unread }: NotificationNews): string => {
  const id = notification === null ? '' : `id: ${notification.id}\n`
  return `${id}event: notification\ndata: ${JSON.stringify({ notification, unread })}\n\n`
}

/** What comes into centres, for pages without a room: a stream of server-sent events a page. */
export class LiveFeeds {
  private readonly deps: LiveFeedsDependencies
  private readonly feeds = new Map<number, Set<Feed>>()
  private stopped = false

  constructor(deps: LiveFeedsDependencies) {
    this.deps = deps
    const { bus } = deps
    bus.on('notification', ({ userId, news }) => {
      for (const feed of this.feeds.get(userId) ?? []) feed.push(worded(news))
    })
    bus.on('sessions', ({ sessionIds }) => this.end((feed) => sessionIds.includes(feed.sessionId)))
    // What was told meanwhile was not heard here: pages come again and say what they have.
    bus.onResync(() => this.end(() => true))
  }

  /** A stream for one page; with the id of the last message that it has, what came since is sent first. */
  open({ userId, sessionId, lastId }: { userId: number; sessionId: string; lastId: number | undefined }): Feed {
    const feed = new Feed(sessionId, () => this.forget(userId, feed))
    if (this.stopped) {
      feed.end()
      return feed
    }
    const feeds = this.feeds.get(userId) ?? new Set()
    this.feeds.set(userId, feeds)
    const [oldest] = feeds
    if (feeds.size >= MOST_FEEDS) oldest?.end()
    feeds.add(feed)
    this.begin(feed, userId, lastId).catch((error: unknown) => {
      this.deps.log.warn({ err: error, userId }, 'a stream of notifications could not begin')
      feed.end()
    })
    return feed
  }

  /** Ends all streams, and those that are opened from now on. */
  stop(): void {
    this.stopped = true
    this.end(() => true)
  }

  /** How many pages listen here. */
  get size(): number {
    return [...this.feeds.values()].reduce((sum, feeds) => sum + feeds.size, 0)
  }

  private async begin(feed: Feed, userId: number, lastId: number | undefined): Promise<void> {
    const { pool, clock } = this.deps
    const nowMs = clock.nowMs()
    const missed = lastId === undefined ? [] : await findSince(pool, userId, lastId, { nowMs, limit: MOST_REPLAYED })
    const unread = (await countUnread(pool, [userId], nowMs)).get(userId) ?? 0
    for (const notification of missed) feed.push(worded({ notification, unread }))
    feed.push(worded({ notification: null, unread }))
  }

  private end(which: (feed: Feed) => boolean): void {
    for (const feeds of this.feeds.values()) for (const feed of [...feeds]) if (which(feed)) feed.end()
  }

  private forget(userId: number, feed: Feed): void {
    const feeds = this.feeds.get(userId)
    feeds?.delete(feed)
    if (feeds?.size === 0) this.feeds.delete(userId)
  }
}
