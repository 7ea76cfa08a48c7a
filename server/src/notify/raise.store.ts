import type { NotificationType } from '@casino-club/shared'
import { publishOn } from '../platform/postgres/bus.ts'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { Category, ChannelName, Priority } from './channel.ts'
import { END_COLUMNS, jsonOf, msOf, orNull, tellEach, tellEnds } from './told.store.ts'
import { type Text, typeOf, wordMessage } from './wording.ts'

/** What all messages of one call have in common. */
export interface RaiseTerms {
  /** A name for what is told, such as `EXPIRY_D2`. */
  readonly template: string
  readonly category: Category
  /** What it is about, as players switch it on and off; else by the template's name. */
  readonly type?: NotificationType
  /** A path of the player's app, beginning with `/`; null: there is nothing to open. */
  readonly path: string | null
  readonly priority: Priority
  /** After this moment it is worth nothing any more, in ms since the epoch; within 30 days. */
  readonly deadlineMs: number
  readonly channels: readonly ChannelName[]
  /** What a channel says in words of its own, in place of the text; the centre keeps the text. */
  readonly wordsBy?: Readonly<Partial<Record<ChannelName, Text>>> | undefined
  readonly atMs: number
}

/** One player's message of them. */
export interface Recipient {
  readonly userId: number
  /** Template, player and what it is about: told once, however often it is raised. At most 200 characters. */
  readonly dedupeKey: string
  /** Kept beside the text, for reports; nothing personal. `vaultType` makes it an alert of `alert_events`. */
  readonly params: Readonly<Record<string, unknown>>
  readonly text: Text
  /** Where it is worth something for a shorter time than the others. */
  readonly deadlineMs?: number
}

export type RaiseOrder = RaiseTerms & Recipient

const DAY_MS = 86_400_000
/** Kept for far longer, so that what became of it can be looked up. */
const LONGEST_MS = 30 * DAY_MS
/**
 * So many at once look at the tables as they are now. A connection keeps its plans, and one that was made while a table had a page
 * reads all of it for every row, until statistics are gathered anew.
 */
const MANY = 50
const PLACES: Readonly<Record<Priority, number>> = { high: 0, normal: 1, low: 2 }

/** What is told of one; what all of a call have in common is `$16`, from its comma on. */
const RAISED = jsonOf(
  {
    notificationId: 'id',
    deadlineMs: msOf('deadline_at'),
    campaign: orNull(`params -> 'campaign'`),
    wave: orNull(`params -> 'wave'`),
    vaultType: orNull(`params -> 'vaultType'`),
  },
  '$16',
)

/** Its players are held until it commits: an erasure leaves them for its next round, and of one under way it is seen how it ends. */
const RAISE_SQL = `
with asked as (
  select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $15::bigint[])
    as a(user_id, dedupe_key, params, title_ko, body_ko, title_en, body_en, deadline_ms)
), made as (
  insert into notifications (user_id, template, type, category, dedupe_key, params, title_ko, body_ko, title_en, body_en,
    path, priority, raised_at, deadline_at, for_centre)
  select a.user_id, $8, $9, $10, a.dedupe_key, a.params::jsonb, a.title_ko, a.body_ko, a.title_en, a.body_en,
    $11, $12, ${at('$13')}, ${at('a.deadline_ms')}, 'in_app' = any($14::text[])
  from asked a join users u on u.id = a.user_id and u.deleted_at is null
  for key share of u
  on conflict (dedupe_key) do nothing
  returning id, user_id, dedupe_key, deadline_at, params
), sent as (
  insert into notification_deliveries (notification_id, user_id, category, channel, state, priority, next_attempt_at, deadline_at)
  select m.id, m.user_id, $10, c.channel, 'waiting', $12, ${at('$13')}, m.deadline_at
  from made m, unnest($14::text[]) as c(channel)
), told as (
  ${tellEach('raised', '$13', RAISED, 'made')}
)
select id, dedupe_key as "dedupeKey" from made`

/**
 * The same message to many, each in words of his own, by one statement: pages of some thousands. Gives the ids by key; a
 * key that is known already, and an account that is gone, are left out. Part of the caller's transaction: it is told if
 * that commits. Throws a RangeError on a text or deadline that nobody could be told.
 */
