import type { CohortTerms } from '@casino-club/shared'
import { at } from '../../platform/postgres/instant.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { BoardScore } from '../boards.store.ts'

/** The newest terms of each board. */
const NEWEST = 'select distinct on (board_id) board_id, version, body from cohort_terms order by board_id, version desc'

const WITH_TERMS = 'select distinct board_id from cohort_terms'

const BEGIN = `insert into cohort_seasons (board_id, starts_at, terms_version)
  select s.board_id, s.starts_at, t.version from (select distinct * from unnest($1::text[], $2::timestamptz[])) as s(board_id, starts_at)
  join (${NEWEST}) t using (board_id)
  where (t.body ->> 'enabled')::boolean and not exists (select from board_seasons b
    where b.board_id = s.board_id and b.starts_at = s.starts_at) on conflict do nothing`

// Tiers fill one cohort after the other, so that a number in the tier says which cohort and which place. Whoever writes this
// holds the reader's place, and is alone.
const JOIN = `with asked as materialized (
    select distinct a.board_id, a.starts_at, a.user_id, (t.body ->> 'size')::integer as size,
      least(coalesce(p.tier, 1), (t.body ->> 'tiers')::integer) as tier
    from unnest($1::text[], $2::timestamptz[], $3::bigint[]) as a(board_id, starts_at, user_id)
    join cohort_seasons s on s.board_id = a.board_id and s.starts_at = a.starts_at and s.settled_at is null
    join cohort_terms t on t.board_id = s.board_id and t.version = s.terms_version
    left join player_tiers p on p.board_id = a.board_id and p.user_id = a.user_id
    where not exists (select from cohort_members m
        where m.board_id = a.board_id and m.starts_at = a.starts_at and m.user_id = a.user_id)
      and not is_hidden_from_boards(a.user_id, ${at('$4')})
  ), numbered as (
    select a.*, coalesce(c.members, 0) + row_number() over (partition by board_id, starts_at, tier order by user_id) - 1 as nth
    from asked a left join cohort_tiers c using (board_id, starts_at, tier)
  ), joined as (
    insert into cohort_members (board_id, starts_at, user_id, tier, number, place, size)
    select board_id, starts_at, user_id, tier, nth / size + 1, nth % size + 1, size from numbered
    returning board_id, starts_at, tier
  )
  insert into cohort_tiers as c (board_id, starts_at, tier, members)
  select board_id, starts_at, tier, count(*) from joined group by 1, 2, 3
  on conflict (board_id, starts_at, tier) do update set members = c.members + excluded.members`

/** Puts whoever has a score of a season for the first time into a cohort, in the transaction of that score. */
export async function joinCohorts(tx: Queryable, changed: readonly BoardScore[], nowMs: number): Promise<void> {
  if (changed.length === 0) return
  const withTerms = await tx.query<{ board_id: string }>({ name: 'cohorts-boards', text: WITH_TERMS })
  const asked = changed.filter(({ boardId }) => withTerms.rows.some((row) => row.board_id === boardId))
  if (asked.length === 0) return
  const [boards, starts] = [asked.map(({ boardId }) => boardId), asked.map(({ startsAtMs }) => new Date(startsAtMs))]
  await tx.query({ name: 'cohorts-begin', text: BEGIN, values: [boards, starts] })
  await tx.query({
    name: 'cohorts-join',
    text: JOIN,
    values: [boards, starts, asked.map(({ userId }) => userId), nowMs],
  })
}

export interface MemberRow {
  readonly userId: number
  readonly tier: number
  readonly number: number
  readonly score: number
}

/** A season of a board with cohorts whose results are not written down yet; undefined: there is none. */
export async function findOpenSeason(
  tx: Queryable,
  season: { readonly boardId: string; readonly startsAtMs: number },
): Promise<CohortTerms | undefined> {
  const { rows } = await tx.query<{ body: CohortTerms }>(
    `select t.body from cohort_seasons s join cohort_terms t on t.board_id = s.board_id and t.version = s.terms_version
     where s.board_id = $1 and s.starts_at = $2 and s.settled_at is null for update of s`,
    [season.boardId, new Date(season.startsAtMs)],
  )
  return rows[0]?.body
}

