import { migrateDown, migrateUp } from '../platform/postgres/migrate.ts'
import { StartError } from '../platform/start-error.ts'
import { runCommand } from './run.ts'
import { withDatabase } from './with-database.ts'

/** `npm run migrate`: to the newest schema; `npm run migrate -- down 1 --apply` takes the newest migration back. */
async function migrate([direction = 'up', steps = '1', apply]: readonly string[]): Promise<number> {
  const count = Number(steps)
  if (!['up', 'down'].includes(direction) || !Number.isInteger(count) || count < 1) {
    throw new StartError('Usage: npm run migrate [-- up | -- down <steps> --apply].')
  }
  return withDatabase(async (_pool, databaseUrl) => {
    if (direction === 'up') {
      const ran = await migrateUp(databaseUrl)
      process.stdout.write(ran.length === 0 ? 'Nothing to do.\n' : `Ran ${ran.join(', ')}.\n`)
    } else if (apply !== '--apply') {
      process.stdout.write(
        `Would take back the newest ${count}, with the data in their tables. Add --apply to do it.\n`,
      )
    } else {
      await migrateDown(databaseUrl, count)
      process.stdout.write(`Took back ${count}.\n`)
    }
    return 0
  })
}

runCommand(migrate)
