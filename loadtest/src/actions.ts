import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { type ActionsBulkReply, MAX_ACTIONS } from '@casino-club/shared'
import { type Figure, median, post, rate, say, showFigures } from './auth/figures.ts'
import { ageDatabase, databaseUrlOf } from './database.ts'
import { type ClubProcess, startClubProcess, temporaryDataDir } from './own-club.ts'
import { openPlayers, type TestPlayer } from './players.ts'

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    limit: { type: 'string', default: '20000' },
  },
})
const [clients, seconds, rounds, limit] = [
  Number(values.clients),
  Number(values.seconds),
  Number(values.rounds),
  Number(values.limit),
]
const TYPES = ['screen.opened', 'menu.opened', 'lobby.left', 'help.read']
const WIDE_ACTIONS = { ACTIVITY_REQUESTS_PER_HOUR: '100000000' }

/** Rows that the club said it has. */
let acknowledged = 0

/** A thousand actions as an app tells them, with some hundred bytes of properties each. */
function someActions() {
  const occurredAt = new Date().toISOString()
  return Array.from({ length: MAX_ACTIONS }, (_, index) => ({
    eventId: randomUUID(),
    type: TYPES[index % TYPES.length] ?? 'screen.opened',
    occurredAt,
    props: {
      screen: 'lobby',
      place: index,
      section: 'missions of the day',
      from: 'home',
      version: '1.42.0',
      ms: 1_250,
    },
  }))
}

/** Rows a second through the whole door, a player for each client: each waits for its answer, and that each row was new. */
async function throughTheDoor({ httpUrl }: ClubProcess, players: readonly TestPlayer[]): Promise<number> {
  const requests = await rate(clients, seconds, async (worker) => {
    const answer = await post(`${httpUrl}/api/actions/bulk`, { actions: someActions() }, players[worker]?.accessToken)
    if (!answer.ok) throw new Error(`the club answered ${answer.status}: ${await answer.text()}`)
    const { accepted } = (await answer.json()) as ActionsBulkReply
    if (accepted !== MAX_ACTIONS) throw new Error(`${accepted} rows were taken, and not ${MAX_ACTIONS}`)
    acknowledged += accepted
  })
  return requests * MAX_ACTIONS
}

const BARE_SQL = `
insert into user_actions (user_id, event_id, type, occurred_at, received_at, props)
select $1, a.event_id, a.type, a.occurred_at, now(), a.props
from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::jsonb[]) as a(event_id, type, occurred_at, props)`

/** Rows a second of the same kind into the same table by as many connections: no socket of a player, no check, no count. */
async function bareInserts(pool: Pool, userId: number): Promise<number> {
  const statements = await rate(clients, seconds, (worker) => {
    const rows = someActions()
    const of = (name: 'eventId' | 'type' | 'occurredAt') => rows.map((row) => row[name])
    const props = rows.map((row) => JSON.stringify(row.props))
    const sent = [userId + worker, of('eventId'), of('type'), of('occurredAt'), props]
    return pool.query({ name: 'bench-actions', text: BARE_SQL, values: sent })
  })
  return statements * MAX_ACTIONS
}

/** Every row that was acknowledged is there, once, and counted on its player's day. */
async function check(pool: Pool, players: readonly TestPlayer[]): Promise<void> {
  const { rows } = await pool.query<{ kept: number; counted: number }>(
    `select (select count(*) from user_actions where user_id = any($1)) as kept,
       (select coalesce(sum(actions), 0)::bigint from player_days where user_id = any($1)) as counted`,
    [players.map(({ userId }) => userId)],
  )
  for (const [what, found] of Object.entries(rows[0] ?? {})) {
    if (found !== acknowledged) throw new Error(`${what}: ${found}, and not the ${acknowledged} acknowledged`)
  }
  say(`${acknowledged} rows acknowledged, all of them kept once and counted`)
}

async function measure(pool: Pool, club: ClubProcess, players: readonly TestPlayer[]): Promise<Figure> {
  const [door, bare]: [number[], number[]] = [[], []]
  // Players of no account of the club's: the baseline is not to touch what is counted.
  const nobody = 1_000_000_000
  for (let round = 1; round <= rounds; round++) {
    bare.push(await bareInserts(pool, nobody))
    door.push(await throughTheDoor(club, players.slice((round - 1) * clients, round * clients)))
    say(`round ${round}: ${Math.round(door.at(-1) ?? 0)} rows/s over HTTP, ${Math.round(bare.at(-1) ?? 0)} bare`)
  }
  await check(pool, players)
  const [pace, alone] = [median(door), median(bare)]
  return {
    name: `actions a second, ${clients} clients, ${MAX_ACTIONS} a request`,
    figure: `${Math.round(pace)}`,
    baseline: `${Math.round(alone)} by bare INSERTs: ${(pace / alone).toFixed(2)} of them`,
    limit: `>= ${limit}`,
    met: pace >= limit,
  }
}

/** `npm run bench:actions`: what a club takes of that which players' apps tell, durably. */
async function main(): Promise<boolean> {
  const data = temporaryDataDir()
  const club = await startClubProcess(data.path, WIDE_ACTIONS)
  const databaseUrl = databaseUrlOf(data.path)
  const pool = createPool({ databaseUrl, max: clients, log: createLog('error'), name: 'bench-actions' })
  try {
    // A round has players of its own: nobody may tell more than a day's share.
    const players = await openPlayers(databaseUrl, club.jwtSecret, clients * rounds)
    await ageDatabase(databaseUrl)
    const { rows } = await pool.query<{ fsync: string; commit: string }>(
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
    )
    say(
      `${clients} clients of a player each, ${rounds} rounds of ${seconds} s; fsync ${rows[0]?.fsync}, synchronous_commit ${rows[0]?.commit}`,
    )
    const figure = await measure(pool, club, players)
    showFigures([figure])
    return figure.met
  } finally {
    await pool.end()
    await club.stop()
    data.remove()
  }
}

process.exitCode = (await main()) ? 0 : 1
