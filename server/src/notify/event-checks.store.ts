import { declarationOf } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { BEGINNING, NOTIFICATION_BOOK, readEvents } from '../stream/index.ts'

const PAGE = 5_000

/** The first event of a notification whose payload is not that of its type and version. */
export async function findBadNotificationEvent(tx: Queryable): Promise<{ where: string; why: string } | undefined> {
  for (let after = BEGINNING; ; ) {
    const events = await readEvents(tx, after, PAGE, NOTIFICATION_BOOK)
    for (const { event } of events) {
      const { type, schemaVersion, payload, eventId } = event
      if (declarationOf(type)?.versions[schemaVersion]?.safeParse(payload).success) continue
      return {
        where: `notification_events ${eventId}`,
        why: `its payload is not that of ${type}, version ${schemaVersion}`,
      }
    }
    after = events.at(-1)?.cursor ?? after
    if (events.length < PAGE) return undefined
  }
}
