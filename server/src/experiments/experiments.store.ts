import {
  type AdminExperiment,
  type ExperimentAct,
  type ExperimentBody,
  type ExperimentPhase,
  type ExperimentVersion,
  experimentBodySchema,
} from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { Experiment } from './assign.rule.ts'

interface Head extends Record<string, unknown> {
  readonly id: string
  readonly version: number
  readonly phase: ExperimentPhase
  readonly body: ExperimentBody
  readonly winner: string | null
}

const HEAD = 'id, version, phase, body, winner'

/** What was written by an older release may say less than a body says today: it is read through the same check. */
const toExperiment = ({ id, version, phase, body, winner }: Head): Experiment => ({
  ...{ id, version, phase, winner },
  body: experimentBodySchema.parse(body),
})

/** One that this release cannot read is left out of lists: players have nothing of it, and the log names it. */
const isReadable = ({ body }: Pick<Head, 'body'>): boolean => experimentBodySchema.safeParse(body).success

export interface Started {
  readonly experiments: readonly Experiment[]
  /** Those that this release cannot read: players have nothing of them, and the club goes on. */
  readonly unreadable: readonly string[]
}

/** Every experiment that players may have something of. */
export async function findStarted(via: Queryable): Promise<Started> {
  const { rows } = await via.query<Head>(`select ${HEAD} from experiments where phase <> 'draft'`)
  return {
    experiments: rows.filter(isReadable).map(toExperiment),
    unreadable: rows.filter((row) => !isReadable(row)).map(({ id }) => id),
  }
}

export async function findExperiment(via: Queryable, id: string): Promise<Experiment | undefined> {
  const { rows } = await via.query<Head>(`select ${HEAD} from experiments where id = $1`, [id])
  return rows[0] && toExperiment(rows[0])
}

/** The experiment while nobody else changes it. */
export async function lockExperiment(tx: Queryable, id: string): Promise<Experiment | undefined> {
  const { rows } = await tx.query<Head>(`select ${HEAD} from experiments where id = $1 for no key update`, [id])
  return rows[0] && toExperiment(rows[0])
}

/** Another experiment under way that takes some of the same players; the layer is locked until the transaction ends. */
export async function findRival(
  tx: Queryable,
  id: string,
  { id: layer, from, to }: ExperimentBody['layer'],
): Promise<string | undefined> {
  await tx.query('select from experiment_layers where id = $1 for update', [layer])
  const { rows } = await tx.query<{ id: string }>(
    `select id from experiments where layer = $1 and layer_from < $3 and layer_to > $2 and id <> $4
       and phase in ('running', 'paused') order by id limit 1`,
    [layer, from, to, id],
  )
  return rows[0]?.id
}

export interface WrittenVersion {
  readonly act: ExperimentAct
  readonly phase: ExperimentPhase
  readonly body: ExperimentBody
  readonly winner: string | null
  readonly reason: string
  /** Null: the club itself. */
  readonly adminId: number | null
  readonly nowMs: number
}

const layerValues = ({ layer }: ExperimentBody) => [layer.id, layer.from, layer.to]

/** False: there is one of this id already. */
export async function insertExperiment(tx: Queryable, id: string, written: WrittenVersion): Promise<boolean> {
  const { body, nowMs } = written
  await tx.query('insert into experiment_layers (id) values ($1) on conflict do nothing', [body.layer.id])
  const { rowCount } = await tx.query(
    `insert into experiments (id, version, phase, body, layer, layer_from, layer_to, changed_at)
     values ($1, 1, 'draft', $2, $4, $5, $6, $3) on conflict do nothing`,
    [id, JSON.stringify(body), new Date(nowMs), ...layerValues(body)],
  )
  if (rowCount !== 1) return false
  await insertVersion(tx, id, 1, written)
  return true
}

/** The next version of an experiment that is locked. */
export async function writeExperiment(
  tx: Queryable,
  { id, version }: Pick<Experiment, 'id' | 'version'>,
  written: WrittenVersion,
): Promise<void> {
  const { phase, body, winner, nowMs } = written
  await tx.query('insert into experiment_layers (id) values ($1) on conflict do nothing', [body.layer.id])
  await tx.query(
    `update experiments set version = $2, phase = $3, body = $4, winner = $5, changed_at = $6,
       started_at = case when $3 = 'draft' then null else coalesce(started_at, $6) end,
       ended_at = case when $3 in ('stopped', 'decided') then $6::timestamptz end,
       layer = $7, layer_from = $8, layer_to = $9
     where id = $1`,
    [id, version + 1, phase, JSON.stringify(body), winner, new Date(nowMs), ...layerValues(body)],
  )
  await insertVersion(tx, id, version + 1, written)
}

async function insertVersion(tx: Queryable, id: string, version: number, written: WrittenVersion): Promise<void> {
  const { act, phase, body, reason, adminId, nowMs } = written
  await tx.query(
    `insert into experiment_versions (experiment, version, act, phase, body, reason, admin_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, version, act, phase, JSON.stringify(body), reason, adminId, new Date(nowMs)],
  )
}

interface AdminRow extends Head {
  readonly started_at: Date | null
  readonly ended_at: Date | null
  readonly changed_at: Date
  readonly exposed: number
}

/** Every experiment as those who run it see it, or one; the newest change first. */
export async function listExperiments(via: Queryable, id: string | null = null): Promise<AdminExperiment[]> {
  const { rows } = await via.query<AdminRow>(
    `select ${HEAD}, started_at, ended_at, changed_at,
       (select count(*) from experiment_exposures x where x.experiment = e.id) as exposed
     from experiments e where $1::text is null or id = $1 order by changed_at desc, id`,
    [id],
  )
  return rows.filter(isReadable).map((row) => ({
    ...toExperiment(row),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    changedAt: row.changed_at.toISOString(),
    exposed: row.exposed,
  }))
}

/** What an experiment has said, the newest first. */
export async function findVersions(via: Queryable, id: string): Promise<ExperimentVersion[]> {
  const { rows } = await via.query<Omit<ExperimentVersion, 'at'> & { at: Date }>(
    `select v.version, v.act, v.phase, v.body, v.reason, a.site_id as admin, v.at
     from experiment_versions v left join admin_users a on a.id = v.admin_id
     where experiment = $1 order by version desc`,
    [id],
  )
  return rows
    .filter(isReadable)
    .map((row) => ({ ...row, body: experimentBodySchema.parse(row.body), at: row.at.toISOString() }))
}
