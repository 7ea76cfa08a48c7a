import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readTotals } from '../support/totals.ts'

const RUN = join(import.meta.dirname, '../../scripts/run.mjs')

const aFile = (...statuses: string[]) => ({
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
})

function aReport(testResults: ReturnType<typeof aFile>[]): string {
  const count = (wanted: string) =>
    testResults.flatMap((file) => file.assertionResults).filter(({ status }) => status === wanted).length
  return JSON.stringify({
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('skipped'),
    numTodoTests: 0,
    testResults,
  })
}

test('the totals of a run are those of its tests', () => {
  const report = aReport([aFile('passed', 'passed', 'skipped'), aFile('failed', 'passed')])
  expect(readTotals(report, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 })
})

test('a file that cannot be loaded is a failure', () => {
  const report = aReport([aFile('passed'), { status: 'failed', assertionResults: [] }])
  expect(readTotals(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

test('a run that ends badly has a failure, whatever its tests say', () => {
  expect(readTotals(aReport([aFile('passed')]), 1).failed).toBe(1)
  expect(readTotals(null, 0).failed).toBe(1)
})

test('an unknown command is answered with one sentence and exit 1', () => {
  const { status, stderr } = spawnSync(process.execPath, [RUN, 'nonsense'], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^Unknown command "nonsense"; there are: start, /)])
})

test('a Node that is not there is answered with one sentence and exit 1', () => {
  const env = { ...process.env, CASINO_NODE: '/nowhere/node' }
  const { status, stderr } = spawnSync(process.execPath, [RUN, 'audit'], { encoding: 'utf8', env })
  expect(status).toBe(1)
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('check CASINO_NODE')])
})
