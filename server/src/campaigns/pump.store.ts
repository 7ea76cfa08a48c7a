import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Campaigns that have something to do now: those to be taken back first, then by when they were due. */
export async function findWork(via: Queryable, nowMs: number, limit: number): Promise<number[]> {
  const { rows } = await via.query<{ id: number }>({
    name: 'campaign-work',
    text: `(select id from campaigns where sweep_after is not null order by id limit $2)
      union all
      (select id from campaigns where state in ('scheduled', 'running') and sweep_after is null
         and next_page_at <= ${at('$1')} order by next_page_at, id limit $2)`,
    values: [nowMs, limit],
  })
  return rows.map(({ id }) => id)
}

/** Not before this moment: the next page. */
export async function delayPage(via: Queryable, id: number, untilMs: number): Promise<void> {
  await via.query(`update campaigns set next_page_at = ${at('$2')} where id = $1`, [id, untilMs])
}

/** Up to which player everything is taken back; null: up to the last. */
export async function keepSweep(tx: Queryable, id: number, upTo: number | null): Promise<void> {
  await tx.query('update campaigns set sweep_after = $2 where id = $1', [id, upTo])
}

/**
 * Takes the next campaign whose players are to be looked at, and puts its next look off until then, so that one process looks;
 * one that is done is looked at for as long as its goal is counted.
 */
export async function takeWatched(via: Queryable, nowMs: number, nextMs: number): Promise<number | undefined> {
  const { rows } = await via.query<{ id: number }>(
    `update campaigns set check_at = ${at('$2')} where id = (
       select id from campaigns where state in ('running', 'paused', 'done') and check_at <= ${at('$1')}
       order by check_at, id limit 1 for no key update skip locked)
     returning id`,
    [nowMs, nextMs],
  )
  return rows[0]?.id
}

/** There is nothing more to look at. */
export async function endChecks(tx: Queryable, id: number): Promise<void> {
  await tx.query('update campaigns set check_at = null where id = $1', [id])
}
