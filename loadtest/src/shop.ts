import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { type Figure, median, say, showFigures } from './auth/figures.ts'
import { databaseUrlOf } from './database.ts'
import { type ClubProcess, startClubProcess, temporaryDataDir } from './own-club.ts'
import { openPlayers, type TestPlayer } from './players.ts'
import { bareCounter, crowd, hotSales, offeredSales, sell, stockOf } from './shop/sales.ts'
import { costOf, untilTold } from './shop/until-told.ts'
import { spinP99Ms } from './spin-p99.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '6' },
    buyers: { type: 'string', default: '1000' },
  },
})
const [rounds, seconds, buyers] = [Number(values.rounds), Number(values.seconds), Number(values.buyers)]
/** Nobody buys more than fifteen times: enough for a thousand purchases a second. */
const PLAYERS_A_SECOND = 70
/** Purchases a second beside which spins are measured. */
const OFFERED = 500

const CROWDS = [
  { name: '1 unit', units: 1, products: 1 },
  { name: '50 units', units: 50, products: 1 },
  { name: '50 units of two packages', units: 50, products: 2 },
]

type Round = Record<string, number>

/** Crowds of a thousand; throws when more or less than the stock is sold. */
async function crowds(club: ClubProcess, pool: Pool, players: readonly TestPlayer[]): Promise<Round> {
  const round: Round = {}
  for (const { name, units, products } of CROWDS) {
    const id = `crowd-${randomUUID().slice(0, 8)}`
    const skus = Array.from({ length: products }, (_, n) => `${id}-${n}`)
    for (const sku of skus) await sell(pool, sku, { id, units })
    await new Promise((resolve) => setTimeout(resolve, 500))
    const [{ ms, sold, others }] = await untilTold(club, () => crowd(club, players, skus))
    const { taken, sold: rows } = await stockOf(pool, id)
    say(`${players.length} buyers of ${name}: ${sold} sold, ${JSON.stringify(others)}, ${ms.toFixed(0)} ms`)
    if (sold !== units || taken !== units || rows !== units)
      throw new Error(`${units} units, but ${sold}, ${taken}, ${rows} sold`)
    round[name] = ms
  }
  return round
}

async function oneRound(club: ClubProcess, databaseUrl: string, pool: Pool): Promise<Round> {
  const open = (count: number) => openPlayers(databaseUrl, club.jwtSecret, count)
  const round = await crowds(club, pool, await open(buyers))
  const sku = `hot-${randomUUID().slice(0, 8)}`
  await sell(pool, sku, { id: sku, units: 100_000_000 })
  const players = await open(PLAYERS_A_SECOND * seconds)
  const before = await bareCounter(databaseUrl, seconds)
  const [{ perSecond: hot, purchases }, spent] = await untilTold(club, () => hotSales(club, players, sku, seconds))
  say(costOf(purchases, spent))
  const bare = (before + (await bareCounter(databaseUrl, seconds))) / 2
  const [spinsAlone] = await spinP99Ms(club, databaseUrl, seconds, async () => undefined)
  const more = await open(PLAYERS_A_SECOND * seconds)
  const sale = () => offeredSales(club, more, sku, { seconds, perSecond: OFFERED })
  const [[spinsMeanwhile, meanwhile]] = await untilTold(club, () => spinP99Ms(club, databaseUrl, seconds, sale))
  const { reached, p99: purchaseP99 } = meanwhile
  Object.assign(round, { hot, bare, spinsAlone, spinsMeanwhile, reached, purchaseP99 })
  say(
    JSON.stringify(Object.fromEntries(Object.entries(round).map(([name, value]) => [name, Number(value.toFixed(1))]))),
  )
  return round
}

function figuresOf(runs: readonly Round[]): Figure[] {
  const value = (run: Round, name: string) => run[name] ?? Number.NaN
  const of = (name: string) => median(runs.map((run) => value(run, name)))
  const ratio = (over: string, under: string) => median(runs.map((run) => value(run, over) / value(run, under)))
  const [share, slower] = [ratio('hot', 'bare'), ratio('spinsMeanwhile', 'spinsAlone')]
  return [
    ...CROWDS.map(({ name }) => ({
      name: `${buyers} buyers at once, ${name}`,
      figure: `${(of(name) / 1_000).toFixed(1)} s`,
      baseline: 'exactly the stock sold',
      limit: '< 5 s',
      met: of(name) < 5_000,
    })),
    {
      name: `purchases a second of one package (${of('hot').toFixed(0)})`,
      figure: share.toFixed(2),
      baseline: `${of('bare').toFixed(0)} bare locked counters a second`,
      limit: '>= 0.5',
      met: share >= 0.5,
    },
    {
      name: `spins beside ${of('reached').toFixed(0)} of ${OFFERED} purchases a second, p99 (${of('spinsMeanwhile').toFixed(1)} ms)`,
      figure: slower.toFixed(2),
      baseline: `${of('spinsAlone').toFixed(1)} ms alone; purchases p99 ${of('purchaseP99').toFixed(0)} ms`,
      limit: '<= 2',
      met: slower <= 2,
    },
  ]
}

/** `npm run bench:shop`: crowds on one package, sales beside a bare counter, and spins beside a sale; medians of some rounds. */
async function main(): Promise<void> {
  const data = temporaryDataDir()
  const club = await startClubProcess(data.path)
  const databaseUrl = databaseUrlOf(data.path)
  const pool = createPool({ databaseUrl, max: 4, log: createLog('error'), name: 'casino-bench-shop' })
  try {
    const runs: Round[] = []
    for (let round = 0; round < rounds; round++) runs.push(await oneRound(club, databaseUrl, pool))
    showFigures(figuresOf(runs))
  } finally {
    await pool.end()
    await club.stop()
    data.remove()
  }
}

await main()
