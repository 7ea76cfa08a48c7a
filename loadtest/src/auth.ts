import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Figure, median, say, showFigures } from './auth/figures.ts'
import { INVITE, logIns } from './auth/log-ins.ts'
import { logOuts } from './auth/log-outs.ts'
import { tokenChecks } from './auth/token-checks.ts'
import { databaseUrlOf } from './database.ts'
import { type ClubProcess, startClubProcess, temporaryDataDir } from './own-club.ts'
import { openPlayers } from './players.ts'

const PARTS = ['tokens', 'logins', 'logouts']
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '6' },
    rooms: { type: 'string', default: '1000' },
    only: { type: 'string', default: PARTS.join(',') },
  },
})
const [rounds, seconds, rooms] = [Number(values.rounds), Number(values.seconds), Number(values.rooms)]
const wanted = values.only.split(',')

const TOKENS = 2_000
const WIDE_LOGIN = { LOGIN_MAX_FAILED_PER_ADDRESS: '10000', MAX_SESSIONS: '1000', INVITE_CODE: INVITE }

type Round = Readonly<Record<string, number>>

async function oneRound(clubs: readonly [ClubProcess, ClubProcess], databaseUrl: string): Promise<Round> {
  const [club] = clubs
  const round = {
    ...(wanted.includes('tokens') &&
      (await tokenChecks(databaseUrl, club.jwtSecret, await openPlayers(databaseUrl, club.jwtSecret, TOKENS)))),
    ...(wanted.includes('logins') && (await logIns(club, databaseUrl, seconds))),
    ...(wanted.includes('logouts') && (await logOuts(clubs, databaseUrl, rooms))),
  }
  const rounded = Object.entries(round).map(([name, value]) => [name, Number(value.toFixed(1))])
  say(JSON.stringify(Object.fromEntries(rounded)))
  return round
}

const us = (value: number): string => `${value.toFixed(1)} µs`
const ms = (value: number): string => `${value.toFixed(1)} ms`

function tokenFigures(of: (name: string) => number): Figure[] {
  const baseline = `${us(of('platform'))}: the platform’s asynchronous HMAC alone`
  const figure = (name: string, value: number) => ({
    name,
    figure: us(value),
    baseline,
    limit: '< 50 µs',
    met: value < 50,
  })
  return [
    figure('token check, the first time, median', of('first')),
    figure('token check, known already, median', of('again')),
  ]
}

function logInFigures(of: (name: string) => number, ratio: (over: string, under: string) => number): Figure[] {
  const share = ratio('logIns', 'bare')
  const slower = ratio('spinsMeanwhileP99Ms', 'spinsAloneP99Ms')
  return [
    {
      name: `log-ins a second (${of('logIns').toFixed(1)})`,
      figure: share.toFixed(2),
      baseline: `${of('bare').toFixed(1)} bare hashes a second`,
      limit: '>= 0.8',
      met: share >= 0.8,
    },
    {
      name: 'event loop delay meanwhile, p99',
      figure: ms(of('loopP99Ms')),
      baseline: `${of('meanwhile').toFixed(1)} log-ins a second beside spins`,
      limit: '< 50 ms',
      met: of('loopP99Ms') < 50,
    },
    {
      name: `spins meanwhile, p99 (${ms(of('spinsMeanwhileP99Ms'))})`,
      figure: slower.toFixed(2),
      baseline: `${ms(of('spinsAloneP99Ms'))} alone`,
      limit: '<= 2',
      met: slower <= 2,
    },
  ]
}

function logOutFigures(of: (name: string) => number): Figure[] {
  return [
    {
      name: `forced log-out of ${rooms} rooms in two processes`,
      figure: ms(of('togetherMs')),
      baseline: `${ms(of('oneByOneMs'))} by a request each`,
      limit: '< 2000 ms',
      met: of('togetherMs') < 2_000,
    },
  ]
}

function showAll(runs: readonly Round[]): void {
  const value = (run: Round, name: string) => run[name] ?? Number.NaN
  const of = (name: string) => median(runs.map((run) => value(run, name)))
  // Of each round its own ratio: what the machine does besides changes between rounds.
  const ratio = (over: string, under: string) => median(runs.map((run) => value(run, over) / value(run, under)))
  showFigures([
    ...(wanted.includes('tokens') ? tokenFigures(of) : []),
    ...(wanted.includes('logins') ? logInFigures(of, ratio) : []),
    ...(wanted.includes('logouts') ? logOutFigures(of) : []),
  ])
}

/** Another process of the same club, on its Postgres and Redis. */
function startSecond(first: ClubProcess, databaseUrl: string, dataDir: string): Promise<ClubProcess> {
  const kept = (name: string) => readFileSync(join(first.dataDir, name), 'utf8').trim()
  writeFileSync(join(dataDir, 'jwt-secret'), first.jwtSecret)
  return startClubProcess(dataDir, {
    ...WIDE_LOGIN,
    DATABASE_URL: databaseUrl,
    REDIS_URL: `redis://:${kept('redis.password')}@127.0.0.1:${kept('redis.port')}`,
    ADMIN_PASSWORD: kept('admin-password'),
  })
}

/** `npm run bench:auth`: what log-ins, token checks and forced log-outs cost, each beside its limit, medians of some rounds. */
async function main(): Promise<void> {
  const [data, other] = [temporaryDataDir(), temporaryDataDir()]
  const first = await startClubProcess(data.path, WIDE_LOGIN)
  const databaseUrl = databaseUrlOf(data.path)
  const second = await startSecond(first, databaseUrl, other.path)
  try {
    const runs: Round[] = []
    for (let round = 0; round < rounds; round++) runs.push(await oneRound([first, second], databaseUrl))
    showAll(runs)
  } finally {
    await second.stop()
    await first.stop()
    other.remove()
    data.remove()
  }
}

await main()
