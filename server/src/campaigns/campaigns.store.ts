import type { Campaign, CampaignBody, CampaignRow, CampaignState } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

interface RowOfList {
  id: number
  name: string
  revision: number
  state: CampaignState
  wave: number
  created_by_name: string
  asked_by_name: string | null
  approved_by_name: string | null
  created_at: Date
  changed_at: Date
  starts_at: Date | null
  began_at: Date | null
  ended_at: Date | null
  stop_reason: string | null
  grown_to: number | null
}
interface WholeRow extends RowOfList {
  body: CampaignBody
}
interface ListedRow extends RowOfList {
  audience: CampaignRow['audience']
  channels: CampaignRow['channels']
}

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null

const toShown = (row: RowOfList): Omit<Campaign, 'body'> => ({
  ...{ id: row.id, name: row.name, revision: row.revision, state: row.state, wave: row.wave },
  ...{ createdBy: row.created_by_name, askedBy: row.asked_by_name, approvedBy: row.approved_by_name },
  createdAt: row.created_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
  ...{ startsAt: iso(row.starts_at), beganAt: iso(row.began_at), endedAt: iso(row.ended_at) },
  ...{ stopReason: row.stop_reason, grownTo: row.grown_to },
})

const campaignSql = (
  terms: string,
) => `select c.id, c.name, c.revision, c.state, ${terms}, c.wave, c.created_at, c.changed_at, c.starts_at, c.began_at,
    c.ended_at, c.stop_reason, c.grown_to, (select site_id from admin_users a where a.id = c.created_by) as created_by_name,
    (select site_id from admin_users a where a.id = c.asked_by) as asked_by_name,
    (select site_id from admin_users a where a.id = c.approved_by) as approved_by_name
  from campaigns c`

export async function findCampaign(via: Queryable, id: number): Promise<Campaign | undefined> {
  const { rows } = await via.query<WholeRow & Record<string, unknown>>(`${campaignSql('c.body')} where c.id = $1`, [id])
  return rows[0] && { ...toShown(rows[0]), body: rows[0].body }
}

export interface CampaignPage {
  readonly state?: CampaignState | undefined
  readonly q?: string | undefined
  readonly sort: 'id' | 'name' | 'state' | 'changedAt' | 'startsAt'
  readonly order: string
  readonly page: number
  readonly perPage: number
}
const COLUMNS = {
  id: 'c.id',
  name: 'c.name',
  state: 'c.state',
  changedAt: 'c.changed_at',
  startsAt: 'c.starts_at',
} as const

/** Of the body of one, which may name ten thousand players. */
const LISTED = `c.body -> 'audience' ->> 'kind' as audience, c.body -> 'channels' as channels`

/** A page of campaigns, and how many fit. */
export async function findCampaigns(
  via: Queryable,
  { state, q, sort, order, page, perPage }: CampaignPage,
): Promise<{ readonly campaigns: CampaignRow[]; readonly total: number }> {
  const fits = `where ($1::text is null or c.state = $1) and ($2::text is null or position(lower($2) in lower(c.name)) > 0)`
  const filter = [state ?? null, q || null]
  const ascending = order.toUpperCase() === 'ASC'
  const { rows } = await via.query<ListedRow & Record<string, unknown>>(
    `${campaignSql(LISTED)} ${fits} order by ${COLUMNS[sort]} ${ascending ? 'asc nulls first' : 'desc nulls last'}, c.id desc limit $3 offset $4`,
    [...filter, perPage, (page - 1) * perPage],
  )
  const counted = await via.query<{ total: number }>(`select count(*) as total from campaigns c ${fits}`, filter)
  return {
    campaigns: rows.map((row) => ({ ...toShown(row), audience: row.audience, channels: row.channels })),
    total: counted.rows[0]?.total ?? 0,
  }
}

/** A campaign as those who change it hold it. */
export interface HeldCampaign {
  readonly id: number
  readonly name: string
  readonly revision: number
  readonly state: CampaignState
  readonly body: CampaignBody
  readonly wave: number
  readonly begun: boolean
  readonly askedBy: number | null
  readonly approvedBy: number | null
  /** How many players there were when it was to begin, and had to wait for a second admin. */
  readonly grownTo: number | null
  readonly startsMs: number | null
  readonly endedMs: number | null
  readonly nextPageMs: number | null
  readonly sweepAfter: number | null
}

