import type { Pool } from '../../platform/postgres/pool.ts'
import { inTransaction } from '../../platform/postgres/pool.ts'
import { StartError } from '../../platform/start-error.ts'
import {
  type Consumer,
  closeLetter,
  countOpenLetters,
  type DeadLetter,
  findOpenLetters,
  redriveLetters,
} from '../../stream/index.ts'
import { auditStream } from './audit.ts'

const PAGE = 100
const MOST_BODY_SHOWN = 200
const say = (line: string) => process.stdout.write(`${line}\n`)

const worded = ({ id, consumer, source, type, schemaVersion, reason, detail, diedAt, body }: DeadLetter): string => {
  const what = type === null ? '' : ` ${type} version ${schemaVersion}`
  const head = `${id} ${diedAt.toISOString()} ${consumer} ${source}${what}: ${reason}, ${detail}`
  return body === null ? head : `${head}\n    ${JSON.stringify(body.slice(0, MOST_BODY_SHOWN))}`
}

/** Shows the open letters of a consumer, or of all. */
export async function showLetters(pool: Pool, consumer: string | null): Promise<number> {
  let [count, after] = [0, 0]
  for (let more = true; more; ) {
    const letters = await findOpenLetters(pool, { consumer, after, limit: PAGE })
    for (const letter of letters) say(worded(letter))
    count += letters.length
    after = letters.at(-1)?.id ?? after
    more = letters.length === PAGE
  }
  say(count === 0 ? 'There is no open dead letter.' : `${count} open dead letters.`)
  return 0
}

/** Lets the events of open letters take effect, without `apply` only says how many there are. */
export async function redrive(pool: Pool, consumer: Consumer, apply: boolean): Promise<number> {
  if (!apply) return showLetters(pool, consumer.name)
  await inTransaction(pool, async (tx) => {
    const open = await countOpenLetters(tx, consumer.name)
    await auditStream(tx, {
      ...{ action: 'stream.redrive', targetType: 'stream-reader', targetId: consumer.name },
      after: { open },
    })
  })
  let [done, left] = [0, 0]
  for await (const { letter, failed } of redriveLetters(pool, consumer)) {
    if (failed === null) done++
    else {
      left++
      say(`${letter.id} ${letter.source} stays: ${failed}`)
    }
  }
  say(`${done} took effect, ${left} stay.`)
  return left === 0 ? 0 : 1
}

/** Closes a letter that nobody wants to take effect any more, without `apply` only says which one it is. */
export async function dropLetter(pool: Pool, id: number, apply: boolean): Promise<number> {
  const [letter] = await findOpenLetters(pool, { consumer: null, after: id - 1, limit: 1 })
  if (letter?.id !== id) throw new StartError(`There is no open dead letter ${id}.`)
  if (!apply) {
    say(`${worded(letter)}\nWould be dropped. --apply does it.`)
    return 0
  }
  const { consumer, source, reason } = letter
  const dropped = await inTransaction(pool, async (tx) => {
    if (!(await closeLetter(tx, id, 'dropped'))) return false
    await auditStream(tx, {
      ...{ action: 'stream.drop', targetType: 'dead-letter', targetId: String(id) },
      after: { consumer, source, reason },
    })
    return true
  })
  if (!dropped) throw new StartError(`There is no open dead letter ${id}.`)
  say(`Dropped ${id}.`)
  return 0
}
