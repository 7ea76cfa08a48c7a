import { parseArgs } from 'node:util'
import { consumersOf, openWarehouse } from '../app/consumers.ts'
import { readConfig } from '../config.ts'
import { StartError } from '../platform/start-error.ts'
import type { Consumer } from '../stream/index.ts'
import { runCommand } from './run.ts'
import { dropLetter, redrive, showLetters } from './stream/dead-letters.ts'
import { rebuild } from './stream/rebuild.ts'
import { reconcileWarehouse } from './stream/reconcile.ts'
import { checkSchemas } from './stream/schemas.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `Say what to do: npm run stream -- …
  schemas [--apply]              holds the schemas of events against those that were released
  dead-letters [READER]          shows what readers could not take
  redrive READER [--apply]       lets the dead letters of a reader take effect, now that it can
  drop ID [--apply]              closes a dead letter that is to have no effect
  rebuild READER [--apply] [--restart]
                                 builds a read model anew from the first event, beside the one in use, and tells
                                 how they differ; --apply puts it in its place
  reconcile [--payloads]         holds ClickHouse against the books, by day and checksum`

interface Order {
  readonly command: string
  readonly what: string | undefined
  readonly apply: boolean
  readonly restart: boolean
  readonly payloads: boolean
}

function readOrder(args: readonly string[]): Order {
  const flag = { type: 'boolean', default: false } as const
  const options = { apply: flag, restart: flag, payloads: flag }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [command = '', what, ...more] = positionals
    if (more.length > 0) throw new StartError(USAGE)
    return { command, what, ...values }
  } catch {
    throw new StartError(USAGE)
  }
}

function consumerOf(name: string | undefined): Consumer {
  const consumers = consumersOf(openWarehouse(readConfig(process.env)))
  const found = consumers.find((consumer) => consumer.name === name)
  if (found) return found
  throw new StartError(
    `There is no such reader; with dead letters there are: ${consumers.map((one) => one.name).join(', ')}.`,
  )
}

const COMMANDS: Readonly<Record<string, (order: Order) => Promise<number> | number>> = {
  schemas: ({ apply }) => checkSchemas(apply),
  'dead-letters': ({ what }) => {
    const consumer = what === undefined ? null : consumerOf(what).name
    return withDatabase((pool) => showLetters(pool, consumer))
  },
  redrive: ({ what, apply }) => {
    const consumer = consumerOf(what)
    return withDatabase((pool) => redrive(pool, consumer, apply))
  },
  drop: ({ what = '', apply }) => {
    if (!/^[1-9]\d{0,14}$/.test(what)) throw new StartError(USAGE)
    return withDatabase((pool) => dropLetter(pool, Number(what), apply))
  },
  rebuild: ({ what, ...order }) => withDatabase((pool, databaseUrl) => rebuild({ pool, databaseUrl }, what, order)),
  reconcile: ({ payloads }) => withDatabase((pool) => reconcileWarehouse(pool, payloads)),
}

/** `npm run stream -- …`: what an operator or a developer does to the stream of events. */
async function stream(args: readonly string[]): Promise<number> {
  const order = readOrder(args)
  const command = Object.hasOwn(COMMANDS, order.command) ? COMMANDS[order.command] : undefined
  if (command === undefined) throw new StartError(USAGE)
  return command(order)
}

runCommand(stream)
