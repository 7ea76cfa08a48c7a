import { describe, expect, test } from 'vitest'
import { csvCell, csvLine } from './csv.ts'

describe('a cell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+82 10', "'+82 10"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['＝1+1', "'＝1+1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ])('that a spreadsheet would run is plain text: %s', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })

  test.each([
    ['mina', 'mina'],
    ['민아', '민아'],
    ['a=b', 'a=b'],
    ['a, b', '"a, b"'],
    ['he said "no"', '"he said ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['', ''],
  ])('is quoted where it must be: %s', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })

  test('may be a number, a truth or nothing, and a negative number stays one', () => {
    expect([csvCell(-5), csvCell(0), csvCell(true), csvCell(null)]).toEqual(['-5', '0', 'true', ''])
  })
})

test('a line ends as RFC 4180 says', () => {
  expect(csvLine(['a', 1, null, 'b,c'])).toBe('a,1,,"b,c"\r\n')
})
