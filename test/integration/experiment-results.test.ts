import type { ExperimentResults, MetricResult } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { EXPERIMENTS, experimentDoors } from '../support/experiments.ts'
import { runJob } from '../support/jobs.ts'
import { spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'
import { aClock } from '../support/sources.ts'

const DAY = 86_400_000
const clock = aClock(Date.UTC(2026, 5, 1, 3))
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const { started, assign } = experimentDoors(club, await club.adminToken('operator'))

const players = (count: number) => Promise.all(Array.from({ length: count }, () => club.signUp()))
const resultsOf = async (id: string) =>
  (await club.get<ExperimentResults>(`${EXPERIMENTS}/${id}/results`, await club.adminToken('viewer'))).body
const metricOf = ({ metrics }: ExperimentResults, metric: string): MetricResult => {
  const found = metrics.find((result) => result.metric === metric)
  if (found === undefined) throw new Error(`there is no ${metric}`)
  return found
}
/** Lets players meet a variant whatever the hash says: how a split that went wrong comes about. */
async function meet(id: string, variant: string, who: readonly TestPlayer[]): Promise<void> {
  for (const { userId } of who) {
    await club.sql(
      `insert into experiment_exposures (experiment, user_id, variant, version, seq, exposed_at)
       select $1, user_id, $3, 2, version, to_timestamp($4::bigint / 1000.0) from players where user_id = $2`,
      [id, userId, variant, clock.nowMs()],
    )
  }
}
const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0)

