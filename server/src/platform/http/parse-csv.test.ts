import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCsv } from './parse-csv.ts'

describe('a CSV file', () => {
  test('is read with quotes, commas and lines inside of cells, each record by its line', () => {
    expect(parseCsv('\ufeffa,b\r\n"1,""2""\n3",\n\n,x')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1,"2"\n3', ''] },
      { line: 5, cells: ['', 'x'] },
    ])
  })

  test.each([
    ['a"b', 1],
    ['x\n"open', 2],
    ['x\ny\n"a"b,c', 3],
  ])('is broken where its quotes are: %j', (text, line) => {
    expect(parseCsv(text)).toEqual({ brokenAt: line })
  })

  test('of nothing has no records', () => {
    expect([parseCsv(''), parseCsv('\n\r\n\n')]).toEqual([[], []])
  })

  test('gives back whatever was written', () => {
    const table = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { maxLength: 6 })
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
        expect(parseCsv(text)).toEqual(rows.map((cells) => expect.objectContaining({ cells })))
      }),
    )
  })
})
