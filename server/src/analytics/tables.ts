import {
  type AnalyticsReport,
  activityReportReply,
  featuresQuery,
  featuresReply,
  funnelQuery,
  funnelReply,
  RETENTION_AGES,
  retentionQuery,
  spendQuery,
  spendReply,
} from '@casino-club/shared'
import { CSV_BOM, csvLine } from '../platform/http/csv.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import {
  findActivityDays,
  findFeatures,
  findFunnel,
  findRetention,
  findSpend,
  type Moment,
  type Read,
} from './figures.store.ts'

export type Cell = string | number | boolean | null
export type Table = Read<Readonly<Record<string, Cell>>>

/** The tables of retention have a column for each age. */
async function retentionTable(pool: Pool, query: unknown, now: Moment): Promise<Table> {
  const { rows, sql } = await findRetention(pool, retentionQuery.parse(query), now)
  const flat = rows.map(({ cohort, players, shares, spent }) => ({
    ...{ cohort, players },
    ...Object.fromEntries(RETENTION_AGES.map((age, index) => [`day${age}`, shares[index] ?? null])),
    ...Object.fromEntries(RETENTION_AGES.map((age, index) => [`spentByDay${age}`, spent[index] ?? null])),
  }))
  return { rows: flat, sql }
}

/** The figures of each report as one table. */
export const TABLES: Readonly<Record<AnalyticsReport, (pool: Pool, query: unknown, now: Moment) => Promise<Table>>> = {
  retention: retentionTable,
  spend: (pool, query, now) => findSpend(pool, spendQuery.parse(query), now),
  funnel: (pool, query, now) => findFunnel(pool, funnelQuery.parse(query), now),
  activity: (pool, query) => findActivityDays(pool, featuresQuery.parse(query)),
  features: (pool, query) => findFeatures(pool, featuresQuery.parse(query)),
}

/** What each report's table has, also where it has no rows. */
export const COLUMNS: Readonly<Record<AnalyticsReport, readonly string[]>> = {
  retention: [
    ...['cohort', 'players'],
    ...RETENTION_AGES.map((age) => `day${age}`),
    ...RETENTION_AGES.map((age) => `spentByDay${age}`),
  ],
  spend: Object.keys(spendReply.shape.rows.element.shape),
  funnel: Object.keys(funnelReply.shape.steps.element.shape),
  activity: Object.keys(activityReportReply.shape.rows.element.shape),
  features: Object.keys(featuresReply.shape.rows.element.shape),
}

/** A report's table as CSV, its first line the columns, also where there are no rows. */
export async function* csvOf(report: AnalyticsReport, { rows }: Table): AsyncIterable<string> {
  const columns = COLUMNS[report]
  yield CSV_BOM + csvLine(columns)
  for (const row of rows) yield csvLine(columns.map((column) => row[column] ?? null))
}
