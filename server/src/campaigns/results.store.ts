import type { Campaign, CampaignBody, CampaignResults } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { countNotReached } from './recipients.store.ts'

type Goal = CampaignBody['goal']['kind']

/** What counts as converted, from a player's first turn `r.passed_at` until `$2` hours later. */
const until = `r.passed_at + make_interval(hours => $2::integer)`
const GOALS: Readonly<Record<Goal, string>> = {
  visit: `exists (select from attendance_days a where a.user_id = r.user_id and a.attended_at >= r.passed_at and a.attended_at < ${until})`,
  play: `exists (select from play_quarters q where q.user_id = r.user_id and q.last_at >= r.passed_at and q.quarter < ${until}
    and q.quarter > r.passed_at - interval '15 minutes')`,
  purchase: `exists (select from shop_purchases p where p.user_id = r.user_id and p.created_at >= r.passed_at and p.created_at < ${until}
    and p.amount > 0 and p.status in ('captured', 'granted'))`,
}

type Tally = Pick<CampaignResults, 'sent' | 'notReached' | 'underWay' | 'opened' | 'clicked'>

/** Of each player who was to be reached, what came of all that was raised for him. */
const PLAYERS = `select r.user_id, bool_or(d.state = 'sent') as sent,
    bool_or(d.state in ('waiting', 'queued', 'sending', 'held')) as under_way, bool_or(n.read_at is not null) as opened,
    bool_or(d.clicked_at is not null) as clicked
  from campaign_recipients r left join notifications n on n.id = r.notification_id
  left join notification_deliveries d on d.notification_id = n.id
  where r.campaign_id = $1 and r.arm = 'reached' and r.passed_at is not null group by r.user_id`

async function tallyPlayers(via: Queryable, id: number): Promise<Tally> {
  const { rows } = await via.query<Tally & Record<string, unknown>>(
    `select count(*) filter (where sent) as sent,
       count(*) filter (where sent is not true and under_way) as "underWay",
       count(*) filter (where sent is not true and under_way is not true) as "notReached",
       count(*) filter (where sent and opened) as opened, count(*) filter (where sent and clicked) as clicked
     from (${PLAYERS}) as p`,
    [id],
  )
  return rows[0] ?? { sent: 0, notReached: 0, underWay: 0, opened: 0, clicked: 0 }
}

const DELIVERIES = `from campaign_recipients r join notification_deliveries d on d.notification_id = r.notification_id
  where r.campaign_id = $1`

async function tallyChannels(via: Queryable, id: number): Promise<CampaignResults['channels']> {
  const { rows } = await via.query<CampaignResults['channels'][number] & Record<string, unknown>>(
    `select d.channel, count(*) filter (where d.state = 'sent') as sent, count(d.clicked_at) as clicked,
       count(*) filter (where d.state in ('waiting', 'queued', 'sending', 'held')) as "underWay",
       count(*) filter (where d.state in ('dead', 'gone')) as failed
     ${DELIVERIES} group by d.channel order by d.channel`,
    [id],
  )
  return rows
}

async function tallySkipped(via: Queryable, id: number): Promise<CampaignResults['skipped']> {
  const { rows } = await via.query<CampaignResults['skipped'][number] & Record<string, unknown>>(
    `select d.channel, case when d.state = 'skipped' then coalesce(d.reason, 'skipped') else d.state end as reason, count(*) as count
     ${DELIVERIES} and d.state in ('skipped', 'expired', 'cancelled') group by 1, 2 order by 3 desc, 1, 2`,
    [id],
  )
  return rows
}

async function tallyArms(via: Queryable, id: number, { kind, withinHours }: CampaignBody['goal']) {
  const { rows } = await via.query<{ arm: string; players: number; converted: number }>(
    `select r.arm, count(*) as players, count(*) filter (where ${GOALS[kind]}) as converted from campaign_recipients r
     where r.campaign_id = $1 and $2::integer > 0 and r.wave = 1 and r.passed_at is not null group by r.arm`,
    [id, withinHours],
  )
  const of = (name: string) => {
    const { players = 0, converted = 0 } = rows.find(({ arm }) => arm === name) ?? {}
    return { players, converted }
  }
  return { reached: of('reached'), heldOut: of('heldout') }
}

async function findChecks(via: Queryable, id: number): Promise<CampaignResults['checks']> {
  const { rows } = await via.query<{ at: Date } & Omit<CampaignResults['checks'][number], 'at'>>(
    `select distinct on (harm) harm, at, reached, reached_harmed as "reachedHarmed", held_out as "heldOut",
       held_out_harmed as "heldOutHarmed", significant
     from campaign_checks where campaign_id = $1 order by harm, at desc`,
    [id],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Seconds that figures of millions may take. */
const LOOK_SECONDS = 60

/** What came of a campaign so far. What is told of messages is kept as long as they are: 120 days. */
export async function findResults(
  via: Queryable,
  { id, wave, body: { goal } }: Pick<Campaign, 'id' | 'wave' | 'body'>,
): Promise<Omit<CampaignResults, 'readAt'>> {
  await via.query(`set local statement_timeout = '${LOOK_SECONDS}s'`)
  return {
    ...(await tallyPlayers(via, id)),
    resendable: await countNotReached(via, id, wave),
    channels: await tallyChannels(via, id),
    skipped: await tallySkipped(via, id),
    ...(await tallyArms(via, id, goal)),
    checks: await findChecks(via, id),
  }
}

export interface ResultLine {
  readonly userId: number
  readonly wave: number
  readonly arm: string
  readonly zone: string
  readonly dueAt: Date
  readonly passedAt: Date | null
  readonly channel: string | null
  readonly state: string | null
  readonly reason: string | null
  readonly sentAt: Date | null
  readonly readAt: Date | null
  readonly clickedAt: Date | null
}
const CHUNK = 1_000

/** A line a player, wave and place, read in chunks so that the memory stays small. */
export async function* eachResult(via: Queryable, id: number): AsyncIterable<ResultLine> {
  for (let afterId = 0; ; ) {
    const players = await via.query<{ userId: number }>(
      `select distinct user_id as "userId" from campaign_recipients where campaign_id = $1 and user_id > $2 order by user_id limit $3`,
      [id, afterId, CHUNK],
    )
    const ids = players.rows.map(({ userId }) => userId)
    const { rows } = await via.query<ResultLine & Record<string, unknown>>(
      `select r.user_id as "userId", r.wave, r.arm, r.zone, r.due_at as "dueAt", r.passed_at as "passedAt", d.channel, d.state,
         d.reason, d.sent_at as "sentAt", n.read_at as "readAt", d.clicked_at as "clickedAt"
       from campaign_recipients r left join notifications n on n.id = r.notification_id
       left join notification_deliveries d on d.notification_id = n.id
       where r.campaign_id = $1 and r.user_id = any($2::bigint[]) order by r.user_id, r.wave, d.channel, d.id`,
      [id, ids],
    )
    yield* rows
    afterId = ids.at(-1) ?? 0
    if (ids.length < CHUNK) return
  }
}
