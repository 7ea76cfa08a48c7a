import { type Limits, must } from '@casino-club/shared'
import { type Calendar, calendarOf } from '../platform/time/calendar.ts'

/** What a region asks of the club; the player's own limits come on top of it. */
export interface Policy {
  readonly id: PolicyId
  /** The one zone in which days, weeks and months are counted, whatever zone the player is in. */
  readonly zone: string
  readonly calendar: Calendar
  /** The least time between a player's last play and the next one, by the game of the next one. */
  readonly intervalMs: { readonly games: Readonly<Record<string, number>>; readonly others: number }
  /** Minutes of play after which a player is told of time and result, where he has not chosen less. */
  readonly realityCheckMinutes: number
  /** Limits that every player has. */
  readonly ceilings: Limits
  /** Coins a player without any is given up to, and how often at most. */
  readonly refill: { readonly upToCoins: number; readonly everyHours: number }
}

export const POLICY_IDS = ['default', 'KR', 'GB'] as const
export type PolicyId = (typeof POLICY_IDS)[number]

type PolicyData = Omit<Policy, 'id' | 'calendar'>

const DEFAULT: PolicyData = {
  zone: 'Asia/Seoul',
  intervalMs: { games: {}, others: 0 },
  realityCheckMinutes: 60,
  ceilings: {},
  refill: { upToCoins: 1_000, everyHours: 24 },
}

const POLICIES: Readonly<Record<PolicyId, PolicyData>> = {
  default: DEFAULT,
  /**
   * Enforcement Decree of the Game Industry Promotion Act, table 2 no. 8 (card and board games played on the web): at
   * most 700,000 won of game money bought in a month, since July 2022.
   */
  KR: { ...DEFAULT, ceilings: { 'spendWon.month': 700_000 } },
  /**
   * UK Gambling Commission, Remote Technical Standards 14D and 14G, in force from 17 January 2025: at least 2.5 seconds
   * a game cycle for slots, 5 seconds for the other casino games; play between players and lotteries are not meant.
   * RTS 13B: the time since play began is told at intervals the player chooses.
   */
  GB: {
    ...DEFAULT,
    zone: 'Europe/London',
    intervalMs: { games: { slot: 2_500, match: 0, lottery: 0, gacha: 0 }, others: 5_000 },
  },
}

/** A policy by its name. */
export function policyOf(id: PolicyId): Policy {
  const data = must(POLICIES[id])
  return { ...data, id, calendar: calendarOf(data.zone) }
}
