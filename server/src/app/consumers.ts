import { EVENT_TYPES, type EventTopic } from '@casino-club/shared'
import { PLAYER_DAYS, playerDaysAfter } from '../activity/index.ts'
import type { Config } from '../config.ts'
import { PLAY_SUMS, sumPlaysAfter } from '../games/index.ts'
import { openClickHouse } from '../platform/clickhouse.ts'
import { type Consumer, countPlays, countPlaysAfter, type ReadModel } from '../stream/index.ts'
import { EventWarehouse, warehouseLoader } from '../warehouse/index.ts'

/** What there is on some topics, in the version of today. */
function knowing(topics: readonly EventTopic[], version = 1): Consumer['knows'] {
  const types = Object.entries(EVENT_TYPES).filter(([, { topic }]) => topics.includes(topic))
  return Object.fromEntries(types.map(([type]) => [type, [version]]))
}

const PLAYS = ['game_history_events'] as const

/** Counts plays by the minute: what the dashboard and the drift watch look at. */
export const liveCounters: Consumer = {
  name: 'live-counters',
  topics: PLAYS,
  knows: knowing(PLAYS),
  // It counts by the columns of the envelope.
  readsPayload: false,
  consume: countPlays,
  consumeAfter: countPlaysAfter,
}

/** ClickHouse, where there is one, asked with the loader's patience or a longer one. */
export function openWarehouse(
  { clickhouse }: Pick<Config, 'clickhouse'>,
  answerMs?: number,
): EventWarehouse | undefined {
  return clickhouse ? new EventWarehouse(openClickHouse(clickhouse.url, answerMs), clickhouse.ttlDays) : undefined
}

/** All that keep what they cannot take; they read their topics where there is Kafka. */
export const consumersOf = (warehouse: EventWarehouse | undefined): readonly Consumer[] => [
  liveCounters,
  ...(warehouse ? [warehouseLoader(warehouse)] : []),
]

/** The read models that follow from the events alone, whatever happened to them. */
export const readModels = (zone: string): readonly ReadModel[] => [
  {
    name: liveCounters.name,
    reads: liveCounters,
    tables: [
      {
        name: 'game_minutes',
        key: ['game', 'table_version', 'minute'],
        columns: ['plays', 'hits', 'bet', 'win', 'bet_bet', 'bet_win', 'win_win'],
      },
    ],
  },
  {
    name: PLAY_SUMS,
    reads: sumPlaysAfter,
    tables: [
      {
        name: 'play_quarters',
        key: ['user_id', 'quarter', 'game'],
        columns: ['plays', 'wins', 'bet', 'win', 'best_win', 'first_seq', 'last_seq', 'last_at'],
      },
      { name: 'pull_days', key: ['user_id', 'day', 'rarity'], columns: ['pulls'] },
      { name: 'play_places', key: ['user_id'], columns: ['seq', 'day'] },
    ],
  },
  {
    name: PLAYER_DAYS,
    reads: playerDaysAfter(zone),
    tables: [
      {
        name: 'player_days',
        key: ['user_id', 'day'],
        columns: [
          ...['was_there', 'plays', 'night_plays', 'wagered', 'won'],
          ...['purchases', 'spent_won', 'refunded_won', 'spent_gems'],
        ],
        blank: ['false', ...Array.from({ length: 8 }, () => '0')],
        // What his app told of the day does not follow from events.
        keptIf: 't.actions > 0 or t.play_seconds > 0',
        // Who was erased stays so.
        leftOut: 's.user_id in (select id from users where deleted_at is not null)',
      },
    ],
  },
]

/** Why others are not rebuilt by reading again. */
export const NOT_REBUILT: Readonly<Record<string, string>> = {
  missions: 'what was counted was paid out, by the versions of missions that were in force then',
  battlepass: 'levels were paid out, by the season and the bounds that were in force then',
  vip: 'tiers were changed and told of by what stood then',
  boards: 'results of seasons were written down and paid out; Redis is filled by npm run boards -- rebuild',
  'player-mirror': 'it fills Redis from Postgres by itself when that was emptied',
  'kafka-relay': 'it sends, and keeps nothing; what it sent again would be dropped',
  'notification-relay': 'it sends, and keeps nothing; what it sent again would be dropped',
  'analytics.days': 'it is a job: npm run job -- analytics.days --date DAY counts a day anew',
}
