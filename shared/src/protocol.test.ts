import { describe, expect, test } from 'vitest'
import { BATTLE_PASS_FIELDS } from './battlepass/season.ts'
import { clientSeedSchema, commandIdSchema } from './fields.ts'
import { GAME_DEFINITIONS } from './games/registry.ts'
import { COMMAND_PAYLOADS, COMMAND_TYPES } from './protocol.ts'
import { SAFE_PLAY_FIELDS } from './safe-play/protocol.ts'
import { STREAK_FIELDS } from './streak.ts'
import { TUTORIAL_FIELDS } from './tutorial.ts'
import { VAULT_FIELDS } from './vaults.ts'

const COMMAND_ID = '3f1c9a52-7c1b-4f0e-9d39-0b1f8f2f4a11'
const spin = COMMAND_PAYLOADS['slot.spin']
const rotate = COMMAND_PAYLOADS['fairness.rotate']

describe('a command id', () => {
  test('is one and the same in capitals and in small letters', () => {
    expect(commandIdSchema.parse(COMMAND_ID.toUpperCase())).toBe(COMMAND_ID)
  })

  test.each(['one', '', COMMAND_ID.slice(1), `${COMMAND_ID} `, `{${COMMAND_ID}}`, 7, null])(
    'is a UUID and nothing else: %s',
    (id) => {
      expect(commandIdSchema.safeParse(id).success).toBe(false)
    },
  )
})

describe('a spin', () => {
  test.each([1, 10, 1_000_000_000])('may bet %d', (bet) => {
    expect(spin.parse({ commandId: COMMAND_ID, bet })).toEqual({ commandId: COMMAND_ID, bet })
  })

  test.each<[string, object]>([
    ['a negative bet', { bet: -10 }],
    ['a bet of nothing', { bet: 0 }],
    ['a fraction', { bet: 10.5 }],
    ['NaN', { bet: Number.NaN }],
    ['infinity', { bet: Number.POSITIVE_INFINITY }],
    ['a bet above every limit', { bet: 1_000_000_001 }],
    ['a bet in words', { bet: '10' }],
    ['no bet', {}],
    ['a field nobody knows', { bet: 10, win: 1_000_000 }],
    ['another user', { bet: 10, userId: 1 }],
  ])('is refused with %s', (_, payload) => {
    expect(spin.safeParse({ commandId: COMMAND_ID, ...payload }).success).toBe(false)
  })

  test.each([null, undefined, 'spin', [], 7])('is refused when it is no object: %s', (message) => {
    expect(spin.safeParse(message).success).toBe(false)
  })
})

describe('a client seed', () => {
  test.each(['x', '~'.repeat(64), '!"#$%&\'()*+,-./09;<=>?@[]'])('may be printable: %s', (clientSeed) => {
    expect(rotate.parse({ commandId: COMMAND_ID, clientSeed })).toEqual({ commandId: COMMAND_ID, clientSeed })
  })

  test.each([
    ['empty', ''],
    ['too long', 'x'.repeat(65)],
    ['with the colon that separates it from the nonce', 'a:1'],
    ['with a space', 'a b'],
    ['with a line end', 'a\n'],
    ['beyond ASCII', '행운'],
  ])('is refused when it is %s', (_, seed) => {
    expect(clientSeedSchema.safeParse(seed).success).toBe(false)
  })

  test('may be left out', () => {
    expect(rotate.parse({ commandId: COMMAND_ID })).toEqual({ commandId: COMMAND_ID })
  })
})

test('there is a payload for every command and no more', () => {
  const games = Object.values(GAME_DEFINITIONS).map(({ command }) => command)
  const fields = [SAFE_PLAY_FIELDS, TUTORIAL_FIELDS, VAULT_FIELDS, BATTLE_PASS_FIELDS, STREAK_FIELDS]
  const others = fields.flatMap((each) => Object.keys(each))
  expect(COMMAND_TYPES).toEqual([...games, 'lottery.enter', 'inventory.use', 'fairness.rotate', ...others])
})
