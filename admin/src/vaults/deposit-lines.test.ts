import { expect, test } from 'vitest'
import { MOST_LINES, readDepositLines } from './deposit-lines.ts'

test('lines are read with commas, tabs and blanks between, and with the commas of a spreadsheet', () => {
  expect(readDepositLines('7,500000\r\n\n8\t1,250,000\n 9 0 \n10; 30,000원\n')).toEqual({
    ok: true,
    entries: [
      { userId: 7, depositTotal: 500_000 },
      { userId: 8, depositTotal: 1_250_000 },
      { userId: 9, depositTotal: 0 },
      { userId: 10, depositTotal: 30_000 },
    ],
  })
  expect(readDepositLines(' \n')).toEqual({ ok: true, entries: [] })
})

test.each([
  ['7', 1],
  ['7,1\n-8,1', 2],
  ['7,-1', 1],
  ['7,1.5', 1],
  ['7,1e5', 1],
  ['0,5', 1],
  ['7,,', 1],
  ['7,99999999999999999', 1],
  ['anna,5', 1],
])('%j is wrong in line %d', (text, line) => {
  expect(readDepositLines(text)).toEqual({ ok: false, why: 'wrong', line })
})

test('a player stands once, and no more lines are taken than the server does', () => {
  expect(readDepositLines('7,1\n8,1\n7,2')).toEqual({ ok: false, why: 'twice', line: 3 })
  const lines = Array.from({ length: MOST_LINES + 1 }, (_, index) => `${index + 1},1`)
  expect(readDepositLines(lines.slice(1).join('\n')).ok).toBe(true)
  expect(readDepositLines(lines.join('\n'))).toMatchObject({ ok: false, why: 'many' })
})
