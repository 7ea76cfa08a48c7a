import type { Queryable } from '../platform/postgres/pool.ts'

/** What a message is for: it decides which consent, which hours and which cap apply to it. */
export type Category = 'transactional' | 'game' | 'advertising'

export type ChannelName = 'in_app' | 'push' | 'email'

export type Priority = 'low' | 'normal' | 'high'

/** So many deliveries share a statement: as many as a worker has in hand of any channel. */
export const MOST_TOGETHER = 500

/** One message on its way to one place, as a channel gets it. Every gate has said yes a moment ago. */
export interface DeliveryOrder {
  readonly deliveryId: string
  readonly notificationId: string
  readonly userId: number
  readonly template: string
  readonly category: Category
  readonly priority: Priority
  readonly language: 'ko' | 'en'
  readonly title: string
  readonly body: string
  /** A path of the player's app, beginning with `/`; null: there is nothing to open. */
  readonly path: string | null
  /** Where to: a subscription of push; empty where a player has one place only. */
  readonly target: string
  /** After this moment it is worth nothing any more, in milliseconds. */
  readonly deadlineMs: number
  /** Which attempt this is; the first is 1. */
  readonly attempt: number
}

/**
 * How an attempt ended. `sent`: somebody else has taken it over. `gone`: the place is no more, and nobody is to try it
 * again. `again`: it may pass, not before `afterMs` where the other side said so. `held`: our own configuration is wrong,
 * nothing of this origin helps until a person has mended it. `poison`: this message can never be sent. `detail` is for
 * operators: no secret, no address, no personal data.
 */
export type Outcome =
  | { readonly kind: 'sent'; readonly detail?: string }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'gone'; readonly detail: string }
  | { readonly kind: 'again'; readonly detail: string; readonly afterMs?: number }
  | { readonly kind: 'held'; readonly detail: string; readonly origin: string }
  | { readonly kind: 'poison'; readonly detail: string }

/** A way to a player. `send` throws nothing: whatever goes wrong is an outcome. */
export interface Channel {
  readonly name: ChannelName
  /** The places of a player on this channel at this moment; none: the message is skipped on it. */
  targets(userId: number): Promise<readonly string[]>
  send(order: DeliveryOrder, signal: AbortSignal): Promise<Outcome>
  /** Where the place is in the database: brings many, each by the id of its notification, within the transaction that decides about them. */
  bring?(tx: Queryable, notificationIds: readonly number[], nowMs: number): Promise<void>
  /** Forgets what it has against an origin of its own, as what was held for it is let go. False: it had nothing. */
  release?(tx: Queryable, origin: string, nowMs: number): Promise<boolean>
}
