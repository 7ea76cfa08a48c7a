import type { AlertReport, VaultReportsQuery } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

/** How many reminders went out by day and kind, how many were clicked, and whose vault was claimed within 24 hours. */
export async function findConversion(via: Queryable, { from, until }: VaultReportsQuery): Promise<AlertReport['days']> {
  const { rows } = await via.query<AlertReport['days'][number] & Record<string, unknown>>(
    // Messages of these days alone are read, by their index: a reminder goes out within nine hours of when it was raised.
    `select to_char(date_trunc('day', sent_at at time zone 'UTC'), 'YYYY-MM-DD') as date, e.type, count(*) as sent,
       count(*) filter (where clicked) as clicked, count(*) filter (where claimed_within_24h) as claimed,
       round(count(*) filter (where claimed_within_24h) * 10000.0 / nullif(count(*), 0))::int as "claimRate"
     from alert_events e join notifications n on n.id = e.notification_id
     where n.params ? 'vaultType' and n.raised_at >= ($1::date - 1)::timestamp at time zone 'UTC'
       and n.raised_at < ($2::date + 1)::timestamp at time zone 'UTC'
       and sent_at >= $1::date::timestamp at time zone 'UTC' and sent_at < ($2::date + 1)::timestamp at time zone 'UTC'
     group by 1, 2 order by 1 desc, 2`,
    [from, until],
  )
  return rows
}
