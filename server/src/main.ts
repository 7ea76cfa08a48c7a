import { startClub } from './app/club.ts'
import { startServices } from './app/services.ts'
import { showWelcome } from './app/welcome.ts'
import { type Config, readConfig } from './config.ts'
import { createLog, type Log } from './platform/log.ts'
import { StartError } from './platform/start-error.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Stops once, in order, however often it is asked; a stop that hangs is cut off. */
function stopOnSignals(config: Config, log: Log, stop: () => Promise<void>): void {
  let stopping = false
  const begin = (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.fatal('the stop took too long and is cut off')
      process.exit(1)
    }, config.shutdownTimeoutMs).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'the stop failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', begin)
  process.on('SIGTERM', begin)
}

/** A defect in some handler ends its command, not the process: whatever it was about is still in Postgres or never was. */
function surviveDefects(log: Log): void {
  process.on('uncaughtException', (error) => log.error({ err: error }, 'uncaught'))
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled'))
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const services = await startServices(config, say)
  try {
    const club = await startClub(config, services, log)
    surviveDefects(log)
    stopOnSignals(config, log, async () => {
      await club.stop()
      await services.stop()
    })
    showWelcome(say, config, services, club.transport)
  } catch (error) {
    await services.stop()
    throw error
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  )
  process.exit(1)
})
