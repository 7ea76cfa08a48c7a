import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Makes what screens show of the settings of these players old, so that saving it there changes nothing: `whose` has their `user_id`. */
export const ageSettings = (whose: string, now: string): string =>
  `insert into notification_settings as s (user_id, revision, all_off, off_types, off_channels, quiet_from, quiet_to, changed_at)
   select user_id, 1, false, '{}', '{}', 0, 0, ${now} from ${whose}
   on conflict (user_id) do update set revision = s.revision + 1, changed_at = excluded.changed_at`

/** Something else than his settings has changed what they show: his first device is reached, or his letters were ended. */
export async function noteOtherChange(tx: Queryable, userId: number, nowMs: number): Promise<void> {
  await tx.query(ageSettings('(select $1::bigint as user_id) as whose', at('$2')), [userId, nowMs])
}