/**
 * Who of `m` has a rank: whoever hides or pauses keeps his, so that hiding saves nobody from going down; who is erased, merged
 * away, banned or taken off the boards has none.
 */
const isRanked = (nowParameter: string) => `exists (select from users u where u.id = m.user_id and u.deleted_at is null)
  and m.user_id not in (select user_id from board_removals union select from_user_id from account_merges
    union select user_id from user_bans where lifted_at is null and (until is null or until > ${at(nowParameter)}))`

/** Everybody of a season who has a rank, cohort by cohort, in the order of the board. */
export async function findMembers(
  tx: Queryable,
  season: { readonly boardId: string; readonly startsAtMs: number },
  nowMs: number,
): Promise<MemberRow[]> {
  const { rows } = await tx.query<MemberRow & Record<string, unknown>>(
    `select m.user_id as "userId", m.tier, m.number, s.score from cohort_members m
     join board_scores s using (board_id, starts_at, user_id)
     where m.board_id = $1 and m.starts_at = $2 and ${isRanked('$3')}
     order by m.tier, m.number, s.score desc, s.reached_at, m.user_id`,
    [season.boardId, new Date(season.startsAtMs), nowMs],
  )
  return rows
}

interface CohortRow {
  readonly userId: number
  readonly nickname: string
  readonly score: number
  readonly hidden: boolean
}

/** Everybody with a rank of the cohort a player is in, in the order of the board; empty: he is in none. */
export async function findCohort(
  via: Queryable,
  season: { readonly boardId: string; readonly startsAtMs: number },
  userId: number,
  nowMs: number,
): Promise<CohortRow[]> {
  const { rows } = await via.query<CohortRow & Record<string, unknown>>(
    `select m.user_id as "userId", u.nickname, s.score, is_hidden_from_boards(m.user_id, ${at('$4')}) as hidden
     from cohort_members own
     join cohort_members m using (board_id, starts_at, tier, number)
     join board_scores s on s.board_id = m.board_id and s.starts_at = m.starts_at and s.user_id = m.user_id
     join users u on u.id = m.user_id
     where own.board_id = $1 and own.starts_at = $2 and own.user_id = $3 and ${isRanked('$4')}
     order by s.score desc, s.reached_at, m.user_id`,
    [season.boardId, new Date(season.startsAtMs), userId, nowMs],
  )
  return rows
}

/** The terms of a running season, or those that will hold for its first player, and the tier of one player. */
export async function findStanding(
  via: Queryable,
  season: { readonly boardId: string; readonly startsAtMs: number },
  userId: number,
): Promise<{ terms: CohortTerms; tier: number; joined: boolean } | undefined> {
  const { rows } = await via.query<{ terms: CohortTerms; begun: boolean; tier: number; joined: boolean }>(
    `select coalesce(held.body, newest.body) as terms, held.body is not null as begun, m.user_id is not null as joined,
       coalesce(m.tier, least(coalesce(p.tier, 1), (coalesce(held.body, newest.body) ->> 'tiers')::integer)) as tier
     from (${NEWEST}) newest
     left join lateral (select t.body from cohort_seasons s join cohort_terms t on t.board_id = s.board_id
       and t.version = s.terms_version where s.board_id = $1 and s.starts_at = $2) held on true
     left join cohort_members m on m.board_id = $1 and m.starts_at = $2 and m.user_id = $3
     left join player_tiers p on p.board_id = $1 and p.user_id = $3
     where newest.board_id = $1`,
    [season.boardId, new Date(season.startsAtMs), userId],
  )
  const [row] = rows
  return row && (row.begun || row.terms.enabled) ? { terms: row.terms, tier: row.tier, joined: row.joined } : undefined
}
