import { HOME_ZONE, type NotificationPriority } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import type { Category, ChannelName } from './channel.ts'
import { noteInterrupted } from './deliveries.store.ts'
import { CAP_WINDOW_MS, type Facts, NO_WISHES, type Wishes } from './gates.rule.ts'

/** A delivery in this worker's hands, with all that decides about it but what the safe-play guard says. */
export interface Claimed extends Omit<Facts, 'mayContact'> {
  readonly id: number
  readonly notificationId: number
  readonly userId: number
  readonly leaseNo: number
  /** Null: not looked up yet. */
  readonly target: string | null
  readonly attempts: number
  readonly rounds: number
  /** Its last worker is gone, in the middle of an attempt. */
  readonly interrupted: boolean
  readonly template: string
  readonly priority: NotificationPriority
  readonly language: 'ko' | 'en'
  readonly title: string
  readonly body: string
  readonly path: string | null
  readonly raisedMs: number
  readonly vaultType: string | null
}

const PRIORITIES: readonly NotificationPriority[] = ['high', 'normal', 'low']

const ms = (column: string, name: string) => `(extract(epoch from ${column}) * 1000)::bigint as "${name}"`

/** What others claim of the same players meanwhile counts for the cap: so they claim one after the other. */
const LOCK_SQL = `
select pg_advisory_xact_lock(hashtextextended('notify:' || user_id, 0)) from unnest($1::bigint[]) as players(user_id)`

// Of a list that it cannot see the length of, a plan is kept and not made anew each time.
const ASKED_SQL = 'select * from notification_deliveries where id = any((select $1::bigint[])::bigint[])'

const DUE_SQL = `${ASKED_SQL} and (state in ('waiting', 'queued') and next_attempt_at <= ${at('$2')}
    or state = 'sending' and lease_until <= ${at('$2')})
  order by id for update skip locked`

/** `$1` ids, `$2` now, `$3` when the window of the caps begins. */
const findSql = (due: string) => `
with due as (${due})
select t.id, t.notification_id as "notificationId", t.user_id as "userId", t.lease_no + 1 as "leaseNo", t.target, t.channel,
  t.attempts, t.rounds, t.state = 'sending' as interrupted, ${ms('t.deadline_at', 'deadlineMs')},
  n.template, n.type, n.category, n.priority, n.path,
  -- A vault may have been claimed while its reminder was being raised or sent.
  (n.cancelled_at is not null or exists (select from player_vaults v where v.user_id = t.user_id
    and v.id = case when n.params ->> 'vaultId' ~ '^\\d{1,18}$' then (n.params ->> 'vaultId')::bigint end
    and v.state = 'CLAIMED')) as cancelled,
  n.title_ko, n.body_ko, n.title_en, n.body_en, ${ms('n.raised_at', 'raisedMs')}, n.params ->> 'vaultType' as "vaultType",
  u.locale as language, n.params #> array['wordsBy', t.channel, u.locale] as own,
  case when u.deleted_at is not null or exists (select from account_merges m where m.from_user_id = t.user_id) then 'closed'
    when u.deletion_requested_at is not null or exists (select from user_bans b where b.user_id = t.user_id
      and b.lifted_at is null and (b.until is null or b.until > ${at('$2')})) then 'leaving'
    else 'open' end as account,
  coalesce(s.zone, p.state #>> '{streak,zone}') as zone, s.user_id is not null as wished,
  s.all_off, s.off_types, s.off_channels, s.quiet_from, s.quiet_to,
  ${ms('s.advertising_since', 'advertisingSinceMs')}, ${ms('s.night_since', 'nightSinceMs')},
  case when n.category = 'transactional' then 0 else
    (select count(distinct r.notification_id) from notification_deliveries r
     where r.user_id = t.user_id and r.category = n.category and r.notification_id <> t.notification_id
       and (r.state = 'sending' and not r.id = any($1) or r.state = 'sent' and r.sent_at > ${at('$3')}))
    + dense_rank() over (partition by t.user_id, n.category order by t.notification_id) - 1 end as recent
from due t join notifications n on n.id = t.notification_id join users u on u.id = t.user_id
left join players p on p.user_id = t.user_id left join notification_settings s on s.user_id = t.user_id`

const FIND_SQL = findSql(DUE_SQL)
const FIND_PICKED_SQL = findSql(ASKED_SQL)

interface ClaimRow extends Omit<Claimed, 'wishes' | 'priority' | 'title' | 'body' | 'zone'> {
  priority: number
  zone: string | null
  wished: boolean
  all_off: boolean
  off_types: string[]
  off_channels: string[]
  quiet_from: number
  quiet_to: number
  advertisingSinceMs: number | null
  nightSinceMs: number | null
  /** What this channel says in words of its own. */
  own: { readonly title: string; readonly body: string } | null
  title_ko: string
  body_ko: string
  title_en: string
  body_en: string
  channel: ChannelName
  category: Category
}

function wishesOf(row: ClaimRow): Wishes {
  if (!row.wished) return NO_WISHES
  const { advertisingSinceMs, nightSinceMs } = row
  return {
    allOff: row.all_off,
    offTypes: row.off_types,
    offChannels: row.off_channels,
    quiet: { fromMinute: row.quiet_from, toMinute: row.quiet_to },
    advertisingSinceMs,
    nightSinceMs,
  }
}

