import { MAX_AMOUNT } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { readFile } from './read-file.ts'
import { resolveLines } from './resolve-lines.ts'

const KNOWN = {
  userIds: new Set([7]),
  nicknames: new Map([['mina', 9]]),
  isItem: (id: string) => id === 'crown',
}
const check = (...lines: string[]) =>
  resolveLines(readFile(['userId,nickname,type,amount,item,quantity,content', ...lines].join('\n')), KNOWN)

test('a file is added up by players, money, experience, items and content', () => {
  const checked = check(
    '7,,COIN,5,,,',
    ',mina,COIN,7,,,',
    '7,,XP,3,,,',
    '7,,ITEM,,crown,4,',
    '7,,CONTENT_UNLOCK,,,,gold',
  )
  expect(checked).toMatchObject({
    problems: [],
    reach: { players: 2, coins: 12, gems: 0, tickets: 0, xp: 3, items: 4, unlocks: 1 },
  })
  expect(checked.lines.map(({ line, userId }) => [line, userId])).toEqual([
    [2, 7],
    [3, 9],
    [4, 7],
    [5, 7],
    [6, 7],
  ])
})

test('what does not exist, and what comes to too much, is named by its line, in order', () => {
  const { problems } = check(
    '8,,COIN,5,,,',
    ',nobody,COIN,5,,,',
    '7,,CASH,5,,,',
    '7,,ITEM,,hat,1,',
    `7,,COIN,${MAX_AMOUNT},,,`,
    '7,,COIN,1,,,',
  )
  expect(problems).toEqual([
    { line: 2, problem: 'PLAYER_UNKNOWN' },
    { line: 3, problem: 'PLAYER_UNKNOWN' },
    { line: 4, problem: 'TYPE_UNKNOWN' },
    { line: 5, problem: 'ITEM_UNKNOWN' },
    { line: 7, problem: 'SUM_TOO_LARGE' },
  ])
})
