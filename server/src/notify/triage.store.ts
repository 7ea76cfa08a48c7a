import { publishOn } from '../platform/postgres/bus.ts'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { publishDecided } from './dead-letters.store.ts'
import { END_COLUMNS, tellEnds } from './told.store.ts'

/** So often a dead letter is taken up again by the clock; after it a person decides. */
export const MOST_ROUNDS = 3

/**
 * How long what died in a round rests before it is taken up again: an outage of minutes, of an hour, of half a day. What is of no
 * use by then is tried once more shortly before its deadline.
 */
const REST = `case l.round when 0 then interval '0' when 1 then interval '30 minutes' else interval '6 hours' end`
const RESTED = `least(l.died_at + ${REST}, d.deadline_at - interval '30 minutes')`

/** What triage did with the dead letters it looked at. */
export interface Triaged {
  readonly requeued: readonly number[]
  readonly parked: readonly number[]
  readonly closed: readonly number[]
  /** Deliveries of held origins whose deadline is over. */
  readonly expired: number
}

/** Letters `l` with delivery `d` and message `n` that there is something to decide about at `$1`. */
const TO_DECIDE = `(l.state = 'open' and (l.round >= ${MOST_ROUNDS} or ${RESTED} <= ${at('$1')})
      or (l.state = 'open' or l.state = 'parked' and l.class = 'transient')
        and (n.cancelled_at is not null or d.state <> 'dead' or d.deadline_at <= ${at('$1')}))`

const TRIAGE_SQL = `
with looked as (
  select l.id, l.delivery_id, case
      when n.cancelled_at is not null then 'cancelled' when d.state <> 'dead' then 'settled' when d.deadline_at <= ${at('$1')} then 'expired'
      when l.round >= ${MOST_ROUNDS} then 'rounds' else 'transient' end as why
  from notification_dead_letters l join notification_deliveries d on d.id = l.delivery_id
  join notifications n on n.id = d.notification_id
  where ${TO_DECIDE}
  order by l.id limit $2 for update of l, d skip locked
), decided as (
  select id, delivery_id, why, case why when 'transient' then 'requeued' when 'rounds' then 'parked' else 'closed' end as move from looked
), letters as (
  update notification_dead_letters l set state = d.move, settled_at = case when d.move <> 'parked' then ${at('$1')} end
  from decided d where l.id = d.id
), sendings as (
  update notification_deliveries s set state = case d.why when 'transient' then 'waiting' when 'cancelled' then 'cancelled' else 'expired' end,
    attempts = case when d.why = 'transient' then 0 else s.attempts end, reason = d.why,
    rounds = s.rounds + case when d.why = 'transient' then 1 else 0 end,
    next_attempt_at = case when d.why = 'transient' then ${at('$1')} else s.next_attempt_at end
  from decided d where s.id = d.delivery_id and s.state = 'dead' and d.why in ('transient', 'cancelled', 'expired')
  returning s.*
), told as (
  ${tellEnds('sendings', '$1', { where: `e.state <> 'waiting'` })}
), moves as (
  insert into notification_dead_letter_moves (dead_letter_id, move, reason, at) select id, move, why, ${at('$1')} from decided
)
select id, move from decided`

const EXPIRE_SQL = `
with over as (
  update notification_deliveries d set state = 'expired', reason = 'expired', origin = null
  where id = any(array(select id from notification_deliveries where state = 'held' and deadline_at <= ${at('$1')} limit $2))
  returning ${END_COLUMNS}
), told as (
  ${tellEnds('over', '$1')}
)
insert into notification_attempts (delivery_id, round, attempt, event, detail, at)
select id, rounds, attempts, 'expired', 'while its origin was held', ${at('$1')} from over`

/**
 * Decides about dead letters by what they are: what may pass is taken up again before its deadline, thrice at most and ever
 * more slowly; what is over is closed, also where a person was to decide. What another transaction is at is left to it.
 */
export async function triageDeadLetters(tx: Queryable, nowMs: number, limit: number): Promise<Triaged> {
  const { rows } = await tx.query<{ id: number; move: string }>(TRIAGE_SQL, [nowMs, limit])
  const { rowCount } = await tx.query(EXPIRE_SQL, [nowMs, limit])
  const moved = (move: string) => rows.filter((row) => row.move === move).map(({ id }) => id)
  const requeued = moved('requeued')
  if (requeued.length > 0) await publishOn(tx, 'notifications', {})
  await publishDecided(tx, [...requeued, ...moved('closed')])
  return { requeued, parked: moved('parked'), closed: moved('closed'), expired: rowCount ?? 0 }
}

/** How many it would decide about. */
export async function countTriage(via: Queryable, nowMs: number): Promise<number> {
  const { rows } = await via.query<{ open: number }>(
    `select (select count(*) from notification_dead_letters l join notification_deliveries d on d.id = l.delivery_id
        join notifications n on n.id = d.notification_id where ${TO_DECIDE})
       + (select count(*) from notification_deliveries where state = 'held' and deadline_at <= ${at('$1')}) as open`,
    [nowMs],
  )
  return rows[0]?.open ?? 0
}
