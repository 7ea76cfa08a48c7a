import { type Locale, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import type { TimedRefusal } from '../platform/http/route.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { LetterKind, LetterParams } from './letters.ts'
import { insertLetter, lockMailbox, type Purpose, queuedSince } from './outbox.store.ts'

/** Whom the club may advertise to now: players who play safely and want to hear of it. */
export type MayContact = (userIds: readonly number[], nowMs: number) => Promise<ReadonlySet<number>>

export interface Letter {
  readonly kind: LetterKind
  /** Null: whoever has proven the address; it is found out when the letter is sent, so that asking tells nothing. */
  readonly userId: number | null
  readonly recipient: string
  readonly locale: Locale
  readonly params?: LetterParams
}

export interface Marketing extends Letter {
  readonly purpose: 'marketing'
  readonly userId: number
}

export interface PostDependencies {
  readonly bus: Bus
  readonly clock: Clock
  readonly mayContact: MayContact
}

const HOUR_MS = 3_600_000
/** Letters of one kind to one mailbox an hour, so that nobody's mailbox is flooded through us. */
const MOST_AN_HOUR = 3

/**
 * The only way to write to a player. A letter is a row in the caller's transaction: it goes out if that commits, and
 * nobody waits for a mail server.
 */
export class Post {
  private readonly deps: PostDependencies

  constructor(deps: PostDependencies) {
    this.deps = deps
  }

  /** Queues a letter that somebody's account needs. */
  async queue(tx: Queryable, letter: Letter): Promise<void> {
    await this.insert(tx, letter, 'service')
  }

  /** The same, for letters that a stranger could ask for again and again: RATE_LIMITED after three within an hour. */
  async queueSparingly(tx: Queryable, letter: Letter): Promise<TimedRefusal | undefined> {
    const nowMs = this.deps.clock.nowMs()
    await lockMailbox(tx, letter.recipient)
    const before = await queuedSince(tx, letter.kind, letter.recipient, nowMs - HOUR_MS)
    const oldest = before.at(-MOST_AN_HOUR)
    if (oldest !== undefined) {
      const retryAfterSeconds = Math.max(1, Math.ceil((oldest + HOUR_MS - nowMs) / 1_000))
      return { ...refuse('RATE_LIMITED', 'several mails are on their way to this address'), retryAfterSeconds }
    }
    await this.queue(tx, letter)
    return undefined
  }

  /** Queues an advertisement, if the player may be advertised to; asked again when it is sent. */
  async advertise(tx: Queryable, letter: Marketing): Promise<boolean> {
    const { mayContact, clock } = this.deps
    if (!(await mayContact([letter.userId], clock.nowMs())).has(letter.userId)) return false
    await this.insert(tx, letter, 'marketing')
    return true
  }

  private async insert(tx: Queryable, { params = {}, ...letter }: Letter, purpose: Purpose): Promise<void> {
    const { kind, userId, recipient, locale } = letter
    await insertLetter(tx, { purpose, kind, userId, recipient, locale, params }, this.deps.clock.nowMs())
    await this.deps.bus.publish(tx, 'mail', {})
  }
}