describe('results', () => {
  test('come out of the books since the exposure, player by player', async () => {
    const [id, all] = [await started({ secondary: ['plays', 'wageredCoins', 'gemsSpent'] }), await players(8)]
    await Promise.all(all.map((player) => spinHttp(club, player, 10)))
    // What came before does not count: another quarter of an hour.
    clock.advance(DAY / 24)
    const variants = await Promise.all(all.map(async (player) => (await assign(player, id)).body.variant))
    const [first, second] = all
    if (!first || !second) throw new Error('there are players')
    await spinHttp(club, first, 10)
    await spinHttp(club, first, 20)
    await spinHttp(club, second, 10)
    const results = await eventually(async () => {
      const read = await resultsOf(id)
      const plays = metricOf(read, 'plays').variants
      expect(sum(plays.map(({ value, players: n }) => (value ?? 0) * n))).toBeCloseTo(3, 9)
      return read
    }, 20_000)
    for (const variant of ['control', 'large']) {
      const own = all.filter((_, index) => variants[index] === variant)
      const wagered = sum(own.map((player) => (player === first ? 30 : player === second ? 10 : 0)))
      const figure = (metric: string) => metricOf(results, metric).variants.find((it) => it.variant === variant)
      expect(figure('wageredCoins')?.players).toBe(own.length)
      if (own.length > 0) expect(figure('wageredCoins')?.value).toBeCloseTo(wagered / own.length, 9)
      const played = own.filter((player) => player === first || player === second).length
      if (own.length > 0) expect(figure('played')?.value).toBeCloseTo(played / own.length, 9)
    }
    expect(results).toMatchObject({ id, confidence: 0.95, doubts: expect.arrayContaining(['PEEKING']) })
  })

  test('of an experiment that nobody has met are no figures, with the reason, and never no numbers', async () => {
    const id = await started()
    const results = await resultsOf(id)
    expect(results).toMatchObject({ trusted: false, doubts: ['PEEKING', 'NOBODY'], sampleRatio: { pValue: null } })
    for (const { variants, differences } of results.metrics) {
      for (const figure of variants) expect(figure).toMatchObject({ players: 0, value: null, missing: 'NOBODY' })
      for (const figure of differences)
        expect(figure).toMatchObject({ difference: null, interval: null, missing: 'NOBODY' })
    }
    expect(JSON.stringify(results)).not.toMatch(/NaN|Infinity/)
  })

  test('where won were spent by nobody there is no share of them', async () => {
    const [id, all] = [await started(), await players(4)]
    await meet(id, 'control', all.slice(0, 2))
    await meet(id, 'large', all.slice(2))
    const { variants, differences } = metricOf(await resultsOf(id), 'lateNightSpend')
    expect(variants).toMatchObject([{ missing: 'NOTHING_TO_DIVIDE_BY' }, { missing: 'NOTHING_TO_DIVIDE_BY' }])
    expect(differences).toMatchObject([{ difference: null, missing: 'NOTHING_TO_DIVIDE_BY' }])
  })

  test('of a split that went wrong are not to be believed, and nothing is decided by them', async () => {
    const id = await started({ horizon: { players: 2, days: 1 } })
    const all = await players(24)
    await meet(id, 'control', all.slice(0, 22))
    await meet(id, 'large', all.slice(22))
    clock.advance(DAY)
    const operator = experimentDoors(club, await club.adminToken('operator'))
    const results = await resultsOf(id)
    expect(results.trusted).toBe(false)
    expect(results.doubts).toEqual(['SAMPLE_RATIO'])
    expect(results.sampleRatio.pValue).toBeLessThan(0.001)
    expect(await operator.act(id, 2, { act: 'decide', winner: 'large' })).toMatchObject(
      aProblem(409, 'EXPERIMENT_UNTRUSTED'),
    )
  })

  test('decide nothing before the horizon, and after it give everybody the winner', async () => {
    const { act: early } = experimentDoors(club, await club.adminToken('operator'))
    const id = await startedNow()
    const all = await players(6)
    await meet(id, 'control', all.slice(0, 3))
    await meet(id, 'large', all.slice(3))
    expect(await early(id, 2, { act: 'decide', winner: 'large' })).toMatchObject(aProblem(409, 'EXPERIMENT_TOO_EARLY'))
    expect(await early(id, 2, { act: 'decide', winner: 'huge' })).toMatchObject(
      aProblem(422, 'EXPERIMENT_VARIANT_UNKNOWN'),
    )
    clock.advance(7 * DAY)
    const { act: late, assign: ask } = experimentDoors(club, await club.adminToken('operator'))
    expect((await resultsOf(id)).doubts).toEqual([])
    expect((await late(id, 2, { act: 'decide', winner: 'large' })).body).toMatchObject({
      phase: 'decided',
      winner: 'large',
    })
    const newcomer = await club.signUp()
    expect((await ask(newcomer, id)).body).toMatchObject({ variant: 'large', exposed: false, reason: 'DECIDED' })
  })

  test('are asked for by nobody who may not, and of nothing that is not there', async () => {
    const player = await club.signUp()
    expect(await club.get(`${EXPERIMENTS}/nothing/results`, player.accessToken)).toMatchObject(
      aProblem(403, 'FORBIDDEN'),
    )
    const viewer = await club.adminToken('viewer')
    expect(await club.get(`${EXPERIMENTS}/nothing/results`, viewer)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await club.get(`${EXPERIMENTS}/nothing/exposures.csv`, viewer)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })

  test('exposures leave as CSV, audited', async () => {
    const id = await startedNow()
    const [player] = await players(1)
    if (!player) throw new Error('there is one')
    await meet(id, 'large', [player])
    const viewer = await club.adminToken('viewer')
    const { text } = await csv(`${EXPERIMENTS}/${id}/exposures.csv`, viewer)
    expect(text.trim().split('\r\n')).toEqual([
      expect.stringContaining('userId,variant,version,eventId,exposedAt'),
      expect.stringMatching(new RegExp(`^${player.userId},large,2,${player.userId}-\\d+,2026-`)),
    ])
    const log = await club.sql('select 1 from admin_audit_logs where target_id = $1 and action = $2', [
      ...[id, 'experiments.export'],
    ])
    expect(log).toHaveLength(1)
  })
})

/** Started by an operator who has just logged in: the clock has moved since. */
const startedNow = async () => experimentDoors(club, await club.adminToken('operator')).started()
async function csv(path: string, token: string): Promise<{ text: string }> {
  const answer = await fetch(`${club.httpUrl}${path}`, { headers: { authorization: `Bearer ${token}` } })
  return { text: await answer.text() }
}

describe('guard-rails', () => {
  test('stop an experiment that does harm by themselves, and leave the others alone', async () => {
    const [harmful, harmless] = [await startedNow(), await startedNow()]
    // Signed up at once, they have their numbers in an order of chance.
    const all = (await players(24)).toSorted((a, b) => a.userId - b.userId)
    for (const id of [harmful, harmless]) {
      const order = id === harmful ? all : all.toSorted((a, b) => (a.userId % 2) - (b.userId % 2))
      await meet(id, 'control', order.slice(0, 12))
      await meet(id, 'large', order.slice(12))
    }
    for (const player of all.slice(12)) {
      expect((await safely(club, player, 'exclusion', { months: 6 })).status).toBe(200)
    }
    expect(metricOf(await resultsOf(harmful), 'selfExclusions').harmedBy).toEqual(['large'])
    expect(await runJob(club, 'experiments.watch')).toMatchObject({ state: 'done', worked: 1 })
    const { body } = await club.get<{ phase: string; history: { act: string; reason: string; admin: null }[] }>(
      ...[`${EXPERIMENTS}/${harmful}` as const, await club.adminToken('viewer')],
    )
    expect(body).toMatchObject({ phase: 'stopped' })
    expect(body.history[0]).toMatchObject({ act: 'guardrail', admin: null })
    expect(body.history[0]?.reason).toContain('selfExclusions of large')
    expect(await runJob(club, 'experiments.watch')).toMatchObject({ state: 'done', worked: 0 })
    const [other] = await club.sql('select phase from experiments where id = $1', [harmless])
    expect(other).toEqual({ phase: 'running' })
  })
})
