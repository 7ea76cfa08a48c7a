import {
  anyGame,
  MAX_AMOUNT,
  type RandomStream,
  type Reason,
  STANDARD_SLOT_TABLE,
  slotGame,
  slotTableHash,
} from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aPlayer, NOON_MS } from '../player/player.fixture.ts'
import type { PlayerSnapshot } from '../player/player.types.ts'
import type { PublishedTable } from './odds-tables.service.ts'
import { playRule } from './play.rule.ts'

const TABLE = STANDARD_SLOT_TABLE
const PUBLISHED: PublishedTable = { version: 4, hash: slotTableHash(TABLE), table: TABLE }

const NEVER = () => undefined

/** Stops all reels on the first symbol, at the least variation. */
const LOWEST: RandomStream = { below: () => 0 }
/** Stops the reels on cherry, lemon and orange. */
const noLine = (): RandomStream => {
  const draws = [0, 24, 46, 0]
  return { below: () => draws.shift() ?? 0 }
}

const spin = (bet: number, { player = aPlayer(), stream = LOWEST } = {}) =>
  playRule(anyGame(slotGame), () => PUBLISHED, NEVER).decide({
    player,
    payload: { bet },
    nowMs: NOON_MS,
    draw: () => stream,
  })

function accepted(bet: number, options: Parameters<typeof spin>[1] = {}) {
  const result = spin(bet, options)
  if (!result.ok) throw new Error(result.message)
  return result.value
}

const withCoins = (coins: number): PlayerSnapshot => aPlayer({ balances: { coins, gems: 0, tickets: 0 } })

interface Case {
  readonly bet: number
  readonly player?: PlayerSnapshot
  readonly published?: 'none'
}

const refusals = {
  TABLE_UNAVAILABLE: [{ bet: 10, published: 'none' }],
  BET_TOO_LOW: [{ bet: 9 }, { bet: 1, player: withCoins(0) }],
  BET_ABOVE_LIMIT: [
    { bet: 5_001 },
    { bet: 20_001, player: aPlayer({ rank: 'PREMIUM', balances: { coins: 1_000_000, gems: 0, tickets: 0 } }) },
    { bet: 100_001, player: aPlayer({ rank: 'VIP' }) },
  ],
  INSUFFICIENT_FUNDS: [{ bet: 10, player: withCoins(9) }],
  BALANCE_LIMIT: [{ bet: 10, player: withCoins(MAX_AMOUNT - 100) }],
} satisfies Partial<Record<Reason, Case[]>>

describe('a spin', () => {
  test.each(Object.entries(refusals))('is refused: %s', (reason, cases) => {
    for (const { bet, player = aPlayer(), published } of cases as Case[]) {
      const result = playRule(anyGame(slotGame), () => (published === 'none' ? undefined : PUBLISHED), NEVER).decide({
        player,
        payload: { bet },
        nowMs: NOON_MS,
        draw: () => {
          throw new Error('nothing may be drawn for a refused spin')
        },
      })
      expect(result).toMatchObject({ ok: false, reason })
    }
  })

  test('may stake the least bet, the limit of the rank, and the last coin', () => {
    expect(spin(10, { player: withCoins(10) }).ok).toBe(true)
    expect(spin(5_000).ok).toBe(true)
    expect(spin(100_000, { player: { ...withCoins(100_000), rank: 'VIP' } }).ok).toBe(true)
  })

  test('takes the stake and gives the win as two transfers with the house', () => {
    const { event, postings } = accepted(100)
    expect(event).toEqual({
      type: 'slot.spun',
      schemaVersion: 1,
      play: {
        game: 'slot',
        tableVersion: 4,
        bet: 100,
        win: 500,
        counted: [{ kind: 'spin', outcome: 'triple:cherry' }],
      },
    })
    expect(postings).toEqual([
      { currency: 'coins', amount: -100, counterAccount: 'house:slot', reason: 'slot.stake' },
      { currency: 'coins', amount: 500, counterAccount: 'house:slot', reason: 'slot.win' },
    ])
  })

  test('answers all that is needed to compute it again', () => {
    const player = aPlayer({ state: { games: { slot: { streak: 2 } } } })
    expect(accepted(100, { player }).outcome({ coins: 4_242, gems: 0, tickets: 0 })).toEqual({
      bet: 100,
      reels: ['cherry', 'cherry', 'cherry'],
      line: 'triple',
      multiplier: 5,
      bonusPercent: 3,
      win: 515,
      coins: 4_242,
      streakBefore: 2,
      streak: 3,
      nonce: 5,
      clientSeed: 'mine',
      serverSeedHash: player.seeds.serverSeedHash,
      tableVersion: 4,
      tableHash: PUBLISHED.hash,
    })
  })

  test('never shows the server seed', () => {
    const { serverSeed } = aPlayer().seeds
    const decision = accepted(10)
    expect(JSON.stringify([decision, decision.outcome(aPlayer().balances)])).not.toContain(serverSeed)
  })

  test('uses up one nonce and moves the streak, won or lost', () => {
    const player = aPlayer({ state: { games: { slot: { streak: 2 } } } })
    expect(accepted(10, { player })).toMatchObject({ nonce: 6, state: { games: { slot: { streak: 3 } } } })
    expect(accepted(10, { player, stream: noLine() })).toMatchObject({
      nonce: 6,
      state: { games: { slot: { streak: 0 } } },
    })
  })
})
