import { type Reason, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type EventPosition, RefusedInTransaction } from '../player/index.ts'
import type { Stake, StakeChange } from './stakes.rule.ts'

type Row = { readonly detail: StakeChange; readonly at: EventPosition }
type RowOf<K extends StakeChange['kind']> = Omit<Row, 'detail'> & {
  readonly detail: Extract<StakeChange, { kind: K }>
}

const ofKind = <K extends StakeChange['kind']>(rows: readonly Row[], kind: K): RowOf<K>[] =>
  rows.filter((row): row is RowOf<K> => row.detail.kind === kind)

/** What a round must be for its stakes to be placed, settled or returned, and how it is said when it is not. */
const NEEDED = {
  place: { state: 'open', reason: 'BETTING_CLOSED' },
  settle: { state: 'closed', reason: 'ALREADY_SETTLED' },
  return: { state: 'void', reason: 'ALREADY_SETTLED' },
} as const satisfies Record<StakeChange['kind'], { state: string; reason: Reason }>

/**
 * Writes what became of stakes, in the transaction of their events. Each round is locked against a change of its state
 * meanwhile, so a stake is never both settled and returned, and never placed in a round that has closed.
 */
export async function writeStakes(tx: Queryable, rows: readonly Row[]): Promise<void> {
  for (const kind of ['place', 'settle', 'return'] as const) {
    const found = rows.filter(({ detail }) => detail.kind === kind)
    if (found.length > 0) await lockRounds(tx, kind, [...new Set(found.map(({ detail }) => detail.roundId))])
  }
  await place(tx, ofKind(rows, 'place'))
  await end(tx, ofKind(rows, 'settle'), ({ detail }) => detail.win)
  await end(tx, ofKind(rows, 'return'), () => null)
}

async function lockRounds(tx: Queryable, kind: StakeChange['kind'], ids: readonly number[]): Promise<void> {
  const { state, reason } = NEEDED[kind]
  const { rowCount } = await tx.query({
    name: 'rounds-lock',
    text: 'select from rounds where id = any($1) and state = $2 order by id for share',
    values: [ids, state],
  })
  if (rowCount !== ids.length) throw new RefusedInTransaction(refuse(reason, `the round is not ${state}`))
}

async function place(tx: Queryable, rows: readonly RowOf<'place'>[]): Promise<void> {
  if (rows.length === 0) return
  const of = <T>(value: (row: RowOf<'place'>) => T) => rows.map(value)
  await tx.query({
    name: 'stakes-place',
    text: `insert into stakes (round_id, user_id, seq, slot, currency, bet, choice, state)
      select round_id, user_id, seq, slot, currency, bet, choice::json, 'open'
      from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::smallint[], $5::text[], $6::bigint[], $7::text[])
        as i(round_id, user_id, seq, slot, currency, bet, choice)`,
    values: [
      of(({ detail }) => detail.roundId),
      of(({ at }) => at.userId),
      of(({ at }) => at.seq),
      of(({ detail }) => detail.slot),
      of(({ detail }) => detail.stake.currency),
      of(({ detail }) => detail.stake.bet),
      of(({ detail }) => JSON.stringify(detail.stake.choice)),
    ],
  })
  const many = rows.filter(({ detail }) => detail.slot === null)
  if (many.length === 0) return
  // The player's row is locked by his event: nobody counts the same stakes at the same time.
  const { rowCount } = await tx.query(
    `select from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as i(round_id, user_id, most)
     where (select count(*) from stakes s where s.round_id = i.round_id and s.user_id = i.user_id) > i.most`,
    [many.map(({ detail }) => detail.roundId), many.map(({ at }) => at.userId), many.map(({ detail }) => detail.most)],
  )
  if (rowCount !== 0) throw new RefusedInTransaction(refuse('TICKET_LIMIT', 'no more tickets in this drawing'))
}

type EndRow = RowOf<'settle'> | RowOf<'return'>

async function end<R extends EndRow>(
  tx: Queryable,
  rows: readonly R[],
  winOf: (row: R) => number | null,
): Promise<void> {
  if (rows.length === 0) return
  const { rowCount } = await tx.query({
    name: 'stakes-end',
    text: `update stakes s set state = case when i.win is null then 'returned' else 'settled' end, win = i.win,
        ended_seq = i.ended_seq
      from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
        as i(round_id, user_id, seq, win, ended_seq)
      where s.round_id = i.round_id and s.user_id = i.user_id and s.seq = i.seq and s.state = 'open'`,
    values: [
      rows.map(({ detail }) => detail.roundId),
      rows.map(({ detail }) => detail.stake.userId),
      rows.map(({ detail }) => detail.stake.seq),
      rows.map(winOf),
      rows.map(({ at }) => at.seq),
    ],
  })
  if (rowCount !== rows.length) throw new RefusedInTransaction(refuse('ALREADY_SETTLED', 'this stake has ended'))
}

interface StakeRow {
  user_id: number
  seq: number
  currency: Stake['currency']
  bet: number
  choice: object
}

const toStake = ({ user_id, seq, ...rest }: StakeRow): Stake => ({ userId: user_id, seq, ...rest })

/** Stakes of a round that have not ended, one a player, in order of the players' ids after `after`. */
export async function findOpenStakes(
  via: Queryable,
  roundId: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<Stake[]> {
  const { rows } = await via.query<StakeRow & Record<string, unknown>>(
    `select distinct on (user_id) user_id, seq, currency, bet, choice from stakes
     where round_id = $1 and user_id > $2 and state = 'open' order by user_id, seq limit $3`,
    [roundId, after, limit],
  )
  return rows.map(toStake)
}

/** A player's stakes in a round, in the order in which they were placed. */
export async function findOwnStakes(via: Queryable, roundId: number, userId: number) {
  const { rows } = await via.query<
    StakeRow & { state: 'open' | 'settled' | 'returned'; win: number | null } & Record<string, unknown>
  >(
    `select user_id, seq, currency, bet, choice, state, win from stakes
     where round_id = $1 and user_id = $2 order by seq limit 200`,
    [roundId, userId],
  )
  return rows.map(({ state, win, ...row }) => ({ ...toStake(row), state, win }))
}

/** Whether a player has a stake that has not ended. */
export async function hasOpenStakes(via: Queryable, userId: number): Promise<boolean> {
  const { rowCount } = await via.query(`select from stakes where user_id = $1 and state = 'open' limit 1`, [userId])
  return rowCount === 1
}