const ms = (column: string, name: string) => `(extract(epoch from ${column}) * 1000)::bigint as "${name}"`

/** Holds a campaign until the transaction ends; undefined: there is none, or, where `skip`, somebody else has it. */
export async function lockCampaign(tx: Queryable, id: number, skip = false): Promise<HeldCampaign | undefined> {
  const { rows } = await tx.query<HeldCampaign & Record<string, unknown>>(
    `select id, name, revision, state, body, wave, began_at is not null as begun, asked_by as "askedBy", approved_by as "approvedBy",
       grown_to as "grownTo",
       ${ms('starts_at', 'startsMs')}, ${ms('ended_at', 'endedMs')}, ${ms('next_page_at', 'nextPageMs')}, sweep_after as "sweepAfter"
     from campaigns where id = $1 for no key update ${skip ? 'skip locked' : ''}`,
    [id],
  )
  return rows[0]
}

/** Begins a draft; the id of the one that has this key already, with whether it is new. */
export async function insertCampaign(
  tx: Queryable,
  draft: { readonly key: string; readonly name: string; readonly body: CampaignBody; readonly adminId: number },
  nowMs: number,
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into campaigns (key, name, revision, state, body, created_by, created_at, changed_at)
     values ($1, $2, 1, 'draft', $3, $4, ${at('$5')}, ${at('$5')}) on conflict (key) do nothing returning id`,
    [draft.key, draft.name, JSON.stringify(draft.body), draft.adminId, nowMs],
  )
  if (rows[0]) return { id: rows[0].id, isNew: true }
  const known = await tx.query<{ id: number }>('select id from campaigns where key = $1', [draft.key])
  return { id: known.rows[0]?.id ?? 0, isNew: false }
}

export async function writeDraft(
  tx: Queryable,
  id: number,
  { name, body }: { readonly name: string; readonly body: CampaignBody },
  nowMs: number,
): Promise<void> {
  await tx.query(
    `update campaigns set name = $2, body = $3, revision = revision + 1, changed_at = ${at('$4')} where id = $1`,
    [id, name, JSON.stringify(body), nowMs],
  )
}

/** What a move changes beside the state. */
export interface Moved {
  readonly state: CampaignState
  readonly askedBy?: number
  readonly approvedBy?: number
  readonly startsMs?: number
  readonly nextPageMs?: number
  readonly checkMs?: number
  readonly wave?: number
  readonly stopReason?: string
  readonly grownTo?: number
  /** Take back what has not been sent. */
  readonly sweeps?: boolean
}

/** Moves a campaign that is held; an admin's move is counted, the club's own is not, so that nobody's form is overtaken by it. */
export async function writeMove(tx: Queryable, id: number, moved: Moved, by: { nowMs: number; counted: boolean }) {
  const { state, askedBy, approvedBy, startsMs, nextPageMs, checkMs, wave, stopReason, grownTo, sweeps = false } = moved
  const isOver = state === 'done' || state === 'cancelled' || state === 'stopped'
  await tx.query(
    `update campaigns set state = $2, revision = revision + case when $3 then 1 else 0 end,
       changed_at = ${at('$4')}, ended_at = case when $5 then ${at('$4')} end,
       asked_by = coalesce($6, asked_by), approved_by = coalesce($7, approved_by),
       starts_at = coalesce(${at('$8')}, starts_at), next_page_at = coalesce(${at('$9')}, next_page_at),
       check_at = coalesce(${at('$10')}, check_at), wave = coalesce($11, wave), stop_reason = $12,
       began_at = case when $2 = 'running' then coalesce(began_at, ${at('$4')}) else began_at end,
       sweep_after = case when $13 and began_at is not null then 0 else sweep_after end,
       grown_to = coalesce($14::integer, grown_to)
     where id = $1`,
    [
      ...[id, state, by.counted, by.nowMs, isOver, askedBy ?? null, approvedBy ?? null, startsMs ?? null],
      ...[nextPageMs ?? null, checkMs ?? null, wave ?? null, stopReason ?? null, sweeps, grownTo ?? null],
    ],
  )
}
