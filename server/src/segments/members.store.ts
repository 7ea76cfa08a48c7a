import type { AdminSegment, RuleSet, SegmentDryRunReply, SegmentMember } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { compile, compileRules } from './compile.ts'

/** A dimension and what decides on it. */
export interface LiveRules {
  readonly dimension: string
  readonly version: number
  readonly rules: RuleSet
}

export interface Deciding {
  readonly live: readonly LiveRules[]
  /** Players after this one and up to `last`. */
  readonly after: number
  readonly last: number
  readonly nowMs: number
}

/** Of a page's players only: without its ends beside the key, a table would be gone through from its first row. */
const inPage = (alias: string) => `${alias}.user_id > $1 and ${alias}.user_id <= $2`
// Whoever is, or was, set by hand need not have facts yet: the rules then decide by none.
const OVERRIDE_HOLDS = `o.user_id = u.id and o.dimension = $3 and o.ended_at is null and o.until > ${at('$5')}`

const decideSql = (rules: RuleSet): string => `
with decided as materialized (
  select u.id as user_id, coalesce(o.segment, ${compileRules(rules)}) as segment, o.id is not null as overridden,
    s.segment as before, s.overridden as was_overridden
  from users u left join player_facts f on f.user_id = u.id and ${inPage('f')}
  left join segment_overrides o on ${OVERRIDE_HOLDS}
  left join player_segments s on s.user_id = u.id and s.dimension = $3 and ${inPage('s')}
  where u.id > $1 and u.id <= $2 and (f.user_id is not null or o.id is not null or s.overridden)
    and u.id not in (select from_user_id from account_merges where from_user_id > $1 and from_user_id <= $2)
), changed as materialized (
  select * from decided where before is null or before <> segment or was_overridden <> overridden
), entered as (
  insert into player_segments (user_id, dimension, segment, since, version, overridden, entered)
  select user_id, $3, segment, ${at('$5')}, $4, overridden, true from changed where before is null order by user_id
  returning 1
), put as (
  update player_segments s set segment = c.segment, version = $4, overridden = c.overridden,
    since = case when c.before = c.segment then s.since else ${at('$5')} end
  from changed c where c.before is not null and s.user_id = c.user_id and s.dimension = $3 and ${inPage('s')}
), moved as (
  insert into segment_moves (user_id, dimension, from_segment, to_segment, moved_at, cause, version)
  select user_id, $3, before, segment, ${at('$5')},
    case when overridden then 'override' when was_overridden then 'override_end' else 'rules' end, $4
  from changed where before <> segment order by user_id
  returning 1
)
select (select count(*) from entered) + (select count(*) from moved) as moved, (select count(*) from decided) as looked`

/** Of those who decide on a dimension one goes after the other: what a hand has set is seen by whoever comes next. */
export async function lockDeciding(tx: Queryable, dimension: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`segments:${dimension}`])
}

/**
 * Puts players where the rules or somebody's hand say, and writes down who moved; again, it changes nothing. Who comes into a
 * dimension is written down by his place alone (`segment_history`).
 */
export async function decide(
  tx: Queryable,
  { live, after, last, nowMs }: Deciding,
): Promise<{ moved: number; looked: number }> {
  const done = { moved: 0, looked: 0 }
  for (const { dimension, version, rules } of live) {
    await lockDeciding(tx, dimension)
    const order = [after, last, dimension, version, nowMs]
    const { rows } = await tx.query<{ moved: number; looked: number }>(decideSql(rules), order)
    done.moved += rows[0]?.moved ?? 0
    done.looked += rows[0]?.looked ?? 0
  }
  return done
}

const SAMPLE = 20

/** What rules would do to everybody, by the facts of the last run; writes nothing. Part of a transaction of its own. */
export async function tryRules(
  tx: Queryable,
  dimension: string,
  rules: RuleSet,
): Promise<Omit<SegmentDryRunReply, 'warnings'>> {
  // Nobody waits longer for a look, and a table of a million players is gone through within some seconds.
  await tx.query(`set local statement_timeout = '60s'`)
  const held = rules.rules.map(({ when }, index) => `count(*) filter (where ${compile(when)}) as holds_${index}`)
  const counted = await tx.query<Record<string, number> & { as_of: string | null }>(
    `select max(as_of)::text as as_of, count(*) as players${held.map((each) => `, ${each}`).join('')} from player_facts f`,
  )
  await tx.query(
    `create temporary table tried on commit drop as
     select f.user_id, s.segment as before, ${compileRules(rules)} as segment, coalesce(s.overridden, false) as fixed
     from player_facts f left join player_segments s on s.user_id = f.user_id and s.dimension = $1`,
    [dimension],
  )
  const gets = await tx.query<{ segment: string; players: number }>(
    'select segment, count(*) as players from tried group by segment',
  )
  const moves = await tx.query<{ from: string | null; to: string; players: number }>(
    `select before as "from", segment as "to", count(*) as players from tried
     where not fixed and before is distinct from segment group by 1, 2 order by players desc, 1, 2`,
  )
  const sample = await tx.query<SegmentDryRunReply['sample'][number] & Record<string, unknown>>(
    `select t.user_id as "userId", u.nickname, t.before as "from", t.segment as "to"
     from tried t join users u on u.id = t.user_id
     where not t.fixed and t.before is distinct from t.segment order by t.user_id limit ${SAMPLE}`,
  )
  const [total] = counted.rows
  const getsOf = (segment: string) => gets.rows.find((row) => row.segment === segment)?.players ?? 0
  return {
    asOf: total?.as_of ?? null,
    players: total?.players ?? 0,
    moves: moves.rows,
    segments: [
      ...rules.rules.map(({ segment }, index) => ({
        segment,
        holds: total?.[`holds_${index}`] ?? 0,
        gets: getsOf(segment),
      })),
      { segment: rules.otherwise.segment, holds: total?.players ?? 0, gets: getsOf(rules.otherwise.segment) },
    ],
    sample: sample.rows,
  }
}

