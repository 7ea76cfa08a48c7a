import type { NotificationCategory, NotificationType, OwnNotification } from '@casino-club/shared'
import { NOTIFICATION_PRIORITIES } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { publishArrivals } from './arrivals.ts'
import { jsonOf, tellEach } from './told.store.ts'

interface WordsRow {
  template: string
  type: NotificationType
  category: NotificationCategory
  priority: number
  title_ko: string
  body_ko: string
  title_en: string
  body_en: string
  path: string | null
  arrived_at: Date
  read_at: Date | null
  deadline_at: Date
}

interface CentreRow extends WordsRow {
  id: number
  user_id: number
}

const WORDS = `n.template, n.type, n.category, n.priority, n.title_ko, n.body_ko, n.title_en, n.body_en, n.path, n.arrived_at, n.read_at,
  n.deadline_at`
const COLUMNS = `n.id, n.user_id, ${WORDS}`
/** In the words of their index. */
const UNREAD = 'n.for_centre is not false and n.read_at is null and n.archived_at is null'

/** What lies in the centre at a moment: what an account needs stays, all else is over with its deadline. */
const shown = (now: string) => `n.arrived_at is not null and n.archived_at is null and n.cancelled_at is null
  and (n.category = 'transactional' or n.deadline_at > ${at(now)})`

const toOwn = (row: CentreRow): OwnNotification => ({ id: row.id, ...wordsOf(row) })

/** What a message says, whoever it is for. */
function wordsOf(row: WordsRow): Omit<OwnNotification, 'id'> {
  const { template, type, category, path } = row
  return {
    ...{ template, type, category, path },
    priority: NOTIFICATION_PRIORITIES[row.priority] ?? 'normal',
    title: { en: row.title_en, ko: row.title_ko },
    body: { en: row.body_en, ko: row.body_ko },
    at: row.arrived_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
    expiresAt: category === 'transactional' ? null : row.deadline_at.toISOString(),
  }
}

/** How many messages each of these players has not read; who has none is left out. */
export async function countUnread(
  via: Queryable,
  userIds: readonly number[],
  nowMs: number,
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await via.query<{ user_id: number; unread: number }>({
    name: 'notify-unread',
    text: `select n.user_id, count(*) as unread from notifications n
      where n.user_id = any($1) and ${UNREAD} and ${shown('$2')} group by n.user_id`,
    values: [userIds, nowMs],
  })
  return new Map(rows.map(({ user_id, unread }) => [user_id, unread]))
}

const ARRIVE_SQL = `
with told as (
  update notifications n set arrived_at = ${at('$2')} where n.id = any((select $1::bigint[])::bigint[]) and n.arrived_at is null
  returning ${COLUMNS}
)
select ${WORDS}, json_agg(json_build_array(n.user_id, n.id)) as "to" from told n group by ${WORDS}`

type ArrivedRow = WordsRow & { readonly to: readonly (readonly [userId: number, id: number])[] }

/** Puts messages into the centres of their players and tells their devices, whole or not at all; again is nothing. */
export async function arriveInCentre(tx: Queryable, ids: readonly number[], nowMs: number): Promise<void> {
  const { rows } = await tx.query<ArrivedRow>({ name: 'notify-arrive', text: ARRIVE_SQL, values: [ids, nowMs] })
  if (rows.length === 0) return
  const players = new Set(rows.flatMap(({ to }) => to.map(([userId]) => userId)))
  const unread = await countUnread(tx, [...players], nowMs)
  const arrivals = rows.map(({ to, ...row }) => ({
    words: wordsOf(row),
    to: to.map(([userId, id]) => [userId, id, unread.get(userId) ?? 0] as const),
  }))
  await publishArrivals(tx, arrivals)
}

export interface CentreFilter {
  readonly page: number
  readonly perPage: number
  readonly type?: NotificationType | undefined
  readonly category?: NotificationCategory | undefined
  readonly unread?: boolean | undefined
}

/** A page of a player's centre, newest first, with how many there are. */
export async function findCentre(
  via: Queryable,
  userId: number,
  { page, perPage, type, category, unread }: CentreFilter,
  nowMs: number,
): Promise<{ readonly notifications: OwnNotification[]; readonly total: number }> {
  const where = `n.user_id = $1 and ${shown('$2')} and ($3::text is null or n.type = $3) and ($4::text is null or n.category = $4)
    and ($5::boolean is null or (n.read_at is null) = $5)`
  const filter = [userId, nowMs, type ?? null, category ?? null, unread ?? null]
  const [found, counted] = await Promise.all([
    via.query<CentreRow & Record<string, unknown>>(
      `select ${COLUMNS} from notifications n where ${where} order by n.arrived_at desc, n.id desc limit $6 offset $7`,
      [...filter, perPage, (page - 1) * perPage],
    ),
    via.query<{ total: number }>(`select count(*) as total from notifications n where ${where}`, filter),
  ])
  return { notifications: found.rows.map(toOwn), total: counted.rows[0]?.total ?? 0 }
}

