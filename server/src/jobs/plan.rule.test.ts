import { expect, test } from 'vitest'
import type { CatchUp } from './job.types.ts'
import { planRuns } from './plan.rule.ts'

const at = (iso: string) => Date.parse(iso)
const plan = (catchUp: CatchUp, from: string, until: string) =>
  planRuns({ cron: '10 0 * * *', catchUp }, at(from), at(until)).map(({ businessDate, state }) => [businessDate, state])

test('every day is caught up, in order of date', () => {
  expect(plan('every', '2026-11-20T12:00:00Z', '2026-11-22T12:00:00Z')).toEqual([
    ['2026-11-21', 'waiting'],
    ['2026-11-22', 'waiting'],
  ])
})

test('the latest day only, and the others are passed over', () => {
  expect(plan('latest', '2026-11-20T12:00:00Z', '2026-11-22T12:00:00Z')).toEqual([
    ['2026-11-21', 'skipped'],
    ['2026-11-22', 'waiting'],
  ])
})

test('within so many minutes, and to the minute', () => {
  expect(plan({ withinMinutes: 30 }, '2026-11-22T00:00:00Z', '2026-11-22T00:40:00Z')).toEqual([
    ['2026-11-22', 'waiting'],
  ])
  expect(plan({ withinMinutes: 30 }, '2026-11-22T00:00:00Z', '2026-11-22T00:40:01Z')).toEqual([
    ['2026-11-22', 'skipped'],
  ])
})

test('nothing where nothing has fired, or the clock was set back', () => {
  expect(plan('every', '2026-11-22T00:10:00Z', '2026-11-23T00:09:59Z')).toEqual([])
  expect(plan('every', '2026-11-23T00:10:00Z', '2026-11-22T00:09:59Z')).toEqual([])
})

test('what fires many times a day has a run a time, named by it, and only what is not late is done', () => {
  const job = { cron: '*/15 * * * *', catchUp: { withinMinutes: 30 }, shardByTime: true } as const
  const planned = planRuns(job, at('2026-11-21T23:40:00Z'), at('2026-11-22T00:20:00Z'))
  expect(planned.map(({ businessDate, shard, state }) => [businessDate, shard, state])).toEqual([
    ['2026-11-21', '23-45', 'skipped'],
    ['2026-11-22', '00-00', 'waiting'],
    ['2026-11-22', '00-15', 'waiting'],
  ])
  expect(planRuns(job, at('2026-01-01T00:00:00Z'), at('2026-11-22T00:00:00Z')).length).toBe(2 * 96)
})
