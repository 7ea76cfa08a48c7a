import { expect, test } from 'vitest'
import { isOutage, StreamOutage } from './outage.ts'

const withCode = (code: string) => Object.assign(new Error('it failed'), { code })

test.each<[string, unknown, boolean]>([
  ['the effect says so', new StreamOutage('ClickHouse is away'), true],
  ['a refused connection', withCode('ECONNREFUSED'), true],
  ['a database that shuts down', withCode('57P01'), true],
  ['a full disk', withCode('53100'), true],
  ['a deadlock', withCode('40P01'), true],
  ['a table that is not there yet', withCode('42P01'), true],
  ['a connection that is gone', new Error('Connection terminated unexpectedly'), true],
  ['no free connection', new Error('timeout exceeded when trying to connect'), true],
  ['a number out of range', withCode('22003'), false],
  ['a broken constraint', withCode('23514'), false],
  ['a refusal of our own function', withCode('P0001'), false],
  ['a defect of the effect', new TypeError('x is undefined'), false],
  ['no error at all', 'text', false],
])('%s', (_, error, outage) => {
  expect(isOutage(error)).toBe(outage)
})
