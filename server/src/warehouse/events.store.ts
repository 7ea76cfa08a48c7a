import type { EventEnvelope } from '@casino-club/shared'
import { type ClickHouseClient, ClickHouseError } from '../platform/clickhouse.ts'
import { type Cursor, StreamOutage } from '../stream/index.ts'

const TABLE = 'player_events'

/**
 * A row is an event, known by its player and number: one that is loaded twice is one row where it is read with FINAL, and
 * after the next merge. Always in the same partition, since an event occurred when it occurred.
 */
const MAKE_TABLE = `create table if not exists ${TABLE} (
  event_id String alias concat(toString(user_id), '-', toString(seq)),
  user_id UInt64,
  seq UInt64,
  xid UInt64,
  type LowCardinality(String),
  schema_version UInt16,
  occurred_at DateTime64(3, 'UTC'),
  command_id UUID,
  game LowCardinality(Nullable(String)),
  table_version Nullable(UInt32),
  bet Nullable(UInt64),
  win Nullable(UInt64),
  payload String
) engine = ReplacingMergeTree partition by toYYYYMM(occurred_at) order by (user_id, seq)`

/** What ClickHouse says of a row that it cannot take: text, numbers and times that do not parse or fit. */
const OF_THE_ROW = new Set(['6', '26', '27', '38', '41', '53', '69', '72', '117', '130', '131', '407', '469'])

/** A day of events as it is compared. */
export interface DaySums {
  readonly day: string
  readonly events: string
  readonly bet: string
  readonly win: string
  readonly checksum: string
}

/** What two sides must have alike; `text` is all of it. */
export interface ComparedEvent {
  readonly userId: number
  readonly seq: number
  readonly text: string
}

/** Days from one on, and events up to a place. */
export interface Compared {
  /** `YYYY-MM-DD`, UTC. */
  readonly fromDay: string
  readonly upTo: Cursor
}

const LINE = `concatWithSeparator('|', toString(user_id), toString(seq), toString(xid), toString(type), toString(schema_version),
  toString(toUnixTimestamp64Milli(occurred_at)), toString(command_id), ifNull(toString(game), ''),
  ifNull(toString(table_version), ''), ifNull(toString(bet), ''), ifNull(toString(win), ''))`
/** The first 60 bits of the MD5, as Postgres makes it. Sums of it go round at 2^64, as all of ClickHouse do. */
const HASH = `reinterpretAsUInt64(reverse(unhex(concat('0', substring(lower(hex(MD5(${LINE}))), 1, 15)))))`
const UP_TO = '(xid, user_id, seq) <= (toUInt64({xid:String}), {userId:UInt64}, {seq:UInt64})'

/** The events in ClickHouse. */
export class EventWarehouse {
  private readonly client: ClickHouseClient
  private readonly ttlDays: number
  private ready: Promise<void> | undefined

  constructor(client: ClickHouseClient, ttlDays: number) {
    this.client = client
    this.ttlDays = ttlDays
  }

  /** Makes the table where there is none, and sets how long it keeps what. */
  async prepare(): Promise<void> {
    this.ready ??= this.makeTable()
    try {
      await this.ready
    } catch (error) {
      this.ready = undefined
      throw error
    }
  }

  private async makeTable(): Promise<void> {
    await this.client.command({ query: MAKE_TABLE })
    // What is there already goes by the merges that come anyway.
    await this.client.command({
      query: `alter table ${TABLE} modify ttl toDateTime(occurred_at) + toIntervalDay(${this.ttlDays})
        settings materialize_ttl_after_modify = 0`,
    })
  }

  /** Resolves when ClickHouse has them; the same ones again change nothing. Throws `StreamOutage` where it cannot be asked. */
  async load(events: readonly EventEnvelope[]): Promise<void> {
    try {
      await this.prepare()
      await this.client.insert({
        table: TABLE,
        format: 'JSONEachRow',
        values: events.map(rowOf),
        clickhouse_settings: { async_insert: 0, date_time_input_format: 'best_effort' },
      })
    } catch (error) {
      if (error instanceof ClickHouseError && OF_THE_ROW.has(error.code)) throw error
      throw new StreamOutage('ClickHouse does not take events', { cause: error })
    }
  }

  /** Sums and checksum of every day; the days in order. */
  async sumDays({ fromDay, upTo }: Compared): Promise<DaySums[]> {
    const answer = await this.client.query({
      query: `select toString(toDate(occurred_at)) as day, toString(count()) as events,
          toString(ifNull(sum(bet), 0)) as betSum, toString(ifNull(sum(win), 0)) as winSum,
          toString(sum(${HASH})) as checksum
        from ${TABLE} final where occurred_at >= toDateTime64({fromDay:String}, 3, 'UTC') and ${UP_TO}
        group by day order by day`,
      query_params: { fromDay: `${fromDay} 00:00:00`, ...upTo },
      format: 'JSONEachRow',
    })
    // An alias with the name of a column would be taken for it.
    const rows = await answer.json<Omit<DaySums, 'bet' | 'win'> & { betSum: string; winSum: string }>()
    return rows.map(({ betSum, winSum, ...sums }) => ({ ...sums, bet: betSum, win: winSum }))
  }

  /** The next events of a day, by player and number. */
  async eventsOf(day: string, upTo: Cursor, after: ComparedEvent | undefined, limit: number): Promise<ComparedEvent[]> {
    const answer = await this.client.query({
      query: `select toString(user_id) as "userId", toString(seq) as "nth", concat(${LINE}, '|', payload) as text
        from ${TABLE} final where toDate(occurred_at) = toDate({day:String}) and ${UP_TO}
          and (user_id, seq) > ({afterUser:UInt64}, {afterSeq:UInt64}) order by user_id, seq limit ${limit}`,
      query_params: { day, ...upTo, afterUser: after?.userId ?? 0, afterSeq: after?.seq ?? 0 },
      format: 'JSONEachRow',
    })
    const rows = await answer.json<{ userId: string; nth: string; text: string }>()
    return rows.map(({ userId, nth, text }) => ({ userId: Number(userId), seq: Number(nth), text }))
  }

  async close(): Promise<void> {
    await this.client.close()
  }
}

const rowOf = (event: EventEnvelope) => ({
  user_id: event.userId,
  seq: event.seq,
  xid: event.xid,
  type: event.type,
  schema_version: event.schemaVersion,
  occurred_at: event.occurredAt,
  command_id: event.commandId,
  game: event.game,
  table_version: event.tableVersion,
  bet: event.bet,
  win: event.win,
  payload: JSON.stringify(event.payload),
})
