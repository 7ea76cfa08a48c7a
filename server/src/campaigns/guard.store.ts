import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { HarmCounts } from './harm.rule.ts'
import { takeTime } from './recipients.store.ts'

export interface Arms {
  reached: number
  heldout: number
}

/** Everybody counts from his first turn; who was told again later is no second player. */
const PASSED = `campaign_recipients r where r.campaign_id = $1 and r.wave = 1 and r.passed_at is not null`

export interface PassedPlayer {
  readonly userId: number
  readonly arm: keyof Arms
  /** He is paused or excluded, or his account is gone. */
  readonly closed: boolean
}

/** The next players whose turn has come, in the order of their ids. */
export async function findPassed(
  via: Queryable,
  id: number,
  { afterId, limit, nowMs }: { readonly afterId: number; readonly limit: number; readonly nowMs: number },
): Promise<PassedPlayer[]> {
  const { rows } = await via.query<PassedPlayer & Record<string, unknown>>(
    `select r.user_id as "userId", r.arm, exists (select from safe_play_players s where s.user_id = r.user_id
         and (s.excluded_until is not null or s.paused_until > ${at('$4')}))
       or exists (select from users u where u.id = r.user_id and u.deleted_at is not null)
       or exists (select from account_merges m where m.from_user_id = r.user_id) as closed
     from ${PASSED} and r.user_id > $2 order by r.user_id limit $3`,
    [id, afterId, limit, nowMs],
  )
  return rows
}

async function countArms(via: Queryable, id: number, condition: string): Promise<Arms> {
  const { rows } = await via.query<{ reached: number; heldout: number }>(
    `select count(*) filter (where r.arm = 'reached') as reached, count(*) filter (where r.arm = 'heldout') as heldout
     from ${PASSED} and ${condition}`,
    [id],
  )
  return rows[0] ?? { reached: 0, heldout: 0 }
}

/** Who has closed the club to himself since his turn came, for hours or for months. */
const countExcluded = (via: Queryable, id: number): Promise<Arms> =>
  countArms(
    via,
    id,
    `exists (select from safe_play_changes c where c.user_id = r.user_id and c.changed_at >= r.passed_at
       and c.admin_id is null and c.type in ('safe.paused', 'safe.excluded'))`,
  )

/** Who has spent money or gems since his turn came, between midnight and six where he is. */
const countNightSpend = (via: Queryable, id: number): Promise<Arms> =>
  countArms(
    via,
    id,
    `exists (select from shop_purchases p where p.user_id = r.user_id and p.created_at >= r.passed_at and p.amount > 0
       and p.status in ('captured', 'granted', 'refunding', 'refunded')
       and extract(hour from p.created_at at time zone r.zone) < 6)`,
  )

/** What has come to light since their turns came, each over the whole campaign. */
export async function countSince(tx: Queryable, id: number): Promise<Record<'exclusions' | 'nightSpend', Arms>> {
  await takeTime(tx)
  return { exclusions: await countExcluded(tx, id), nightSpend: await countNightSpend(tx, id) }
}

/** Keeps what a look saw. */
export async function insertChecks(
  tx: Queryable,
  id: number,
  checks: readonly (HarmCounts & { readonly significant: boolean })[],
  nowMs: number,
): Promise<void> {
  await tx.query(
    `insert into campaign_checks (campaign_id, at, harm, reached, reached_harmed, held_out, held_out_harmed, significant)
     select $1, ${at('$2')}, c.harm, c.reached, c."reachedHarmed", c."heldOut", c."heldOutHarmed", c.significant
     from jsonb_to_recordset($3::jsonb) as c(harm text, reached integer, "reachedHarmed" integer, "heldOut" integer,
       "heldOutHarmed" integer, significant boolean) on conflict do nothing`,
    [id, nowMs, JSON.stringify(checks)],
  )
}
