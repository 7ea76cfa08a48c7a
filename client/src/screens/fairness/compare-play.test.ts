import { anyGame, findGame, GAME_DEFINITIONS, provePlay, slotGame } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { comparePlay } from './compare-play.ts'

const SEED = '5b'.repeat(32)
const CHOICES: Record<string, object> = {
  slot: { bet: 100 },
  gacha: { count: 10 },
  roulette: { bets: [{ kind: 'red', amount: 20 }] },
  rps: { bet: 20, hand: 'paper' },
  dice: { bet: 60, direction: 'over', target: 40 },
}

/** A play as an honest server answers it, and what it is computed again from. */
function aRecord(id: string, changes: object = {}) {
  const game = findGame(id)
  if (game === undefined) throw new Error(`no game ${id}`)
  const table = game.standardTable
  const choice = CHOICES[id] ?? {}
  const transcript = { serverSeed: SEED, clientSeed: 'mine', nonce: 7, table, choice, before: game.carriedAtFirst }
  const { drawn, win, serverSeedHash, tableHash } = provePlay(game, transcript)
  return { game, transcript, recorded: { ...choice, ...drawn, win, serverSeedHash, tableHash, ...changes } }
}

describe.each(Object.keys(GAME_DEFINITIONS))('%s', (id) => {
  test('an honest play is the same in every field', () => {
    const { game, recorded, transcript } = aRecord(id)
    const comparisons = comparePlay(game, recorded, transcript)
    expect(comparisons.filter(({ same }) => !same)).toEqual([])
    expect(comparisons.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['win', 'serverSeedHash', 'tableHash']),
    )
    expect(comparisons.length).toBeGreaterThan(3)
  })

  test('a win that was paid short is found', () => {
    const { game, recorded, transcript } = aRecord(id)
    const different = comparePlay(game, { ...recorded, win: recorded.win + 1 }, transcript).filter(({ same }) => !same)
    expect(different.map(({ field }) => field)).toEqual(['win'])
  })
})

test('another server seed does not have the fingerprint that was shown', () => {
  const { game, recorded, transcript } = aRecord('slot')
  const comparisons = comparePlay(game, recorded, { ...transcript, serverSeed: '00'.repeat(32) })
  expect(comparisons.find(({ field }) => field === 'serverSeedHash')?.same).toBe(false)
})

test('another table does not have the fingerprint that was published', () => {
  const { recorded, transcript } = aRecord('slot')
  const table = { ...slotGame.standardTable, minBet: 11 }
  const comparisons = comparePlay(anyGame(slotGame), recorded, { ...transcript, table })
  expect(comparisons.filter(({ same }) => !same).map(({ field }) => field)).toEqual(['tableHash'])
})
