import { GAME_DEFINITIONS } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { GAME_COMMANDS, GAMES } from '../screens/games/contract.ts'
import type { Text } from '../text/LanguageProvider.tsx'
import { translate } from '../text/translate.ts'
import type { PendingCommand, ReplyTo } from './pending-commands.ts'
import { playIn, wordNotice, wordRecovered } from './server-notice.ts'

const english = { t: ((key, ...args) => translate('en', key, ...args)) as Text['t'] } as Text
const ANSWER = { ok: true, commandId: 'c', eventId: '7-2', bet: 100, win: 50 } as unknown as ReplyTo

test.each(GAMES)('an interrupted play of %s is known by its command, and told as what it was', (game) => {
  const command = { type: GAME_COMMANDS[game] } as PendingCommand
  expect(GAME_COMMANDS[game]).toBe(GAME_DEFINITIONS[game]?.command)
  expect(playIn(command, ANSWER)).toMatchObject({ game, outcome: { win: 50 } })
  expect(wordRecovered(command, ANSWER, english)).toMatch(game === 'gacha' ? /100 gems/ : /bet 100, paid 50/)
})

test('a level of the battle pass is told by its number', () => {
  const words = wordNotice({ kind: 'passLevel', season: 's', level: 7 }, english, (id) => id)
  expect(words).toBe('Battle pass: level 7 reached. Its rewards are waiting for you.')
})

test('an interrupted seed rotation is told as one', () => {
  const command = { type: 'fairness.rotate' } as PendingCommand
  const answer = { ok: true, commandId: 'c', revealed: {} } as unknown as ReplyTo
  expect(playIn(command, answer)).toBeNull()
  expect(wordRecovered(command, answer, english)).toBe('Your interrupted seed rotation is done.')
})