/** How many are where, and who came and went since a moment. */
export async function countMembers(
  via: Queryable,
  sinceMs: number,
): Promise<Omit<AdminSegment, 'id' | 'name' | 'share'>[]> {
  const { rows } = await via.query<Omit<AdminSegment, 'id' | 'name' | 'share'> & Record<string, unknown>>(
    `with moved as (select dimension, from_segment, to_segment, count(*) as players
         from segment_moves where moved_at > ${at('$1')} group by 1, 2, 3),
       entered as (select dimension, to_segment as segment, sum(players)::bigint as players
         from moved where to_segment is not null group by 1, 2),
       gone as (select dimension, from_segment as segment, sum(players)::bigint as players
         from moved where from_segment is not null group by 1, 2),
       members as (select dimension, segment, count(*) as players, count(*) filter (where overridden) as overridden,
         count(*) filter (where entered and since > ${at('$1')}) as came from player_segments group by 1, 2)
     select dimension, segment, coalesce(m.players, 0) as players, coalesce(m.overridden, 0) as overridden,
       coalesce(e.players, 0) + coalesce(m.came, 0) as entered, coalesce(g.players, 0) as left
     from members m full join entered e using (dimension, segment) full join gone g using (dimension, segment)`,
    [sinceMs],
  )
  return rows
}

const ORDER = { id: 's.user_id', since: 's.since', spent365: 'f.spent_365' } as const

/** A page of a segment's players, and how many it has. */
export async function findMembers(
  via: Queryable,
  asked: {
    readonly dimension: string
    readonly segment: string
    readonly sort: keyof typeof ORDER
    readonly ascending: boolean
    readonly page: number
    readonly perPage: number
  },
): Promise<{ members: SegmentMember[]; total: number }> {
  const { dimension, segment, sort, ascending, page, perPage } = asked
  const { rows } = await via.query<Omit<SegmentMember, 'since'> & { since: Date } & Record<string, unknown>>(
    `select s.user_id as id, u.nickname, s.since, s.overridden, f.spent_365 as "spent365", f.days_since_seen as "daysSinceSeen"
     from player_segments s join users u on u.id = s.user_id left join player_facts f on f.user_id = s.user_id
     where s.dimension = $1 and s.segment = $2
     order by ${ORDER[sort]} ${ascending ? 'asc' : 'desc'} nulls last, s.user_id limit $3 offset $4`,
    [dimension, segment, perPage, (page - 1) * perPage],
  )
  const counted = await via.query<{ total: number }>(
    'select count(*) as total from player_segments where dimension = $1 and segment = $2',
    [dimension, segment],
  )
  return {
    members: rows.map((row) => ({ ...row, since: row.since.toISOString() })),
    total: counted.rows[0]?.total ?? 0,
  }
}

export interface Membership {
  readonly dimension: string
  readonly segment: string
  readonly since: Date
  readonly version: number
}

/** Where a player is. */
export async function findMemberships(via: Queryable, userId: number): Promise<Membership[]> {
  const { rows } = await via.query<Membership & Record<string, unknown>>(
    'select dimension, segment, since, version from player_segments where user_id = $1 order by dimension',
    [userId],
  )
  return rows
}

/** Whether somebody can be put into segments: an erased account is nobody, and one that was made one with another is that one. */
export async function isSomebody(via: Queryable, userId: number): Promise<boolean> {
  const { rowCount } = await via.query(
    `select from users u where u.id = $1 and u.deleted_at is null
       and not exists (select from account_merges m where m.from_user_id = u.id)`,
    [userId],
  )
  return rowCount === 1
}

/** A player's name; undefined: there is none. */
export async function findNickname(via: Queryable, userId: number): Promise<string | undefined> {
  const { rows } = await via.query<{ nickname: string }>('select nickname from users where id = $1', [userId])
  return rows[0]?.nickname
}
