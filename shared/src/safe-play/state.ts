import type { LimitId, Limits } from './limits.ts'

/**
 * What was used of one calendar window. Written with every play, hence an array: the number of the window (days since
 * 1970, weeks since the Monday before, months since year 0), the event that opened it, and what came since.
 */
export type UsageWindow = readonly [
  window: number,
  /** Number of the event that opened it: what a stake of an earlier event wins is no win of this window. */
  since: number,
  stakedCoins: number,
  /** Won less staked. */
  netCoins: number,
  stakedGems: number,
  netGems: number,
  playMs: number,
  spentWon: number,
]

/** Plays with less than five minutes between them. */
export type PlaySession = readonly [
  lastPlayAtMs: number,
  since: number,
  playMs: number,
  /** The play time up to which the player has been told. */
  toldMs: number,
  netCoins: number,
  netGems: number,
]

export interface Usage {
  /** Number of the first event that was counted. */
  readonly since: number
  readonly windows: readonly [day: UsageWindow, week: UsageWindow, month: UsageWindow]
  readonly session: PlaySession
}

/** A wish to loosen a limit; null: to remove it. */
export interface PendingChange {
  readonly limit: LimitId
  readonly value: number | null
  readonly askedAtMs: number
}

export interface Exclusion {
  readonly sinceMs: number
  /** Null: for ever. */
  readonly untilMs: number | null
}

/** What a player has decided about his play: changed by commands of his own only, or by an admin to be stricter. */
export interface Restrictions {
  readonly limits: Limits
  readonly pending: readonly PendingChange[]
  readonly pausedUntilMs: number | null
  /** Stays until the player has confirmed his return, also after its end. */
  readonly exclusion: Exclusion | null
  /** Null: as the policy has it. */
  readonly realityCheckMinutes: number | null
}

export const NO_RESTRICTIONS: Restrictions = {
  limits: {},
  pending: [],
  pausedUntilMs: null,
  exclusion: null,
  realityCheckMinutes: null,
}

/** The part of a player's state document that safe play keeps. */
export interface SafeState {
  /** Absent before the first play. */
  readonly usage?: Usage
  /** Absent until the player decides anything. */
  readonly restrictions?: Restrictions
  readonly refilledAtMs?: number
}
