import { setTimeout as sleep } from 'node:timers/promises'
import type { EmbeddedPostgres } from '@casino-club/server/src/platform/embedded/index.ts'
import { processesWorkingIn, signal } from '@casino-club/server/src/platform/embedded/processes.ts'
import pg from 'pg'
import type { ClubProcess } from '../own-club.ts'
import { Diary } from './diary.ts'
import { type Claim, claim, prove } from './proof.ts'
import { answers, type Stage } from './stage.ts'

/** Longer than a command waits by itself, so that players are told to ask again. */
const AWAY_MS = 6_000
const SETTLE_MS = 3_000

/** Postgres is restarted under load, once by a fast shutdown and once by killing every process of it. */
export async function postgresRun(stage: Stage): Promise<{ diary: Diary; claims: Claim[] }> {
  const { spins, say } = stage.options
  const diary = new Diary()
  let postgres = await stage.postgres()
  const redis = await stage.redis()
  const club = await stage.club({ DATABASE_URL: postgres.url, REDIS_URL: redis.url })
  const crowd = await stage.crowd(club, diary)
  let over = false
  const playing = crowd.play(() => over)

  await diary.reaches(spins / 3, playing)
  say(`fast shutdown at ${diary.acknowledged.size} spins; away for ${AWAY_MS / 1_000} s`)
  await postgres.stop()
  await sleep(AWAY_MS)
  postgres = await stage.postgres()
  const afterStop = await resumes(diary, playing)
  say(`spins again ${afterStop} ms after the start`)

  await diary.reaches(diary.acknowledged.size + spins / 3, playing)
  const killed = killAll(stage, postgres)
  say(`${killed} processes of Postgres killed at ${diary.acknowledged.size} spins; crash recovery`)
  postgres = await stage.postgres()
  const afterCrash = await resumes(diary, playing)
  say(`spins again ${afterCrash} ms after the start`)

  await diary.reaches(diary.acknowledged.size + spins / 3, playing)
  over = true
  await playing
  await crowd.settle()
  say('proving')
  return { diary, claims: [...(await survived(club, crowd.connected, stage, postgres)), ...(await outcome())] }

  async function outcome(): Promise<Claim[]> {
    return [
      claim('players were told to ask again', diary.unavailable > 0, `${diary.unavailable} times`),
      claim('every process of Postgres was killed', killed > 1, `${killed} processes`),
      claim('no spin failed', diary.failed === 0, JSON.stringify(diary.refused)),
      ...(await prove(stage.databaseUrl, diary)),
    ]
  }
}

/** Milliseconds until the next spin is acknowledged. */
async function resumes(diary: Diary, playing: Promise<void>): Promise<number> {
  const startMs = performance.now()
  await diary.reaches(diary.acknowledged.size + 1, playing)
  return Math.round(performance.now() - startMs)
}

/** As a power cut would; the number of processes it met. */
function killAll(stage: Stage, postgres: EmbeddedPostgres): number {
  const pids = processesWorkingIn(stage.clusterDirectory)
  postgres.kill()
  for (const pid of pids) signal(pid, 'SIGKILL')
  return pids.length
}

/** The server process is the same, its rooms are open, it calls itself ready, and it listens on one connection. */
async function survived(
  club: ClubProcess,
  connected: number,
  stage: Stage,
  { adminUrl }: EmbeddedPostgres,
): Promise<Claim[]> {
  const ready = await answers(club, '/readyz')
  await sleep(SETTLE_MS)
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const { rows } = await client.query<{ listening: string; all: string }>(
    `select count(*) filter (where application_name = 'casino-bus') as listening, count(*) as all
     from pg_stat_activity where backend_type = 'client backend'`,
  )
  await client.end()
  const { listening = '', all = '' } = rows[0] ?? {}
  return [
    claim('the server process lives and is ready', ready, ready ? `process ${club.pid}` : 'not ready'),
    claim('no connection was lost', connected === stage.options.players, `${connected} open`),
    claim('no database connection leaked', listening === '1', `${listening} listening, ${all} in all`),
  ]
}