function toClaimed(row: ClaimRow): Claimed {
  const { priority, zone, own, title_ko, body_ko, title_en, body_en, ...claimed } = row
  const words = row.language === 'ko' ? { title: title_ko, body: body_ko } : { title: title_en, body: body_en }
  const { title, body } = own ?? words
  const named = { priority: PRIORITIES[priority] ?? 'normal', zone: zone ?? HOME_ZONE }
  return { ...claimed, ...named, title, body, wishes: wishesOf(row) }
}

async function lockPlayers(tx: Queryable, asked: readonly Pick<Claimed, 'userId'>[]): Promise<void> {
  // All in one order, so that nobody waits for who waits for him.
  const players = [...new Set(asked.map(({ userId }) => userId))].sort((one, other) => one - other)
  await tx.query({ name: 'notify-lock', text: LOCK_SQL, values: [players] })
}

/** What was picked and is locked already, with all that decides about it; of its players nobody else claims anything meanwhile. */
export async function findPicked(
  tx: Queryable,
  picked: readonly Pick<Claimed, 'id' | 'userId'>[],
  nowMs: number,
): Promise<Claimed[]> {
  await lockPlayers(tx, picked)
  const ids = picked.map(({ id }) => id)
  const { rows } = await tx.query<ClaimRow & Record<string, unknown>>({
    name: 'notify-find-picked',
    text: FIND_PICKED_SQL,
    values: [ids, nowMs, nowMs - CAP_WINDOW_MS],
  })
  return rows.map(toClaimed)
}

/** What is asked about a delivery before it is claimed: where its player is reached. */
export type Asked = Pick<Claimed, 'id' | 'userId' | 'channel' | 'target'>

/** In no order; those that are no more are left out. */
export async function findAsked(via: Queryable, ids: readonly number[]): Promise<Asked[]> {
  const { rows } = await via.query<Asked & Record<string, unknown>>({
    name: 'notify-asked',
    text: `select id, user_id as "userId", channel, target from notification_deliveries where id = any($1)`,
    values: [ids],
  })
  return rows
}

/** `$1` what is claimed, `$2` now, `$3` end of the lease, `$4` whether an attempt begins, `$5` and where; the line without an end is what shows one that was cut off. */
const TAKE_SQL = `
with taken as (
  update notification_deliveries d set state = 'sending', lease_no = d.lease_no + 1, lease_until = ${at('$3')}, queued_at = null,
    attempts = d.attempts + a.begins::integer, target = coalesce(a.target, d.target)
  from unnest($1::bigint[], $4::boolean[], $5::text[]) as a(id, begins, target) where d.id = a.id
  returning d.id, d.rounds, d.attempts, a.begins
)
insert into notification_attempts (delivery_id, round, attempt, event, at)
select id, rounds, attempts, 'started', ${at('$2')} from taken where begins`

/** Each other place of a player gets a delivery of its own, once. */
const SPREAD_SQL = `
insert into notification_deliveries (notification_id, user_id, category, channel, target, state, priority, next_attempt_at, deadline_at)
select d.notification_id, d.user_id, d.category, d.channel, a.target, 'waiting', d.priority, d.next_attempt_at, d.deadline_at
from jsonb_to_recordset($1::jsonb) as a(id bigint, target text) join notification_deliveries d on d.id = a.id on conflict do nothing`

/** The places that an attempt begins at: this delivery's, and those that get deliveries of their own. None: no attempt begins. */
export type Places = readonly string[]

async function take(
  tx: Queryable,
  claims: readonly { readonly claimed: Claimed; readonly places: Places }[],
  { nowMs, leaseMs }: { readonly nowMs: number; readonly leaseMs: number },
): Promise<void> {
  const cutOff = claims.filter(({ claimed }) => claimed.interrupted).map(({ claimed }) => claimed.id)
  if (cutOff.length > 0) await noteInterrupted(tx, cutOff, nowMs)
  const ids = claims.map(({ claimed }) => claimed.id)
  const targets = claims.map(({ places: [target = null] }) => target)
  const begins = targets.map((target) => target !== null)
  await tx.query({ name: 'notify-take', text: TAKE_SQL, values: [ids, nowMs, nowMs + leaseMs, begins, targets] })
  const others = claims.flatMap(({ claimed: { id }, places }) => places.slice(1).map((target) => ({ id, target })))
  if (others.length > 0) await tx.query({ name: 'notify-spread', text: SPREAD_SQL, values: [JSON.stringify(others)] })
}

/**
 * Takes deliveries into this worker's hands for `leaseMs`, those that are due and in nobody else's, and begins their
 * attempts: `decide` says of each, by all that may have changed since it was queued, where. What it asks itself it asks in this
 * transaction, which may have waited for others until then. One with an error instead is left as it was. Gives what was decided by id.
 */
export function claimDeliveries<Decision extends { readonly claimed: Claimed; readonly places: Places }>(
  pool: Pool,
  asked: readonly Asked[],
  lease: { readonly nowMs: number; readonly leaseMs: number },
  decide: (due: readonly Claimed[], tx: Queryable) => Promise<ReadonlyMap<number, Decision | Error>>,
): Promise<ReadonlyMap<number, Decision | Error>> {
  const ids = asked.map(({ id }) => id)
  return inTransaction(pool, async (tx) => {
    await lockPlayers(tx, asked)
    const { rows } = await tx.query<ClaimRow & Record<string, unknown>>({
      name: 'notify-find',
      text: FIND_SQL,
      values: [ids, lease.nowMs, lease.nowMs - CAP_WINDOW_MS],
    })
    const decided = await decide(rows.map(toClaimed), tx)
    const taken = [...decided.values()].filter((one): one is Decision => !(one instanceof Error))
    if (taken.length > 0) await take(tx, taken, lease)
    return decided
  })
}
