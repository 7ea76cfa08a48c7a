import { bigintArray, byteaArray, textArray, uuidArray } from '../platform/postgres/arrays.ts'
import { at } from '../platform/postgres/instant.ts'
import { prepared, type Queryable } from '../platform/postgres/pool.ts'
import { IN_FORCE } from './bans.store.ts'
import { type CountedName, scopesOf, subjectsOf, TAKE_BACK } from './lockout.store.ts'
import type { Device, NewSession } from './sessions.store.ts'
import { PROFILE_COLUMNS, type ProfileRow } from './users.store.ts'

/** A player who has shown his password, and all that his attempt was counted under. */
export interface PlainEntry {
  readonly userId: number
  readonly counted: readonly CountedName[]
  readonly device: Device
}

/** With the sessions that this one has ended. */
export type PlainRow = ProfileRow & { readonly ended: string[] | null }

/**
 * What `openSession`, `touchLogin`, `insertSignIn` and `takeAttemptBack` do for one, for all of these who have no second factor
 * and are neither banned nor merged.
 */
const OPEN = `
  with input as (
    select * from unnest($1::bigint[], $4::uuid[], $5::bytea[], $6::text[], $7::text[])
      as i(user_id, session_id, token_hash, user_agent, address)
  ), plain as materialized (
    select * from input i where not exists (
        select from second_factors f where f.user_id = i.user_id and f.confirmed_at is not null)
      and not exists (select from user_bans b where b.user_id = i.user_id and ${IN_FORCE})
      and not exists (select from account_merges m where m.from_user_id = i.user_id)
  ), touched as (
    update users u set last_login_at = ${at('$2')} from plain where u.id = plain.user_id returning u.*
  ), opened as (
    insert into sessions (id, user_id, created_at, last_used_at, proven_at, expires_at, user_agent, address)
    select session_id, user_id, ${at('$2')}, ${at('$2')}, ${at('$2')}, ${at('$3')}, user_agent, address from plain
  ), token as (
    insert into refresh_tokens (token_hash, session_id, issued_at) select token_hash, session_id, ${at('$2')} from plain
  ), told as (
    insert into sign_ins (kind, user_id, method, outcome, user_agent, address, occurred_at)
    select 'player', user_id, 'password', 'success', user_agent, address, ${at('$2')} from plain
  ), ended as (
    update sessions set revoked_at = ${at('$2')}, revoke_reason = 'TOO_MANY' where id in (
      select id from (
        select s.id, row_number() over (
          partition by s.user_id order by s.last_used_at desc, s.created_at desc, s.id) as place
        from sessions s where s.user_id in (select user_id from plain) and s.revoked_at is null and s.expires_at > ${at('$2')}
      ) as before where place >= $11::integer)
    returning id, user_id
  ), named as (
    select n.scope, n.subject, count(*) from unnest($8::bigint[], $9::text[], $10::text[]) as n(user_id, scope, subject)
      join plain using (user_id) group by n.scope, n.subject
  ), ${TAKE_BACK}
  select ${PROFILE_COLUMNS}, (select array_agg(e.id) from ended e where e.user_id = u.id) as ended
  from touched u join players p on p.user_id = u.id`

/** The caller holds the accounts, and each but once; the sessions are opened at one instant, that of the first. */
export async function openPlain(
  tx: Queryable,
  entries: readonly (PlainEntry & NewSession)[],
  keep: number,
): Promise<PlainRow[]> {
  const [first] = entries
  if (first === undefined) return []
  const names = entries.flatMap(({ userId, counted }) => counted.map((name) => ({ ...name, userId })))
  const textsOf = (text: (entry: PlainEntry) => string) => textArray(entries.map(text))
  const { rows } = await tx.query<PlainRow>(
    prepared('open-plain', OPEN, [
      bigintArray(entries.map(({ userId }) => userId)),
      ...[first.nowMs, first.expiresMs],
      uuidArray(entries.map(({ id }) => id)),
      byteaArray(entries.map(({ refreshHash }) => refreshHash.toString('hex'))),
      textsOf(({ device }) => device.userAgent),
      textsOf(({ device }) => device.address),
      bigintArray(names.map(({ userId }) => userId)),
      scopesOf(names),
      subjectsOf(names),
      keep,
    ]),
  )
  return rows
}
