import type { CampaignDetail } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

/** How far a wave of a campaign is. */
export async function measureProgress(via: Queryable, id: number, wave: number): Promise<CampaignDetail['progress']> {
  const { rows } = await via.query<{
    total: number
    passed: number
    raised: number
    heldOut: number
    nextDueAt: Date | null
  }>(
    `select count(*) as total, count(passed_at) as passed, count(notification_id) as raised,
       count(*) filter (where arm = 'heldout') as "heldOut",
       min(due_at) filter (where passed_at is null) as "nextDueAt"
     from campaign_recipients r where campaign_id = $1 and wave = $2`,
    [id, wave],
  )
  const [row] = rows
  if (row === undefined) return { total: 0, passed: 0, raised: 0, heldOut: 0, nextDueAt: null }
  return { ...row, nextDueAt: row.nextDueAt?.toISOString() ?? null }
}

/** How many campaigns are in each state that is not over, and since when the oldest page has been due, in seconds. */
export async function measureCampaigns(via: Queryable, nowMs: number) {
  const { rows } = await via.query<{ state: string; count: number; lag: string | null }>(
    `select state, count(*) as count,
       max(extract(epoch from to_timestamp($1::bigint / 1000.0) - next_page_at)) filter (where state in ('scheduled', 'running')) as lag
     from campaigns where state in ('draft', 'approval', 'scheduled', 'running', 'paused') group by state`,
    [nowMs],
  )
  return {
    states: new Map(rows.map(({ state, count }) => [state, count])),
    lagSeconds: Math.max(0, ...rows.map(({ lag }) => Number(lag ?? 0))),
  }
}
