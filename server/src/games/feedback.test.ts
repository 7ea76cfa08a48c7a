import { feedbackFor, GAME_DEFINITIONS, RARITIES } from '@casino-club/shared'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const coinGames = Object.values(GAME_DEFINITIONS).filter((game) => game.declaredRtp(game.standardTable) !== null)

test('whatever is staked and paid in coins, a payout below the stake is calm and one above it is not', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...coinGames.map(({ id }) => id), 'a game nobody knows'),
      fc.nat(1_000_000_000),
      fc.nat(1_000_000_000),
      fc.integer({ min: 1, max: 10_000 }),
      fc.option(fc.constantFrom(...RARITIES), { nil: undefined }),
      (game, bet, win, run, rarity) => {
        const { tone, animation } = feedbackFor({ game, bet, win, run, rarity })
        expect(tone === 'calm').toBe(win <= bet)
        expect(animation === 'rest').toBe(win <= bet)
      },
    ),
  )
})
