import { IMPORT_PROBLEMS, type ImportProblem, MAX_IMPORT_LINES } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { readFile } from './read-file.ts'

const HEAD = 'userId,nickname,type,amount,item,quantity,content,note'
const problemOf = (line: string) => readFile(`${HEAD}\n7,,COIN,5,,,,\n${line}`).problems

/** What a file shows by itself; who is meant and what exists is looked up later. */
type OfTheFile = Exclude<ImportProblem['problem'], 'PLAYER_UNKNOWN' | 'SUM_TOO_LARGE'>
const broken = {
  CSV_BROKEN: ['7,,COIN,"5', '7,,COIN,5"5,,,,'],
  NO_LINES: [],
  TOO_MANY_LINES: [],
  COLUMNS_WRONG: [],
  CELLS_WRONG: ['7,,COIN,5', '7,,COIN,5,,,,,'],
  PLAYER_NOT_NAMED: [
    ',,COIN,5,,,,',
    '7,mina,COIN,5,,,,',
    '0,,COIN,5,,,,',
    '1.5,,COIN,5,,,,',
    '9007199254740993,,COIN,5,,,,',
  ],
  TYPE_UNKNOWN: ['7,,CASH,5,,,,', '7,,,5,,,,'],
  AMOUNT_INVALID: [
    '7,,COIN,,,,,',
    '7,,COIN,0,,,,',
    '7,,GEM,-5,,,,',
    '7,,COIN,1e3,,,,',
    '7,,COIN,NaN,,,,',
    '7,,XP,9999999999,,,,',
    '7,,ITEM,,crown,0,,',
  ],
  ITEM_UNKNOWN: ['7,,ITEM,,,1,,', '7,,ITEM,,a crown,1,,'],
  CONTENT_INVALID: ['7,,CONTENT_UNLOCK,,,,,', '7,,CONTENT_UNLOCK,,,,<b>,'],
  CELL_NOT_OF_TYPE: ['7,,COIN,5,crown,,,', '7,,ITEM,5,crown,1,,', '7,,CONTENT_UNLOCK,1,,,gold-room,'],
  NOTE_INVALID: [`7,,COIN,5,,,,${'x'.repeat(201)}`, '7,,COIN,5,,,,a\0b'],
} satisfies Record<OfTheFile, string[]>

describe('a file of grants', () => {
  test.each(Object.entries(broken))('shows the line that is broken: %s', (problem, lines) => {
    for (const line of lines) expect(problemOf(line)).toEqual([{ line: 3, problem }])
  })

  test.each([
    ['NO_LINES', ''],
    ['NO_LINES', HEAD],
    ['COLUMNS_WRONG', 'userId,amount\n7,5'],
    ['COLUMNS_WRONG', 'type,amount\nCOIN,5'],
    ['COLUMNS_WRONG', 'userId,type,price\n7,COIN,5'],
    ['COLUMNS_WRONG', 'userId,type,type\n7,COIN,COIN'],
  ])('as a whole is broken: %s', (problem, csv) => {
    expect(readFile(csv)).toMatchObject({ lines: [], problems: [{ problem }] })
  })

  test('may have so many lines and no more', () => {
    const lines = Array(MAX_IMPORT_LINES).fill('7,COIN,5').join('\n')
    expect(readFile(`userId,type,amount\n${lines}`).lines).toHaveLength(MAX_IMPORT_LINES)
    expect(readFile(`userId,type,amount\n${lines}\n7,COIN,5`).problems).toEqual([
      { line: MAX_IMPORT_LINES + 2, problem: 'TOO_MANY_LINES' },
    ])
  })

  test('is read in any order of columns, with names in any case', () => {
    const file = readFile('\ufeffNote,TYPE,nickname,amount\r\n"for you, Mina",coin,민아,500\r\n')
    expect(file).toEqual({
      problems: [],
      lines: [{ line: 2, player: { nickname: '민아' }, reward: { type: 'COIN', amount: 500 }, note: 'for you, Mina' }],
    })
  })

  test('has a case for every problem that it can show', () => {
    expect(Object.keys(broken)).toEqual(
      IMPORT_PROBLEMS.filter((name) => !['PLAYER_UNKNOWN', 'SUM_TOO_LARGE'].includes(name)),
    )
  })
})
