import type { PageContext, PageResult, SqlJob } from '../jobs/index.ts'
import { idFromWords } from '../platform/ids.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type AppendedEvent, appendEvents } from '../player/index.ts'
import { countDue, countStandings, type DuePlace, type DueVault, findDue, writeSnapshot } from './expiry.store.ts'
import { expireVaults } from './vaults.store.ts'

/** Who is busy at the moment is come back to so often; after that he is left to the next day, and to his room. */
const MAX_ROUNDS = 5
const DAY_MS = 86_400_000

interface Cursor extends DuePlace {
  readonly round: number
  /** Vaults of this round whose players were busy. */
  readonly left: number
}

const halfOf = ({ shard }: Pick<PageContext, 'shard'>) => (shard === 'odd' ? 1 : 0)

const cursorOf = (cursor: unknown): Cursor | undefined => cursor as Cursor | undefined

/**
 * Ends what nobody was there for: every vault whose time is over, a page in a few statements, with an event for each player;
 * one half of the players beside the other.
 * A player who is on line is most often first; the rows decide, and each is ended once.
 */
export const vaultExpiryJob: SqlJob = {
  name: 'vault.expiry',
  cron: '10 0 * * *',
  catchUp: 'every',
  shards: ['even', 'odd'],
  repeatable: true,
  async page(context, tx) {
    if (context.dryRun) return { worked: await countDue(tx, context.nowMs, halfOf(context)), skipped: 0 }
    return expirePage(context, tx)
  },
}

async function expirePage({ nowMs, limit, cursor, shard }: PageContext, tx: Queryable): Promise<PageResult> {
  const place = cursorOf(cursor)
  const due = await findDue(tx, { nowMs, after: place, limit, half: halfOf({ shard }) })
  const ended = await endDue(tx, due, nowMs)
  const last = due.at(-1)
  const left = (place?.left ?? 0) + due.length - ended
  const round = place?.round ?? 1
  if (last && due.length === limit) {
    const next: Cursor = { expiresAt: last.expiresAt, id: last.id, round, left }
    return { worked: ended, skipped: 0, cursor: next }
  }
  if (left === 0 || round >= MAX_ROUNDS) return { worked: ended, skipped: 0, failed: left }
  const again: Cursor = { expiresAt: '-infinity', id: 0, round: round + 1, left: 0 }
  return { worked: ended, skipped: 0, cursor: again }
}

async function endDue(tx: Queryable, due: readonly DueVault[], nowMs: number): Promise<number> {
  if (due.length === 0) return 0
  const byPlayer = Map.groupBy(due, ({ userId }) => userId)
  const appended = await appendEvents(
    tx,
    { type: 'vault.expired', schemaVersion: 1, occurredAtMs: nowMs },
    [...byPlayer].map(([userId, vaults]) => eventOf(userId, vaults)),
  )
  const ended = appended.flatMap(({ userId, seq }) => (byPlayer.get(userId) ?? []).map(({ id }) => ({ id, seq })))
  const count = await expireVaults(tx, ended, nowMs)
  // A player whose vaults have changed since they were looked up has another version, and was left out.
  if (count !== ended.length) throw new Error('vaults were ended beside their players’ rows')
  return count
}

function eventOf(userId: number, vaults: readonly DueVault[]): AppendedEvent {
  const told = vaults.map(({ id, type, coins }) => ({ vaultId: id, vaultType: type, coins }))
  return {
    userId,
    version: vaults[0]?.version ?? 0,
    commandId: idFromWords(`vault.expiry ${vaults.map(({ id }) => id).join(' ')}`),
    fields: `"vaults":${JSON.stringify(told)}`,
  }
}

/** How the vaults stand, a row a type and status and day: what the funnel is made of. */
export const vaultSnapshotJob: SqlJob = {
  name: 'vault.snapshot',
  cron: '20 0 * * *',
  catchUp: 'latest',
  repeatable: true,
  async page({ businessDate, dueAtMs, nowMs, dryRun }, tx) {
    // How they stood on a day that is over cannot be counted any more.
    if (nowMs - dueAtMs >= DAY_MS) return { worked: 0, skipped: 1 }
    const worked = dryRun ? await countStandings(tx) : await writeSnapshot(tx, businessDate, nowMs)
    return { worked, skipped: 0 }
  },
}
