import { HOME_ZONE, type NotificationPriority } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import type { Category, ChannelName } from './channel.ts'
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
select pg_advisory_xact_lock(hashtextextended('notify:' || user_id, 0)) from (
  select distinct user_id from notification_deliveries where id = any($1) order by user_id) as players`

/** `$1` ids, `$2` now, `$3` end of the lease, `$4` when the window of the caps begins. */
const CLAIM_SQL = `
with due as (
  select id, state from notification_deliveries
  where id = any($1) and (state in ('waiting', 'queued') and next_attempt_at <= ${at('$2')}
    or state = 'sending' and lease_until <= ${at('$2')})
  order by id for update skip locked
), taken as (
  update notification_deliveries d set state = 'sending', lease_no = d.lease_no + 1, lease_until = ${at('$3')}, queued_at = null
  from due where d.id = due.id returning d.*, due.state as was
)
select t.id, t.notification_id as "notificationId", t.user_id as "userId", t.lease_no as "leaseNo", t.target, t.channel,
  t.attempts, t.rounds, t.was = 'sending' as interrupted, ${ms('t.deadline_at', 'deadlineMs')},
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
       and (r.state = 'sending' and not r.id = any($1) or r.state = 'sent' and r.sent_at > ${at('$4')}))
    + dense_rank() over (partition by t.user_id, n.category order by t.notification_id) - 1 end as recent
from taken t join notifications n on n.id = t.notification_id join users u on u.id = t.user_id
left join players p on p.user_id = t.user_id left join notification_settings s on s.user_id = t.user_id`

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

/**
 * Takes deliveries into this worker's hands for `leaseMs`: those of the ids that are due and in nobody else's. Everything
 * that may have changed since they were queued is read here. In no order.
 */
export function claimDeliveries(
  pool: Pool,
  ids: readonly number[],
  { nowMs, leaseMs }: { readonly nowMs: number; readonly leaseMs: number },
): Promise<Claimed[]> {
  return inTransaction(pool, async (tx) => {
    await tx.query({ name: 'notify-lock', text: LOCK_SQL, values: [ids] })
    const values = [ids, nowMs, nowMs + leaseMs, nowMs - CAP_WINDOW_MS]
    const { rows } = await tx.query<ClaimRow & Record<string, unknown>>({
      name: 'notify-claim',
      text: CLAIM_SQL,
      values,
    })
    return rows.map(toClaimed)
  })
}
