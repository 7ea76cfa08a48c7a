import { NOT_REBUILT, readModels } from '../../app/consumers.ts'
import { readConfig } from '../../config.ts'
import { createLog } from '../../platform/log.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { StartError } from '../../platform/start-error.ts'
import { policyOf } from '../../safe-play/index.ts'
import { countBehind, type ReadModel, readerName, rebuildModel } from '../../stream/index.ts'
import { reloadWarehouse } from '../../warehouse/index.ts'
import { auditStream, type StreamAct } from './audit.ts'
import { warehouseOrStop } from './reconcile.ts'

const BATCH = 10_000
const say = (line: string) => process.stdout.write(`${line}\n`)

const onProgress = (events: number) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${events} events`)
}

const rebuiltAct = (reader: string, after: StreamAct['after']): StreamAct => ({
  ...{ action: 'stream.rebuild', targetType: 'stream-reader', targetId: reader },
  after,
})

/** ClickHouse keeps an event once however often it is loaded: nothing is built beside it. */
async function reload(pool: Pool, apply: boolean): Promise<number> {
  const warehouse = warehouseOrStop()
  try {
    if (apply) await auditStream(pool, rebuiltAct('clickhouse', {}))
    if (apply) say(`Loaded ${await reloadWarehouse(pool, warehouse, { batchSize: BATCH, onProgress })} events again.`)
    else say('--apply loads all events again; npm run stream -- reconcile tells what differs.')
    return 0
  } finally {
    await warehouse.close()
  }
}

function modelOf(name: string | undefined): ReadModel {
  const models = readModels(policyOf(readConfig(process.env).safePlayPolicy).zone)
  const found = models.find((model) => model.name === name)
  if (found) return found
  if (name !== undefined && Object.hasOwn(NOT_REBUILT, name)) {
    throw new StartError(`${name} is not rebuilt: ${NOT_REBUILT[name]}.`)
  }
  throw new StartError(`There is no such reader; there are: ${models.map((model) => model.name).join(', ')}.`)
}

/** `rebuild READER`: builds its read model from the first event and tells how it differs; `apply` puts it in its place. */
export async function rebuild(
  { pool, databaseUrl }: { readonly pool: Pool; readonly databaseUrl: string },
  name: string | undefined,
  { apply, restart }: { readonly apply: boolean; readonly restart: boolean },
): Promise<number> {
  if (name === 'clickhouse') return reload(pool, apply)
  const model = modelOf(name)
  const behind = await countBehind(pool, readerName(model.name))
  if (behind > 0 && !apply) say(`The reader is ${behind} events behind: what they change counts as a difference.`)
  const deps = { pool, databaseUrl, log: createLog('warn') }
  const rebuilt = await rebuildModel(deps, model, {
    ...{ apply, restart, batchSize: BATCH, onProgress },
    noted: (tx, differences) => auditStream(tx, rebuiltAct(model.name, { differences })),
  })
  if (rebuilt === undefined) throw new StartError(`${model.name} is being rebuilt already.`)
  say(`${rebuilt.events} events.`)
  for (const { table, missing, different, extra } of rebuilt.differences) {
    say(`${table}: ${missing} rows missing, ${different} different, ${extra} too many`)
  }
  say(apply ? 'The new one is in use.' : 'Nothing was changed; --apply puts the new one in place.')
  return 0
}
