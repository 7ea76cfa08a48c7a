import { setTimeout as sleep } from 'node:timers/promises'
import { bookChecks } from '@casino-club/server/src/app/book-checks.ts'
import { auditBooks } from '@casino-club/server/src/books/index.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool, inTransaction, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import type { Diary } from './diary.ts'

/** Something that must hold after a fault, and what was found. */
export interface Claim {
  readonly claim: string
  readonly holds: boolean
  readonly found: string
}

export const claim = (text: string, holds: boolean, found: string): Claim => ({ claim: text, holds, found })

const COUNTERS_PATIENCE_MS = 60_000
const POLL_MS = 200

export async function withPool<T>(databaseUrl: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = createPool({ databaseUrl, max: 2, log: createLog('fatal'), name: 'casino-faults' })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

/** The proof that every fault run ends with; the players must have stopped. */
export function prove(databaseUrl: string, diary: Diary): Promise<Claim[]> {
  return withPool(databaseUrl, async (pool) => {
    const spins = await readSpins(pool)
    return [
      claim('no outcome is left open', diary.open.size === 0, `${diary.open.size} open`),
      claim(
        'a repeat answers what was answered first',
        diary.contradictions.length === 0,
        diary.contradictions[0] ?? `${diary.replayed} repeats`,
      ),
      ...holdAgainst(diary, spins),
      await stakesFit(pool, spins.length),
      await auditIsClean(pool),
      await countersCatchUp(pool, spins.length),
    ]
  })
}

export interface RecordedSpin {
  readonly user_id: number
  readonly seq: number
  readonly command_id: string
  readonly command_seq: number | null
  readonly win: number
}

/** Every spin in the books with its command; a command with two events comes twice. */
async function readSpins(pool: Pool): Promise<RecordedSpin[]> {
  return inTransaction(pool, async (tx) => {
    await tx.query('set local statement_timeout = 0')
    const { rows } = await tx.query<RecordedSpin & Record<string, unknown>>(
      `select e.user_id, e.seq, e.command_id, e.win, c.seq as command_seq from player_events e
       left join player_commands c on c.user_id = e.user_id and c.command_id = e.command_id
       where e.type = 'slot.spun'`,
    )
    return rows
  })
}

/** Every acknowledged spin is in the books once and as it was answered, and no other spin is. */
export function holdAgainst({ acknowledged }: Diary, spins: readonly RecordedSpin[]): Claim[] {
  const byCommand = new Map(spins.map((spin) => [spin.command_id, spin]))
  const all = [...acknowledged.values()]
  const lost = all.filter(({ commandId }) => !byCommand.has(commandId)).length
  const changed = all.filter(({ commandId, eventId, win, userId }) => {
    const spin = byCommand.get(commandId)
    if (spin === undefined) return false
    return (
      `${userId}-${spin.seq}` !== eventId ||
      spin.user_id !== userId ||
      spin.win !== win ||
      spin.command_seq !== spin.seq
    )
  }).length
  const doubled = spins.length - byCommand.size
  const surplus = spins.filter(({ command_id }) => !acknowledged.has(command_id)).length
  return [
    claim(
      'every acknowledged spin is there exactly once, as it was answered',
      lost + changed + doubled === 0 && all.length > 0,
      `${all.length} acknowledged: ${lost} lost, ${doubled} doubled, ${changed} changed`,
    ),
    claim(
      'there is no spin that nobody was told of',
      surplus === 0,
      `${spins.length} in the books, ${surplus} too many`,
    ),
  ]
}

async function stakesFit(pool: Pool, spins: number): Promise<Claim> {
  const { rows } = await pool.query<{ stakes: number }>(
    `select count(*) as stakes from ledger_entries where reason = 'slot.stake'`,
  )
  const stakes = rows[0]?.stakes ?? 0
  return claim('the ledger has one stake for each spin', stakes === spins, `${stakes} stakes, ${spins} spins`)
}

async function auditIsClean(pool: Pool): Promise<Claim> {
  const { bad, events, lines, plays } = await auditBooks(pool, await bookChecks(pool))
  const found = bad
    ? `${bad.where}: ${bad.why}`
    : `${events} events, ${lines} ledger lines, ${plays} plays computed again`
  return claim('the audit is clean', bad === undefined, found)
}

/** The consumer is behind by nature; it must arrive, and at the very number. */
async function countersCatchUp(pool: Pool, spins: number): Promise<Claim> {
  const giveUpMs = performance.now() + COUNTERS_PATIENCE_MS
  let plays = -1
  while (performance.now() < giveUpMs) {
    const { rows } = await pool.query<{ plays: number }>(
      'select coalesce(sum(plays), 0)::bigint as plays from game_minutes',
    )
    plays = rows[0]?.plays ?? 0
    if (plays >= spins) break
    await sleep(POLL_MS)
  }
  return claim('the live counters have every spin once', plays === spins, `${plays} counted, ${spins} spins`)
}
