import { join } from 'node:path'
import { insertAudit, systemActor } from '../admin/index.ts'
import { readConfig } from '../config.ts'
import { SecretBox } from '../identity/index.ts'
import { systemClock } from '../platform/clock.ts'
import { keptSecret } from '../platform/embedded/secrets.ts'
import { systemRandom } from '../platform/ids.ts'
import { publishOn } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { StartError } from '../platform/start-error.ts'
import { vapidCommand } from '../push/index.ts'
import { runCommand } from './run.ts'
import { withDatabase } from './with-database.ts'

const USAGE = 'Say what to do: npm run push -- list, rotate [--apply], or retire <key> [--apply].'
const say = (line: string) => process.stdout.write(`${line}\n`)

function commandOn(pool: Pool) {
  const { jwtSecret, jwtSecretPrevious, dataDir } = readConfig(process.env)
  const secret = jwtSecret ?? keptSecret(join(dataDir, 'jwt-secret'))
  return vapidCommand({
    pool,
    box: new SecretBox(secret, jwtSecretPrevious === null ? [] : [jwtSecretPrevious], systemRandom),
    clock: systemClock,
    random: systemRandom,
    publish: publishOn,
    audit: (tx, action, keyId) =>
      insertAudit(tx, systemActor('npm run push'), {
        ...{ action, targetType: 'push-key', targetId: String(keyId), reason: null, before: null, after: null },
        atMs: systemClock.nowMs(),
      }),
  })
}

type Keys = ReturnType<typeof commandOn>

async function list(keys: Keys): Promise<void> {
  for (const { id, createdAt, state, active, publicKey } of await keys.list()) {
    say(`${id}  ${createdAt.toISOString()}  ${state}  ${active} subscriptions  ${publicKey}`)
  }
}

async function rotate(keys: Keys, apply: boolean): Promise<void> {
  if (apply)
    say(`Key ${await keys.rotate()} is the current one; the one before it goes on signing for its subscriptions.`)
  else say('A new key would be the current one; the one before would go on signing. --apply makes it.')
}

async function retire(keys: Keys, id: number, apply: boolean): Promise<void> {
  const retired = await keys.retire(id, apply)
  if (!retired.ok) throw new StartError(`Nothing was retired: ${retired.message}.`)
  const what = `key ${id}, and ${retired.value} subscriptions with it`
  say(apply ? `Retired: ${what}.` : `Would retire: ${what}. --apply does it.`)
}

/** `npm run push -- list | rotate [--apply] | retire <key> [--apply]`: the keys that push services know the club by. */
async function main(args: readonly string[]): Promise<number> {
  const apply = args.includes('--apply')
  const [what, key, ...more] = args.filter((word) => word !== '--apply')
  if (more.length > 0 || (what === 'retire') !== (key !== undefined)) throw new StartError(USAGE)
  if (key !== undefined && !/^\d{1,9}$/.test(key)) throw new StartError(USAGE)
  return withDatabase(async (pool) => {
    const keys = commandOn(pool)
    if (what === 'list') await list(keys)
    else if (what === 'rotate') await rotate(keys, apply)
    else if (what === 'retire') await retire(keys, Number(key), apply)
    else throw new StartError(USAGE)
    return 0
  })
}

runCommand(main)
