import type { DriftResult, StoppedTable } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { OutcomeCount } from './outcome-counts.ts'

/** Adds draws to their counters, in an order that two processes cannot deadlock in. */
export async function addCounts(via: Queryable, counts: readonly OutcomeCount[]): Promise<void> {
  await via.query(
    `insert into outcome_counts as c (game, table_version, kind, outcome, count)
     select game, table_version, kind, outcome, count
     from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::bigint[])
       as i(game, table_version, kind, outcome, count)
     order by 1, 2, 3, 4
     on conflict (game, table_version, kind, outcome) do update set count = c.count + excluded.count`,
    [
      counts.map(({ game }) => game),
      counts.map(({ tableVersion }) => tableVersion),
      counts.map(({ kind }) => kind),
      counts.map(({ outcome }) => outcome),
      counts.map(({ count }) => count),
    ],
  )
}

/** What was drawn from one table version, by kind of play. */
export async function readCounts(
  via: Queryable,
  game: string,
  tableVersion: number,
): Promise<Map<string, Map<string, number>>> {
  const { rows } = await via.query<{ kind: string; outcome: string; count: number }>(
    'select kind, outcome, count from outcome_counts where game = $1 and table_version = $2',
    [game, tableVersion],
  )
  const kinds = new Map<string, Map<string, number>>()
  for (const { kind, outcome, count } of rows) {
    const counts = kinds.get(kind) ?? new Map<string, number>()
    counts.set(outcome, count)
    kinds.set(kind, counts)
  }
  return kinds
}

/** The last look at each kind of play of a table version; a kind nobody looked at is absent. */
export async function lastLooks(via: Queryable, game: string, tableVersion: number): Promise<Map<string, number>> {
  const { rows } = await via.query<{ kind: string; look: number }>(
    'select kind, max(look) as look from drift_checks where game = $1 and table_version = $2 group by kind',
    [game, tableVersion],
  )
  return new Map(rows.map(({ kind, look }) => [kind, look]))
}

export interface DriftCheck extends DriftResult {
  readonly game: string
  readonly tableVersion: number
  readonly kind: string
  readonly look: number
  readonly threshold: number
  readonly alarm: boolean
}

/** Writes a look down; false when another process has done so before. */
export async function insertCheck(tx: Queryable, check: DriftCheck, nowMs: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into drift_checks (game, table_version, kind, look, draws, chi_square, degrees, p_value, threshold, alarm,
       checked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11::bigint / 1000.0)) on conflict do nothing`,
    [
      check.game,
      check.tableVersion,
      check.kind,
      check.look,
      check.draws,
      check.chiSquare,
      check.degrees,
      check.pValue,
      check.threshold,
      check.alarm,
      nowMs,
    ],
  )
  return rowCount === 1
}

/** A look as it was written down. */
export interface RecordedLook extends DriftResult {
  readonly kind: string
  readonly look: number
  readonly threshold: number
  readonly alarm: boolean
  readonly checkedAt: Date
}

/** All looks at a table version, the first first. */
export async function listLooks(via: Queryable, game: string, tableVersion: number): Promise<RecordedLook[]> {
  const { rows } = await via.query<{
    kind: string
    look: number
    draws: number
    chi_square: number
    degrees: number
    p_value: number
    threshold: number
    alarm: boolean
    checked_at: Date
  }>(
    `select kind, look, draws, chi_square, degrees, p_value, threshold, alarm, checked_at
     from drift_checks where game = $1 and table_version = $2 order by look`,
    [game, tableVersion],
  )
  return rows.map(({ chi_square: chiSquare, p_value: pValue, checked_at: checkedAt, ...row }) => ({
    ...row,
    chiSquare,
    pValue,
    checkedAt,
  }))
}

/** Games without a table in force whose last one was stopped, the latest stop first. */
export async function stoppedTables(via: Queryable): Promise<StoppedTable[]> {
  const { rows } = await via.query<{ game: string; version: number; retired_at: Date; kind: string }>(
    `select last.game, last.version, last.retired_at, alarm.kind
     from (select distinct on (game) game, version, retired_at from odds_tables o
       where status = 'retired' and not exists (select from odds_tables where game = o.game and status = 'published')
       order by game, retired_at desc, version desc) last
     cross join lateral (select kind from drift_checks c
       where c.game = last.game and c.table_version = last.version and c.alarm and c.checked_at <= last.retired_at
       order by c.checked_at, c.kind limit 1) alarm
     order by last.retired_at desc`,
  )
  return rows.map(({ game, version, retired_at, kind }) => ({
    id: `${game}-${version}`,
    game: game as StoppedTable['game'],
    version,
    kind,
    stoppedAt: retired_at.toISOString(),
  }))
}
