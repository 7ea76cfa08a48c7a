import { parseArgs } from 'node:util'
import { CampaignPump } from '@casino-club/server/src/campaigns/index.ts'
import { systemClock } from '@casino-club/server/src/platform/clock.ts'
import { startEmbeddedPostgres } from '@casino-club/server/src/platform/embedded/index.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createMetrics } from '@casino-club/server/src/platform/metrics.ts'
import { migrateUp } from '@casino-club/server/src/platform/postgres/migrate.ts'
import { createPool, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import type { CampaignBody } from '@casino-club/shared'
import { type Figure, say, showFigures } from './auth/figures.ts'
import { temporaryDataDir } from './own-club.ts'

const { values } = parseArgs({
  options: { players: { type: 'string', default: '200000' }, pace: { type: 'string', default: '1000' } },
})
const [count, leastPace] = [Number(values.players), Number(values.pace)]
/** The first and the last pages, between which nothing may become slower. */
const EDGE = 20
const PAGE = 500
/** As long as one look at every player may take. */
const LOOK_SECONDS = 120

const WORDS = { title: 'News', body: 'There are some.' }
const BODY: CampaignBody = {
  audience: { kind: 'filter', filter: { languages: ['ko'], notSeenWithinDays: 7, hasPush: false } },
  ...{ category: 'game', channels: ['in_app', 'push'], content: { ko: WORDS, en: WORDS }, variants: {}, path: null },
  ...{ schedule: { kind: 'now' }, pace: null, holdoutPercent: 10, validHours: 24 },
  goal: { kind: 'visit', withinHours: 24 },
}

/** Players of three zones, and a campaign to all of them that begins now. */
async function fill(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('set role casino')
    await client.query(
      `insert into users (site_id, nickname, nickname_look, password_hash, locale, created_at)
       select 'bench' || n, 'bench' || n, 'bench' || n, '!', 'ko', now() from generate_series(1, $1::integer) as n`,
      [count],
    )
    await client.query(
      `insert into players (user_id, version, coins, gems, tickets, nonce, state, ledger_hash, updated_at)
       select id, 1, 0, 0, 0, 0, json_build_object('streak', json_build_object('zone',
         (array['Asia/Seoul', 'Europe/London', 'America/New_York'])[id % 3 + 1])), decode(repeat('00', 32), 'hex'), now() from users`,
    )
    for (const table of ['users', 'players']) await client.query(`analyze ${table}`)
    await client.query(
      `with admin as (insert into admin_users (site_id, password_hash, role, created_at) values ('bench', '!', 'owner', now()) returning id)
       insert into campaigns (key, name, revision, state, body, created_by, asked_by, created_at, changed_at, starts_at, next_page_at)
       select gen_random_uuid(), 'bench', 1, 'scheduled', $1, id, id, now(), now(), now(), now() from admin`,
      [JSON.stringify(BODY)],
    )
  } finally {
    client.release(true)
  }
}

/** Seconds of every step of a campaign, from its beginning to its end; the first one writes its audience down. */
async function runOf(pump: CampaignPump): Promise<number[]> {
  const seconds: number[] = []
  for (;;) {
    const startMs = performance.now()
    const steps = await pump.work()
    if (steps === 0) return seconds
    seconds.push((performance.now() - startMs) / 1_000)
  }
}

const sumOf = (seconds: readonly number[]) => seconds.reduce((sum, each) => sum + each, 0)

function figuresOf([frozen = 0, ...pages]: readonly number[]): Figure[] {
  const paceOf = (part: readonly number[]) => Math.round((part.length * PAGE) / sumOf(part))
  const [first, last] = [paceOf(pages.slice(0, EDGE)), paceOf(pages.slice(-EDGE - 1, -1))]
  return [
    {
      name: `the audience of ${count} players, written down`,
      figure: `${frozen.toFixed(1)} s`,
      baseline: 'one statement, three zones, a tenth held out',
      limit: `< ${LOOK_SECONDS} s`,
      met: frozen < LOOK_SECONDS,
    },
    {
      name: 'turns that came, with what is raised for them',
      figure: `${paceOf(pages)} a second`,
      baseline: `${pages.length} pages of ${PAGE}, two channels; the first ${first}, the last ${last} a second`,
      limit: `> ${leastPace} a second`,
      met: last > leastPace,
    },
  ]
}

async function main(): Promise<boolean> {
  const dataDir = temporaryDataDir()
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir.path, log: say })
  const log = createLog('error')
  const pool = createPool({ databaseUrl: postgres.url, max: 4, log, name: 'bench-campaigns' })
  try {
    await migrateUp(postgres.url)
    await fill(pool)
    say(`${count} players`)
    const pump = new CampaignPump({
      ...{ pool, log, clock: systemClock, metrics: createMetrics() },
      bus: { on: () => () => undefined },
    })
    const figures = figuresOf(await runOf(pump))
    showFigures(figures)
    return figures.every(({ met }) => met)
  } finally {
    await pool.end()
    await postgres.stop()
    dataDir.remove()
  }
}

process.exitCode = (await main()) ? 0 : 1
