import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { WELCOME } from '@casino-club/server/src/player/index.ts'
import { type Figure, median, percentile, say, showFigures } from './auth/figures.ts'
import { databaseUrlOf } from './database.ts'
import { startClubProcess, temporaryDataDir } from './own-club.ts'
import { openPlayers, type TestPlayer } from './players.ts'
import type { RoomConnection } from './room-connection.ts'
import { joinAll } from './swarm.ts'

const { values } = parseArgs({
  options: {
    rooms: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
    lead: { type: 'string', default: '60' },
    limit: { type: 'string', default: '250' },
  },
})
const [rooms, seconds, leadSeconds] = [Number(values.rooms), Number(values.seconds), Number(values.lead)]
const limitMs = Number(values.limit)
const SECOND_MS = 1_000
const PATIENCE_MS = 30_000
const WATCH_MS = 20

/** When each player's vaults end: one in each round, at one of the round's seconds. */
type Ends = ReadonlyMap<number, readonly number[]>

/** Opens vaults that end so; gives when. */
async function openVaults(pool: Pool, players: readonly TestPlayer[], firstMs: number): Promise<Ends> {
  const { rows } = await pool.query<{ id: number }>('select id from vault_definitions where enabled order by id')
  const ends = new Map<number, number[]>()
  for (const [index, { userId }] of players.entries()) {
    const second = index % seconds
    ends.set(
      userId,
      rows.map((_, round) => firstMs + (round * seconds + second) * SECOND_MS),
    )
  }
  const vaults = [...ends].flatMap(([userId, own]) => own.map((endsAtMs, round) => ({ userId, endsAtMs, round })))
  await pool.query(
    `insert into player_vaults (user_id, definition_id, type, coins, state, opened_at, expires_at, opened_seq)
     select v.user_id, d.id, d.type, d.coins, 'LOCKED', now() - interval '1 day', v.ends_at, 1
     from unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) as v(user_id, definition_id, ends_at)
     join vault_definitions d on d.id = v.definition_id`,
    [
      vaults.map(({ userId }) => userId),
      vaults.map(({ round }) => rows[round]?.id),
      vaults.map(({ endsAtMs }) => new Date(endsAtMs).toISOString()),
    ],
  )
  return ends
}

/** How late each player was shown that a vault of his has ended, by round. */
class Lateness {
  readonly rounds: number[][] = []
  /** Shown before they were due. */
  early = 0
  private readonly ends: Ends
  private readonly seen = new Map<number, number>()

  constructor(ends: Ends) {
    this.ends = ends
  }

  /** A vault ends once, so that the status stands in one patch a vault. */
  hears(userId: number, patch: Buffer): void {
    if (!patch.includes('EXPIRED')) return
    const round = this.seen.get(userId) ?? 0
    this.seen.set(userId, round + 1)
    const late = Date.now() - (this.ends.get(userId)?.[round] ?? Number.NaN)
    if (!(late >= 0)) this.early++
    this.rounds[round] ??= []
    this.rounds[round].push(late)
  }

  /** Resolves when everybody has been shown every end. */
  async over(): Promise<void> {
    const lastMs = Math.max(...[...this.ends.values()].flat())
    await sleep(lastMs - Date.now())
    const missing = () => [...this.ends].filter(([userId, own]) => this.seen.get(userId) !== own.length).length
    while (missing() > 0) {
      if (Date.now() > lastMs + PATIENCE_MS) throw new Error(`${missing()} players were not shown every end`)
      await sleep(WATCH_MS)
    }
  }
}

/** Every vault has ended, each by an event of its own. */
async function check(pool: Pool, ends: Ends): Promise<void> {
  const count = [...ends.values()].flat().length
  const { rows } = await pool.query<Record<string, number>>(
    `select (select count(*) from player_vaults where state = 'EXPIRED') as ended,
       (select count(*) from player_events where type = 'vault.expired') as events`,
  )
  for (const [what, found] of Object.entries(rows[0] ?? {})) {
    if (found !== count) throw new Error(`${what}: ${found}, and not ${count}`)
  }
}

function figureOf({ rounds }: Lateness): Figure {
  const at = (share: number) => median(rounds.map((late) => percentile(late, share)))
  const [half, almostAll, all] = [at(0.5), at(0.99), Math.max(...rounds.flat())]
  return {
    name: `${rooms} vaults end within ${seconds} s, p99`,
    figure: `${almostAll} ms`,
    baseline: `p50 ${half}, max ${all} ms; medians of ${rounds.length} rounds`,
    limit: `< ${limitMs} ms`,
    met: almostAll < limitMs,
  }
}

/** `npm run bench:timers`: from the second at which a vault ends to the message that shows it, in many open rooms. */
async function main(): Promise<boolean> {
  const data = temporaryDataDir()
  const club = await startClubProcess(data.path)
  const databaseUrl = databaseUrlOf(data.path)
  const pool = createPool({ databaseUrl, max: 2, log: createLog('error'), name: 'casino-bench-timers' })
  let connections: readonly RoomConnection[] = []
  try {
    const players = await openPlayers(databaseUrl, club.jwtSecret, rooms, WELCOME, async () => undefined)
    const firstMs = (Math.ceil(Date.now() / SECOND_MS) + leadSeconds) * SECOND_MS
    const ends = await openVaults(pool, players, firstMs)
    const lateness = new Lateness(ends)
    connections = await joinAll(club.gameUrl, players, ({ userId }) => ({
      onPatch: (patch) => lateness.hears(userId, patch),
    }))
    const leftMs = firstMs - Date.now()
    if (leftMs < SECOND_MS) throw new Error('joining took longer than --lead')
    say(`${connections.length} open rooms; the first vault ends in ${Math.round(leftMs / SECOND_MS)} s`)
    await lateness.over()
    await check(pool, ends)
    if (lateness.early > 0) throw new Error(`${lateness.early} ends were shown before they were due`)
    const figure = figureOf(lateness)
    showFigures([figure])
    return figure.met
  } finally {
    for (const connection of connections) connection.close()
    await pool.end()
    await club.stop()
    data.remove()
  }
}

process.exitCode = (await main()) ? 0 : 1
