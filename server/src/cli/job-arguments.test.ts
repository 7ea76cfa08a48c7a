import { expect, test } from 'vitest'
import { StartError } from '../platform/start-error.ts'
import { readJobArguments } from './job-arguments.ts'

const read = (line: string) => readJobArguments(line.split(' ').filter((word) => word !== ''))

test('a name, a day and what to do with it, in any order', () => {
  const asked = { kind: 'run', name: 'vault.expiry', date: '2026-11-22', dryRun: true, again: false }
  expect(read('vault.expiry --date 2026-11-22 --dry-run')).toEqual(asked)
  expect(read('--dry-run --date 2026-11-22 vault.expiry')).toEqual(asked)
  expect(read('vault.expiry --again')).toEqual({ ...asked, date: undefined, dryRun: false, again: true })
  expect(read('')).toEqual({ kind: 'list' })
})

test.each([
  '--dry-run',
  'a b',
  'a --force',
  'a --date',
  'a --date today',
  'a --date 2026-02-30',
  'a --date 1999-12-31',
  'a --date 2026-11-22 --date 2026-11-23',
])('%s is refused', (line) => {
  expect(() => read(line)).toThrow(StartError)
})
