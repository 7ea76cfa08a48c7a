import { hash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { assign, type Experiment, murmur3 } from '@casino-club/server/src/experiments/index.ts'
import { type Figure, median, say, showFigures } from './auth/figures.ts'
import { measureResults } from './experiment-results.ts'

const { values } = parseArgs({
  options: {
    ids: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    limit: { type: 'string', default: '5' },
    // 0: the results are not measured, and no Postgres is started.
    players: { type: 'string', default: '100000' },
    resultsLimit: { type: 'string', default: '5' },
  },
})
const [ids, rounds, limitMicros] = [Number(values.ids), Number(values.rounds), Number(values.limit)]

/** Of a fair split 99.9 % lie within so many standard deviations. */
const Z = 3.290_527
const WEIGHTS = [5, 3, 2]

const experiment: Pick<Experiment, 'id' | 'body'> = {
  id: 'bench',
  body: {
    ...{ name: 'A bench', hypothesis: 'It is quick enough for every request.', subject: 'interface' },
    variants: WEIGHTS.map((weight, index) => ({ id: `v${index}`, name: `v${index}`, weight, settings: {} })),
    ...{ layer: { id: 'bench', from: 0, to: 10_000 }, trafficBp: 10_000, startsAt: null, endsAt: null },
    targeting: {
      ...{ tiers: [], locales: [], registeredFrom: null, registeredBefore: null },
      ...{ minXp: null, maxXp: null, segments: [] },
    },
    ...{ primary: 'played', secondary: [], guardrails: ['limitHits'], horizon: { players: 2, days: 1 } },
  },
}

/** Microseconds a call, over all ids; the median of the rounds. */
function microsOf(work: (userId: number) => unknown): number {
  const round = () => {
    const startMs = performance.now()
    for (let userId = 1; userId <= ids; userId++) work(userId)
    return ((performance.now() - startMs) * 1_000) / ids
  }
  round()
  return median(Array.from({ length: rounds }, round))
}

/** How far the counts are from what is expected, in parts of the 99.9 % interval; the worst variant. */
function worstOfSplit(): number {
  const counts = WEIGHTS.map(() => 0)
  for (let userId = 1; userId <= ids; userId++) {
    const drawn = assign(experiment, userId)
    const index = typeof drawn === 'string' ? -1 : experiment.body.variants.indexOf(drawn)
    counts[index] = (counts[index] ?? 0) + 1
  }
  const sum = WEIGHTS.reduce((total, weight) => total + weight, 0)
  return Math.max(
    ...WEIGHTS.map((weight, index) => {
      const share = weight / sum
      return Math.abs((counts[index] ?? 0) - ids * share) / (Z * Math.sqrt(ids * share * (1 - share)))
    }),
  )
}

const micros = microsOf((userId) => assign(experiment, userId))
const bare = microsOf((userId) => murmur3(`variant:bench:${userId}`))
const sha = microsOf((userId) => hash('sha256', `variant:bench:${userId}`, 'hex'))
const worst = worstOfSplit()
const figures: Figure[] = [
  {
    name: 'an assignment: layer, traffic, variant',
    figure: `${micros.toFixed(2)} µs`,
    baseline: `a bare hash ${bare.toFixed(2)} µs, SHA-256 ${sha.toFixed(2)} µs`,
    limit: `< ${limitMicros} µs`,
    met: micros < limitMicros,
  },
  {
    name: 'assignments a second, one core',
    figure: `${Math.round(1_000_000 / micros)}`,
    baseline: `bare hashes ${Math.round(1_000_000 / bare)}`,
    limit: `> ${1_000_000 / limitMicros}`,
    met: micros < limitMicros,
  },
  {
    name: `split of ${ids} ids, 5 to 3 to 2`,
    figure: `${(worst * 100).toFixed(0)} %`,
    baseline: 'of the 99.9 % interval, the worst variant',
    limit: '< 100 %',
    met: worst < 1,
  },
]
const players = Number(values.players)
if (players > 0) figures.push(await measureResults(players, Number(values.resultsLimit)))
say(`${ids} ids, medians of ${rounds} rounds`)
showFigures(figures)
process.exitCode = figures.every(({ met }) => met) ? 0 : 1