export async function raiseMany(
  tx: Queryable,
  terms: RaiseTerms,
  recipients: readonly Recipient[],
): Promise<ReadonlyMap<string, number>> {
  if (recipients.length === 0) return new Map()
  const { template, category, path, priority, deadlineMs, channels, atMs } = terms
  if (deadlineMs <= atMs || deadlineMs > atMs + LONGEST_MS) throw new RangeError('a deadline lies within 30 days')
  const [type, ways] = [terms.type ?? typeOf(template, category), [...new Set(channels)]]
  const common = JSON.stringify({ template, kind: type, category, priority, channels: ways })
  const texts = recipients.map(({ text }) => wordMessage(text, category))
  const wordsBy = wordsOfChannels(terms)
  if (recipients.length >= MANY) await tx.query('set local plan_cache_mode = force_custom_plan')
  const { rows } = await tx.query<{ id: number; dedupeKey: string }>({
    name: 'notify-raise',
    text: RAISE_SQL,
    values: [
      recipients.map(({ userId }) => userId),
      recipients.map(({ dedupeKey }) => dedupeKey),
      recipients.map(({ params }) => JSON.stringify({ ...params, ...wordsBy })),
      texts.map(({ ko }) => ko.title),
      texts.map(({ ko }) => ko.body),
      texts.map(({ en }) => en.title),
      texts.map(({ en }) => en.body),
      ...[template, type, category, path, PLACES[priority], atMs],
      ways,
      recipients.map((each) => Math.min(deadlineMs, Math.max(each.deadlineMs ?? deadlineMs, atMs + 1))),
      `,${common.slice(1)}`,
    ],
  })
  if (rows.length > 0) await publishOn(tx, 'notifications', {})
  return new Map(rows.map(({ id, dedupeKey }) => [dedupeKey, id]))
}

/** As they are kept beside a message: marked as it is itself. */
function wordsOfChannels({ wordsBy = {}, category }: RaiseTerms): { wordsBy?: Record<string, Text> } {
  const own = Object.entries(wordsBy).filter((entry): entry is [ChannelName, Text] => entry[1] !== undefined)
  if (own.length === 0) return {}
  return { wordsBy: Object.fromEntries(own.map(([channel, text]) => [channel, wordMessage(text, category)])) }
}

/** Tells a player something, in the caller's transaction. Gives its id; undefined: it was raised before, or the account is gone. */
export async function raise(tx: Queryable, order: RaiseOrder): Promise<number | undefined> {
  const { userId, dedupeKey, params, text, ...terms } = order
  return (await raiseMany(tx, terms, [{ userId, dedupeKey, params, text }])).get(dedupeKey)
}

/** SQL that takes back the notifications of a condition, with their deliveries that have not been sent: both are told of. */
const cancelSql = (which: string, theirs: string) => `with taken as (
    update notifications set cancelled_at = ${at('$2')} where ${which} and cancelled_at is null returning id, user_id
  ), stopped as (
    update notification_deliveries d set state = 'cancelled', reason = 'cancelled', origin = null
    where ${theirs} and d.state in ('waiting', 'queued', 'held')
    returning ${END_COLUMNS}
  ), ends as (
    ${tellEnds('stopped', '$2')}
  ), withdrawn as (
    ${tellEach('withdrawn', '$2', jsonOf({ notificationId: 'id' }), 'taken')}
  )
  select id from taken`

/**
 * Takes back what was raised, by id or key: whatever of it has not been sent yet is not, and the centre shows it no more.
 * False: there is no such notification, or it was taken back before.
 */
export async function cancel(tx: Queryable, which: number | string, atMs: number): Promise<boolean> {
  const column = typeof which === 'number' ? 'id' : 'dedupe_key'
  const { rowCount } = await tx.query(cancelSql(`${column} = $1`, 'd.notification_id in (select id from taken)'), [
    which,
    atMs,
  ])
  return rowCount === 1
}

/** Takes back many at once, by their ids; gives how many of them had not been taken back before. */
export async function cancelMany(tx: Queryable, ids: readonly number[], atMs: number): Promise<number> {
  if (ids.length === 0) return 0
  const { rowCount } = await tx.query({
    name: 'notify-cancel-many',
    text: cancelSql('id = any($1::bigint[])', 'd.notification_id = any($1::bigint[])'),
    values: [ids, atMs],
  })
  return rowCount ?? 0
}
