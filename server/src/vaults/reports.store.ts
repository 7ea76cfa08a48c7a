import type { VaultReports, VaultReportsQuery } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Steps that what is deposited is shown in, up to what a vault asks for. */
const DEPOSIT_STEPS = 5

type Rows<T> = (T & Record<string, unknown>)[]
type Funnel = VaultReports['funnel']
type Endings = VaultReports['endings']
type Progress = VaultReports['attendance']

/** How the vaults of each type stood on the last day of the time that they were counted on. */
export async function findFunnel(via: Queryable, { from, until }: VaultReportsQuery): Promise<Funnel> {
  const { rows } = await via.query<Rows<Funnel[number]>[number]>(
    `with last as (
       select vault_type as type, snapshot_date as date,
         coalesce(sum(vaults) filter (where status = 'LOCKED'), 0)::bigint as locked,
         coalesce(sum(vaults) filter (where status = 'UNLOCKED'), 0)::bigint as unlocked,
         coalesce(sum(vaults) filter (where status = 'CLAIMED'), 0)::bigint as claimed,
         coalesce(sum(vaults) filter (where status = 'EXPIRED'), 0)::bigint as expired,
         sum(vaults) as every
       from vault_status_snapshot s
       where snapshot_date = (select max(snapshot_date) from vault_status_snapshot o
         where o.vault_type = s.vault_type and o.snapshot_date between $1::date and $2::date)
       group by vault_type, snapshot_date)
     select type, date::text as date, locked, unlocked, claimed, expired,
       round(claimed * 10000.0 / nullif(every, 0))::int as "claimRate",
       round(expired * 10000.0 / nullif(every, 0))::int as "expireRate"
     from last order by type`,
    [from, until],
  )
  return rows
}

/**
 * How many came to each end from one count to the next. An end is for ever, so the counts only rise; the first count there
 * is has none to be held against, and tells nothing.
 */
export async function findEndings(via: Queryable, { from, until }: VaultReportsQuery): Promise<Endings> {
  const rise = (figure: string, status: string) =>
    `coalesce(sum(${figure}) filter (where status = '${status}'), 0)::bigint`
  const { rows } = await via.query<Rows<Endings[number]>[number]>(
    `with counts as (
       select snapshot_date as date, vault_type as type, ${rise('vaults', 'CLAIMED')} as claimed,
         ${rise('coins', 'CLAIMED')} as claimed_coins, ${rise('vaults', 'EXPIRED')} as expired,
         ${rise('coins', 'EXPIRED')} as expired_coins
       from vault_status_snapshot
       where snapshot_date <= $2::date and snapshot_date >= coalesce(
         (select max(snapshot_date) from vault_status_snapshot where snapshot_date < $1::date), $1::date)
       group by snapshot_date, vault_type),
     steps as (
       select date, type, claimed - lag(claimed) over w as claimed, claimed_coins - lag(claimed_coins) over w as "claimedCoins",
         expired - lag(expired) over w as expired, expired_coins - lag(expired_coins) over w as "expiredCoins"
       from counts window w as (partition by type order by date))
     select date::text as date, type, claimed, "claimedCoins", expired, "expiredCoins" from steps
     where date >= $1::date and claimed is not null order by date, type`,
    [from, until],
  )
  return rows
}

/** Vaults whose time is not over and whose coins nobody has taken, with what unlocks them. */
const OPEN = (kind: string) => `open as materialized (
  select v.user_id, v.type, v.opened_at, d.unlock_amount as needed
  from player_vaults v join vault_definitions d on d.id = v.definition_id
  where v.state in ('LOCKED', 'UNLOCKED') and v.expires_at > ${at('$1')} and d.unlock_by = '${kind}')`

/** Players with an open vault by the days that count for it. */
export async function findAttendance(via: Queryable, nowMs: number): Promise<Progress> {
  const { rows } = await via.query<Rows<Progress[number]>[number]>(
    `with ${OPEN('attendance_days')},
     days as (
       select o.user_id, o.type, o.needed, count(a.user_id) as days from open o
       left join attendance_days a on a.user_id = o.user_id and a.attended_at >= o.opened_at
       group by o.user_id, o.type, o.needed)
     select type, 'attendance_days' as by, needed, least(days, needed)::bigint as "from",
       case when days < needed then days end::bigint as most, count(*) as players
     from days group by type, needed, least(days, needed), case when days < needed then days end
     order by type, needed, "from"`,
    [nowMs],
  )
  return rows
}

/** Players with an open vault by what they have deposited, in equal steps up to what it asks for. */
export async function findDeposits(via: Queryable, nowMs: number): Promise<Progress> {
  const { rows } = await via.query<Rows<Progress[number]>[number]>(
    `with ${OPEN('deposited_total')},
     given as (select user_id, sum(won) as won from (
         select user_id, won from vault_deposits union all select user_id, deposit_total from external_ranking_data) g
       group by user_id),
     steps as (
       select o.type, o.needed, width_bucket(coalesce(g.won, 0), 0, o.needed, least(o.needed, $2)::int) - 1 as step,
         least(o.needed, $2) as steps
       from open o left join given g on g.user_id = o.user_id)
     select type, 'deposited_total' as by, needed, (ceil(step * needed / steps::numeric))::bigint as "from",
       case when step < steps then ceil((step + 1) * needed / steps::numeric)::bigint - 1 end as most, count(*) as players
     from steps group by type, needed, step, steps order by type, needed, step`,
    [nowMs, DEPOSIT_STEPS],
  )
  return rows
}
