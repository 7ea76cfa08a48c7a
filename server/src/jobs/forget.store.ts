import type { Queryable } from '../platform/postgres/pool.ts'

/** Rows that nobody needs any more: $1 now, $2 a day ago, $3 a month ago, $4 where the history of sign-ins begins. */
const SPENT = {
  sessions: 'expires_at < $3 or revoked_at < $3',
  // Until then letters to an address tell how many it has got within the hour; those to a player are his to look up.
  mail_outbox: `status <> 'waiting' and created_at < case when user_id is null then $2 else $3 end`,
  login_failures: 'last_failed_at < $3',
  sign_ins: 'occurred_at < $4',
  push_subscription_log: 'at < $4',
  login_challenges: 'expires_at < $1',
  oidc_logins: 'expires_at < $1',
  oidc_tickets: 'expires_at < $1',
  // As it is said to players.
  mood_answers: 'day < $3::date',
  // With their deliveries and attempts; no deadline is later than a month, so nothing of them is under way.
  notifications: `raised_at < $1::timestamptz - interval '120 days'`,
  // One that was dropped stays: a model that is built again is not to have it either.
  stream_dead_letters: `closed_at < $1::timestamptz - interval '90 days'
    and (closed_as = 'redriven' or reason = 'NO_EVENT')`,
  // As long as reports look back.
  recommendation_servings: `served_at < $1::timestamptz - interval '120 days'`,
  // Longer than what became of their messages is known.
  campaign_recipients: `due_at < $1::timestamptz - interval '400 days'`,
  // As long as figures of a year are compared with those of the year before.
  site_visits: `day < ($1::timestamptz - interval '400 days')::date`,
  // Twice the longest window of a tier, and more.
  vip_days: `day < ($1::timestamptz - interval '760 days')::date`,
} as const
export type SpentKind = keyof typeof SPENT

export const SPENT_KINDS = Object.keys(SPENT) as SpentKind[]

/** Written in the order of their time and too many to be looked through: of these the oldest are looked at. */
const OLDEST_FIRST: ReadonlySet<SpentKind> = new Set(['notifications'])
/** So many of them are counted at most. */
const MOST_COUNTED = 1_000_000

const DAY_MS = 86_400_000
const FORGET_AFTER_DAYS = 30
/** Gives every parameter its type, whichever of them a condition uses. */
const TYPED =
  '$1::timestamptz is not null and $2::timestamptz is not null and $3::timestamptz is not null and $4::timestamptz is not null'

export interface Forgetting {
  readonly nowMs: number
  readonly signInHistoryDays: number
}

const momentsOf = ({ nowMs, signInHistoryDays }: Forgetting): Date[] =>
  [0, 1, FORGET_AFTER_DAYS, signInHistoryDays].map((days) => new Date(nowMs - days * DAY_MS))

/** SQL: the rows of a kind, of those that are looked at from the oldest on so many. */
const rowsOf = (kind: SpentKind, limit: string): string =>
  OLDEST_FIRST.has(kind) ? `(select ctid, * from ${kind} order by id limit ${limit}) oldest` : kind

/** Takes away so many rows of a kind at most; gives how many it took. */
export async function forgetSpent(tx: Queryable, kind: SpentKind, at: Forgetting, limit: number): Promise<number> {
  const { rowCount } = await tx.query(
    `delete from ${kind} where ctid = any(array(
       select ctid from ${rowsOf(kind, '$5')} where ${TYPED} and (${SPENT[kind]}) limit $5))`,
    [...momentsOf(at), limit],
  )
  return rowCount ?? 0
}

/** How many rows of a kind would be taken away. */
export async function countSpent(tx: Queryable, kind: SpentKind, at: Forgetting): Promise<number> {
  const { rows } = await tx.query<{ spent: number }>(
    `select count(*) as spent from ${rowsOf(kind, `${MOST_COUNTED}`)} where ${TYPED} and (${SPENT[kind]})`,
    momentsOf(at),
  )
  return rows[0]?.spent ?? 0
}
