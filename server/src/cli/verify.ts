import { OddsTables, verifyRecordedPlay, verifySources } from '../games/index.ts'
import { systemClock } from '../platform/clock.ts'
import { createLog } from '../platform/log.ts'
import { Bus } from '../platform/postgres/bus.ts'
import { StartError } from '../platform/start-error.ts'
import { runCommand } from './run.ts'
import { withDatabase } from './with-database.ts'

/** `npm run verify -- <event id>`: computes a past play again from its revealed seed and its table. */
async function verify([eventId = '']: readonly string[]): Promise<number> {
  if (!/^[1-9]\d{0,15}-[1-9]\d{0,15}$/.test(eventId)) {
    throw new StartError('Usage: npm run verify -- <event id>, for example 17-42 (it stands in the game history).')
  }
  return withDatabase(async (pool, databaseUrl) => {
    const log = createLog('warn')
    const tables = new OddsTables(pool, new Bus(databaseUrl, log), systemClock, log, async () => undefined)
    const verified = await verifyRecordedPlay(verifySources(pool, tables), eventId)
    if (!verified.ok) {
      process.stdout.write(`${verified.reason}: ${verified.message}\n`)
      return 1
    }
    process.stdout.write(`${JSON.stringify(verified.value, null, 2)}\n`)
    process.stdout.write(verified.value.verified ? 'The play is what its seeds give.\n' : 'THE PLAY DOES NOT FIT.\n')
    return verified.value.verified ? 0 : 1
  })
}

runCommand(verify)
