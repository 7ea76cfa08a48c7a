import { Batches } from '../platform/batches.ts'
import { isOfOneRow } from '../platform/postgres/one-by-one.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { lockFree, type SeenAccount } from './account-row.store.ts'
import type { CountedName } from './lockout.store.ts'
import type { PlainEntry } from './plain-entries.store.ts'
import type { PlainOpened, Sessions } from './sessions.service.ts'
import type { Device } from './sessions.store.ts'

/**
 * Those who come within so long of each other come in together. Where many log in, a hash has to wait for longer than that;
 * who comes alone waits for nobody.
 */
const ENTRIES_APART_MS = 50

interface Wanted extends PlainEntry {
  readonly passwordHash: string
}

/**
 * Log-ins of players with nothing special about them, which is most of them, together: no second factor, no ban, no merge, no
 * deletion asked for, and no one else at the account. All others are told to come in one by one.
 */
export class PlainEntries {
  private readonly batches: Batches<Wanted, PlainOpened | undefined>

  constructor(pool: Pool, sessions: Sessions) {
    this.batches = new Batches({
      apartMs: ENTRIES_APART_MS,
      // Tokens are signed and an answer written for each: a play in between waits for one of them, not for all.
      answersATurn: 1,
      keyOf: ({ userId }) => userId,
      work: (wanted) => openAll(pool, sessions, wanted),
    })
  }

  /**
   * After a right password: the session with its history, and the attempt under these names taken back. Undefined: nothing
   * has happened.
   */
  open(
    { id: userId, passwordHash }: SeenAccount,
    counted: readonly CountedName[],
    device: Device,
  ): Promise<PlainOpened | undefined> {
    return this.batches.hand({ userId, passwordHash, counted, device })
  }
}

async function openAll(
  pool: Pool,
  sessions: Sessions,
  wanted: readonly Wanted[],
): Promise<(PlainOpened | undefined)[]> {
  try {
    const opened = await inTransaction(pool, async (tx) => {
      const held = await lockFree(
        tx,
        wanted.map(({ userId }) => userId),
      )
      // One whose password was changed since it was looked at is not the same any more.
      const hashes = new Map(held.map(({ id, passwordHash }) => [id, passwordHash]))
      return sessions.openPlain(
        tx,
        wanted.filter(({ userId, passwordHash }) => hashes.get(userId) === passwordHash),
      )
    })
    return wanted.map(({ userId }) => opened.get(userId))
  } catch (error) {
    // Whoever has no part in it comes in by himself.
    if (!isOfOneRow(error)) throw error
    return wanted.map(() => undefined)
  }
}
