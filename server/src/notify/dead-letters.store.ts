import { publishOn } from '../platform/postgres/bus.ts'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

export type DeadClass = 'transient' | 'poison'

export interface NewDeadLetter {
  readonly deliveryId: number
  readonly class: DeadClass
  /** What was to be sent, as whoever looks into it needs it. */
  readonly body: Readonly<Record<string, unknown>>
  readonly error: string
  readonly stack: string | null
  readonly attempts: number
  readonly round: number
  readonly atMs: number
}

const MOST_ERROR = 500
const MOST_STACK = 4_000

/** Keeps what could not be sent; poison waits for a person from the beginning. Gives its id. */
export async function buryDelivery(tx: Queryable, letter: NewDeadLetter): Promise<number> {
  const { deliveryId, body, error, stack, attempts, round, atMs } = letter
  const { rows } = await tx.query<{ id: number }>(
    `with dead as (
       insert into notification_dead_letters (delivery_id, class, state, body, error, stack, attempts, round, died_at)
       values ($1, $2, case when $2 = 'poison' then 'parked' else 'open' end, $3, $4, $5, $6, $7, ${at('$8')}) returning id
     ), moved as (
       insert into notification_dead_letter_moves (dead_letter_id, move, reason, at) select id, 'buried', $2, ${at('$8')} from dead
     )
     select id from dead`,
    [
      ...[
        deliveryId,
        letter.class,
        JSON.stringify(body),
        error.slice(0, MOST_ERROR),
        stack?.slice(0, MOST_STACK) ?? null,
      ],
      ...[attempts, round, atMs],
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a dead letter was not kept')
  return row.id
}

/**
 * Notes that an origin is held; true: it was not before, which is worth an alarm. Its row is locked: a release at the same
 * moment lets this delivery go too, or finds it held anew.
 */
export async function holdOrigin(
  tx: Queryable,
  { channel, origin, detail, atMs }: { channel: string; origin: string; detail: string; atMs: number },
): Promise<boolean> {
  const { rows } = await tx.query<{ fresh: boolean }>(
    `insert into notification_holds (channel, origin, detail, since) values ($1, $2, $3, ${at('$4')})
     on conflict (channel, origin) where released_at is null do update set released_at = null
     returning xmax = 0 as fresh`,
    [channel, origin, detail.slice(0, MOST_ERROR), atMs],
  )
  return rows[0]?.fresh ?? false
}

/** As many numbers as one NOTIFY holds, with room to spare. */
const TOLD_AT_ONCE = 400

/** Tells those who show dead letters in Redis that these were decided about, or are gone: they are to leave it. */
export async function publishDecided(tx: Queryable, ids: readonly number[]): Promise<void> {
  for (let from = 0; from < ids.length; from += TOLD_AT_ONCE) {
    await publishOn(tx, 'deadLetters', { decided: ids.slice(from, from + TOLD_AT_ONCE) })
  }
}

/** Those of these dead letters that still wait for a decision. */
export async function findUndecided(via: Queryable, ids: readonly number[]): Promise<Set<number>> {
  const { rows } = await via.query<{ id: number }>(
    `select id from notification_dead_letters where id = any($1) and state in ('open', 'parked')`,
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}
