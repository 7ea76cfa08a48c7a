import type { ChosenBy, RecommendationFeedback, RecommendationReason, RecommendationReport } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Chosen, nameOf } from './rank.rule.ts'

/** How long the plays count that a recommendation goes by, and how long what was of no use stays away. */
const WINDOW_DAYS = 30

export interface OwnHistory {
  readonly plays: ReadonlyMap<string, number>
  readonly useful: ReadonlySet<string>
  readonly notUseful: ReadonlySet<string>
  readonly bought: ReadonlySet<string>
}

/** What a player has played and bought, and what he said of earlier recommendations. How plays ended is not read. */
export async function findHistory(via: Queryable, userId: number, nowMs: number): Promise<OwnHistory> {
  const since = new Date(nowMs - WINDOW_DAYS * 86_400_000)
  const [plays, said, bought] = await Promise.all([
    via.query<{ game: string; plays: number }>(
      'select game, sum(plays)::bigint as plays from play_quarters where user_id = $1 and quarter >= $2 group by game',
      [userId, since],
    ),
    via.query<{ kind: 'mission' | 'offer'; target: string; useful: boolean }>(
      `select distinct on (kind, target) kind, target, useful from recommendation_servings
       where user_id = $1 and said_at >= $2 order by kind, target, said_at desc`,
      [userId, since],
    ),
    via.query<{ sku: string }>(`select distinct sku from shop_purchases where user_id = $1 and status = 'granted'`, [
      userId,
    ]),
  ])
  const found = (useful: boolean) =>
    new Set(said.rows.filter((row) => row.useful === useful).map(({ kind, target }) => nameOf(kind, target)))
  return {
    plays: new Map(plays.rows.map((row) => [row.game, row.plays])),
    ...{ useful: found(true), notUseful: found(false) },
    bought: new Set(bought.rows.map(({ sku }) => sku)),
  }
}

export interface Serving {
  readonly userId: number
  readonly day: string
  readonly chosenBy: ChosenBy
  readonly nowMs: number
}

/** Writes down what was shown, once a day each; gives the numbers by which it is spoken of, in the same order. */
export async function writeServings(
  via: Queryable,
  { userId, day, chosenBy, nowMs }: Serving,
  items: readonly Chosen[],
): Promise<{ id: number; useful: boolean | null }[]> {
  const { rows } = await via.query<{ id: number; kind: 'mission' | 'offer'; target: string; useful: boolean | null }>(
    `insert into recommendation_servings (user_id, day, kind, target, place, chosen_by, reason, served_at)
     select $1, $2, i.kind, i.target, i.place, $3, i.reason, ${at('$4')}
     from json_to_recordset($5::json) as i(kind text, target text, place int, reason text)
     on conflict (user_id, day, kind, target) do update set place = excluded.place
     returning id, kind, target, useful`,
    [
      ...[userId, day, chosenBy, nowMs],
      JSON.stringify(items.map(({ kind, target, reason }, index) => ({ kind, target, reason, place: index + 1 }))),
    ],
  )
  const found = new Map(rows.map((row) => [nameOf(row.kind, row.target), { id: row.id, useful: row.useful }]))
  return items.map(({ kind, target }) => found.get(nameOf(kind, target)) ?? { id: 0, useful: null })
}

/** False: it was not shown to him. The last word counts; opened is opened once. */
export async function writeFeedback(
  via: Queryable,
  userId: number,
  said: RecommendationFeedback,
  nowMs: number,
): Promise<boolean> {
  const { rowCount } =
    'useful' in said
      ? await via.query(
          `update recommendation_servings set useful = $3, said_at = ${at('$4')} where id = $2 and user_id = $1`,
          [userId, said.id, said.useful, nowMs],
        )
      : await via.query(
          `update recommendation_servings set opened_at = coalesce(opened_at, ${at('$3')}) where id = $2 and user_id = $1`,
          [userId, said.id, nowMs],
        )
  return rowCount === 1
}

export type GroupCounts = Omit<RecommendationReport['groups'][number], 'share' | 'interval'>

/** What was shown, opened and said since, by who chose it; of whom nothing was shown, there is no row. */
export async function countServings(via: Queryable, sinceMs: number): Promise<GroupCounts[]> {
  const { rows } = await via.query<GroupCounts & Record<string, unknown>>(
    `select chosen_by as "chosenBy", count(distinct user_id) as players, count(*) as served, count(opened_at) as opened,
       count(distinct user_id) filter (where opened_at is not null) as "openedPlayers",
       count(*) filter (where useful) as useful, count(*) filter (where not useful) as "notUseful"
     from recommendation_servings where served_at >= ${at('$1')} group by chosen_by`,
    [sinceMs],
  )
  return rows
}

export async function countReasons(
  via: Queryable,
  sinceMs: number,
): Promise<{ reason: RecommendationReason; served: number; opened: number }[]> {
  const { rows } = await via.query<{ reason: RecommendationReason; served: number; opened: number }>(
    `select reason, count(*) as served, count(opened_at) as opened from recommendation_servings
     where served_at >= ${at('$1')} group by reason order by served desc, reason`,
    [sinceMs],
  )
  return rows
}
