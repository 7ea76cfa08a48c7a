import { insertAudit, systemActor } from '../admin/index.ts'
import { readConfig } from '../config.ts'
import { keysCommand } from '../identity/index.ts'
import { systemClock } from '../platform/clock.ts'
import { systemRandom } from '../platform/ids.ts'
import { publishOn } from '../platform/postgres/bus.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import { StartError } from '../platform/start-error.ts'
import { runCommand } from './run.ts'
import { withDatabase } from './with-database.ts'

const USAGE = 'Say what to do: list, rotate [--apply], or retire [key] [--apply].'
const say = (line: string) => process.stdout.write(`${line}\n`)

const commandOn = (pool: Pool) =>
  keysCommand({
    pool,
    clock: systemClock,
    random: systemRandom,
    tokenLifetimeMs: readConfig(process.env).accessTokenSeconds * 1_000,
    publish: publishOn,
    audit: (tx: Queryable, action, kids) =>
      insertAudit(tx, systemActor('npm run keys'), {
        action,
        targetType: 'signing_keys',
        targetId: kids.join(','),
        reason: null,
        before: null,
        after: null,
        atMs: systemClock.nowMs(),
      }),
  })

type Keys = ReturnType<typeof commandOn>

async function list(keys: Keys): Promise<void> {
  for (const { kid, createdAt, state } of await keys.list()) say(`${kid}  ${createdAt.toISOString()}  ${state}`)
}

async function rotate(keys: Keys, apply: boolean): Promise<void> {
  if (apply) say(`${await keys.rotate()} signs from now on; the keys before it go on verifying.`)
  else say('A new key would sign; those before would go on verifying. --apply makes it.')
}

async function retire(keys: Keys, kid: string | undefined, apply: boolean): Promise<void> {
  const retired = await keys.retire(kid, apply)
  if (!retired.ok) throw new StartError(`Nothing was retired: ${retired.message}.`)
  const names = retired.value.join(', ')
  say(apply ? `Retired: ${names}. Tokens signed with it are good no more.` : `Would retire: ${names}. --apply does it.`)
}

/** `npm run keys -- list | rotate [--apply] | retire [key] [--apply]`: the keys that access tokens are signed with. */
async function main(args: readonly string[]): Promise<number> {
  const apply = args.includes('--apply')
  const [what, kid, ...more] = args.filter((word) => word !== '--apply')
  return withDatabase(async (pool) => {
    const keys = commandOn(pool)
    if (more.length > 0 || (kid !== undefined && what !== 'retire')) throw new StartError(USAGE)
    if (what === 'list') await list(keys)
    else if (what === 'rotate') await rotate(keys, apply)
    else if (what === 'retire') await retire(keys, kid, apply)
    else throw new StartError(USAGE)
    return 0
  })
}

runCommand(main)
