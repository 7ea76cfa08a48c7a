import type { Rank, VipChangeKind } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { NO_BENEFITS, type Standing, type VipBenefits } from './standing.rule.ts'

/** The number of the local day of an instant. */
export type DayOf = (atMs: number) => number

/** What a standing gives, as `vip_standings` holds it. */
export interface BenefitsRow {
  discount_bp: number
  max_discount_bp: number
  rank: Rank
}

export const toBenefits = (row: BenefitsRow): VipBenefits => ({
  discountBp: row.discount_bp,
  maxDiscountBp: row.max_discount_bp,
  rank: row.rank,
})

export interface StandingRow extends BenefitsRow, Record<string, unknown> {
  earned_tier: string | null
  earned_level: number
  reached_at: Date
  reached_version: number
  kept_until: Date
  noticed_at: Date | null
  falls_at: Date | null
  manual_tier: string | null
  manual_level: number
  manual_until: Date | null
  manual_reason: string | null
  manual_by: number | null
  tier: string | null
  level: number
}

/** The columns of a `Standing`; of a tier that is set, the level is what counts. */
export const STANDING_COLUMNS = `s.earned_tier, s.earned_level, s.reached_at, s.reached_version, s.kept_until,
  s.noticed_at, s.falls_at, s.manual_tier, case when s.manual_until is null then 0 else s.level end as manual_level,
  s.manual_until, s.manual_reason, s.manual_by, s.tier, s.level, s.discount_bp, s.max_discount_bp, s.rank`

export const toStanding = (row: StandingRow, dayOf: DayOf): Standing => ({
  earned: { level: row.earned_level, tier: row.earned_tier },
  reachedAtMs: row.reached_at.getTime(),
  reachedDay: dayOf(row.reached_at.getTime()),
  reachedVersion: row.reached_version,
  keptUntilMs: row.kept_until.getTime(),
  notice:
    row.noticed_at && row.falls_at ? { sinceMs: row.noticed_at.getTime(), fallsAtMs: row.falls_at.getTime() } : null,
  manual: row.manual_until && {
    place: { level: row.manual_level, tier: row.manual_tier },
    untilMs: row.manual_until.getTime(),
    reason: row.manual_reason ?? '',
    by: row.manual_by ?? 0,
  },
  now: { level: row.level, tier: row.tier },
  benefits: toBenefits(row),
})

/** A player who may have a tier: neither erased nor merged away. */
export interface Member {
  readonly userId: number
  readonly version: number
  readonly standing: Standing | undefined
}

export async function findMembers(via: Queryable, userIds: readonly number[], dayOf: DayOf): Promise<Member[]> {
  const { rows } = await via.query<StandingRow & { user_id: number; version: number; has: boolean }>(
    `select p.user_id, p.version, s.user_id is not null as has, ${STANDING_COLUMNS}
     from players p join users u on u.id = p.user_id left join vip_standings s on s.user_id = p.user_id
     where p.user_id = any($1::bigint[]) and u.deleted_at is null and p.state ->> 'mergedInto' is null
     order by p.user_id`,
    [userIds],
  )
  return rows.map((row) => ({
    userId: row.user_id,
    version: row.version,
    standing: row.has ? toStanding(row, dayOf) : undefined,
  }))
}

/** How an account stood, also one that is closed. */
export async function findStanding(via: Queryable, userId: number, dayOf: DayOf): Promise<Standing | undefined> {
  const { rows } = await via.query<StandingRow>(
    `select ${STANDING_COLUMNS} from vip_standings s where s.user_id = $1`,
    [userId],
  )
  return rows[0] && toStanding(rows[0], dayOf)
}

/** A standing that is written, by which event, and why. */
export interface Written {
  readonly userId: number
  readonly seq: number
  readonly standing: Standing
  readonly change: { readonly kind: VipChangeKind; readonly from: string | null; readonly to: string | null }
  readonly by?: { readonly adminId: number; readonly reason: string } | undefined
}

const iso = (ms: number): string => new Date(ms).toISOString()

const toInput = ({ userId, seq, standing, change, by }: Written) => ({
  user_id: userId,
  seq,
  earned_tier: standing.earned.tier,
  earned_level: standing.earned.level,
  reached_at: iso(standing.reachedAtMs),
  reached_version: standing.reachedVersion,
  kept_until: iso(standing.keptUntilMs),
  noticed_at: standing.notice && iso(standing.notice.sinceMs),
  falls_at: standing.notice && iso(standing.notice.fallsAtMs),
  manual_tier: standing.manual?.place.tier ?? null,
  manual_until: standing.manual && iso(standing.manual.untilMs),
  manual_reason: standing.manual?.reason ?? null,
  manual_by: standing.manual?.by ?? null,
  tier: standing.now.tier,
  level: standing.now.level,
  discount_bp: standing.benefits.discountBp,
  max_discount_bp: standing.benefits.maxDiscountBp,
  rank: standing.benefits.rank,
  kind: change.kind,
  from_tier: change.from,
  to_tier: change.to,
  admin_id: by?.adminId ?? null,
  reason: by?.reason ?? null,
})

const FIELDS = `earned_tier, earned_level, reached_at, reached_version, kept_until, noticed_at, falls_at, manual_tier,
  manual_until, manual_reason, manual_by, tier, level, discount_bp, max_discount_bp, rank`
const SET = FIELDS.split(',')
  .map((field) => `${field} = excluded.${field.trim()}`)
  .join(',')

/** Writes standings with their changes, in the transaction of their events, which hold the players' rows. */
export async function writeStandings(tx: Queryable, written: readonly Written[], nowMs: number): Promise<void> {
  if (written.length === 0) return
  await tx.query(
    `with input as (
       select * from json_to_recordset($1::json) as i(user_id bigint, seq bigint, earned_tier text, earned_level int,
         reached_at timestamptz, reached_version int, kept_until timestamptz, noticed_at timestamptz,
         falls_at timestamptz, manual_tier text, manual_until timestamptz, manual_reason text, manual_by bigint,
         tier text, level int, discount_bp int, max_discount_bp int, rank text, kind text, from_tier text,
         to_tier text, admin_id bigint, reason text)
     ), stands as (
       insert into vip_standings (user_id, seq, ${FIELDS}) select user_id, seq, ${FIELDS} from input
       on conflict (user_id) do update set seq = excluded.seq, ${SET}
     )
     insert into vip_changes (user_id, seq, at, kind, from_tier, to_tier, admin_id, reason)
     select user_id, seq, $2, kind, from_tier, to_tier, admin_id, reason from input`,
    [JSON.stringify(written.map(toInput)), new Date(nowMs)],
  )
}

/** What counts in the shop for a player now. */
export async function benefitsFor(via: Queryable, userId: number): Promise<VipBenefits> {
  const { rows } = await via.query<BenefitsRow & Record<string, unknown>>({
    name: 'vip-benefits',
    text: 'select discount_bp, max_discount_bp, rank from vip_standings where user_id = $1',
    values: [userId],
  })
  return rows[0] ? toBenefits(rows[0]) : NO_BENEFITS
}