/** What came into a centre after a message, the oldest first; a few seconds before it too, as commits overtake each other. */
export async function findSince(
  via: Queryable,
  userId: number,
  lastId: number,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Promise<OwnNotification[]> {
  const { rows } = await via.query<CentreRow & Record<string, unknown>>(
    `select * from (
       select ${COLUMNS} from notifications n join notifications last on last.id = $3 and last.user_id = $1
       where n.user_id = $1 and n.id <> $3 and n.arrived_at > last.arrived_at - interval '10 seconds' and ${shown('$2')}
       order by n.arrived_at desc, n.id desc limit $4) as newest
     order by arrived_at, id`,
    [userId, nowMs, lastId, limit],
  )
  return rows.map(toOwn)
}

const CHANGES = {
  read: `read_at = coalesce(read_at, ${at('$3')})`,
  archive: `read_at = coalesce(read_at, ${at('$3')}), archived_at = coalesce(archived_at, ${at('$3')})`,
} as const

const ITSELF = jsonOf({ notificationId: 'id' })
/** What an update gives back of a notification, and CTEs that tell what is so for the first time of each. */
const MARKED = `returning id, user_id, old.read_at is null and new.read_at is not null as is_read,
    old.archived_at is null and new.archived_at is not null as is_archived`
const tellMarks = (changed: string, atMs: string) => `was_read as (
    ${tellEach('read', atMs, ITSELF, `${changed} where is_read`)}
  ), was_archived as (
    ${tellEach('archived', atMs, ITSELF, `${changed} where is_archived`)}
  )`

/** Marks a message of a player; again is nothing. False: he has no such message in his centre, or it was taken back. */
export async function markMessage(
  via: Queryable,
  change: keyof typeof CHANGES,
  { userId, id, nowMs }: { readonly userId: number; readonly id: number; readonly nowMs: number },
): Promise<boolean> {
  const { rowCount } = await via.query(
    `with changed as (
       update notifications set ${CHANGES[change]} where id = $1 and user_id = $2 and arrived_at is not null
         and cancelled_at is null ${MARKED}
     ), ${tellMarks('changed', '$3')}
     select id from changed`,
    [id, userId, nowMs],
  )
  return rowCount === 1
}

/** Marks everything as read that his centre shows and that came up to a message, or everything. */
export async function markAllRead(
  via: Queryable,
  { userId, upTo, nowMs }: { readonly userId: number; readonly upTo: number | undefined; readonly nowMs: number },
): Promise<void> {
  await via.query(
    `with changed as (
       update notifications n set read_at = ${at('$2')} where n.user_id = $1 and ${UNREAD} and ${shown('$2')}
       and ($3::bigint is null or (n.arrived_at, n.id) <= (select l.arrived_at, l.id from notifications l
         where l.id = $3 and l.user_id = $1)) returning id, user_id
     ) ${tellEach('read', '$2', ITSELF, 'changed')}`,
    [userId, nowMs, upTo ?? null],
  )
}

/** A message of which this click is the first of its channel: another device of it may be clicked later. */
const OPENED_FIRST = `own where id in (select notification_id from clicked) and not exists (
    select from notification_deliveries d where d.notification_id = own.id and d.channel = $3 and d.clicked_at is not null)`

/** Notes that a player opened a message by a channel, the first time; it is read then, too. False: it is not his. */
export async function markClicked(
  via: Queryable,
  { userId, id, channel, nowMs }: { userId: number; id: number; channel: string; nowMs: number },
): Promise<boolean> {
  const { rowCount } = await via.query(
    `with own as (
       update notifications set read_at = case when arrived_at is null or cancelled_at is not null then read_at else coalesce(read_at, ${at('$4')}) end
       where id = $1 and user_id = $2 ${MARKED}
     ), clicked as (
       update notification_deliveries d set clicked_at = ${at('$4')} from own
       where d.notification_id = own.id and d.channel = $3 and d.state = 'sent' and d.clicked_at is null
       returning d.notification_id
     ), ${tellMarks('own', '$4')}, was_opened as (
       ${tellEach('opened', '$4', jsonOf({ notificationId: 'id', channel: 'to_json($3::text)' }), OPENED_FIRST)}
     )
     select id from own`,
    [id, userId, channel, nowMs],
  )
  return rowCount === 1
}
