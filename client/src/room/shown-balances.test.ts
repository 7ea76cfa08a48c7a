import type { PlayerRoomState, SlotSpinOutcome } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { shownBalances } from './shown-balances.ts'

const HASH = 'ab'.repeat(32)
const aPlayer = (fields: Partial<PlayerRoomState>) =>
  ({
    coins: 1_000,
    gems: 5,
    tickets: 2,
    streak: 3,
    nonce: 4,
    version: 6,
    serverSeedHash: HASH,
    ...fields,
  }) as PlayerRoomState
const SPIN = {
  eventId: '9-7',
  bet: 100,
  win: 250,
  coins: 1_150,
  nonce: 4,
  serverSeedHash: HASH,
  streakBefore: 3,
  streak: 4,
} as SlotSpinOutcome

test('at rest the synced state is shown', () => {
  expect(shownBalances(aPlayer({}), null, null, null)).toEqual({ coins: 1_000, gems: 5, tickets: 2, streak: 3 })
})

test('while the reels turn the stake is gone and the win not told, before and after the state has it', () => {
  expect(shownBalances(aPlayer({}), SPIN, null, null).coins).toBe(900)
  expect(shownBalances(aPlayer({ coins: 1_150, nonce: 5, streak: 4 }), SPIN, null, null)).toMatchObject({
    coins: 900,
    streak: 3,
  })
})

test('a correction shows at once, also while the reels turn', () => {
  expect(shownBalances(aPlayer({ coins: 1_650, nonce: 5 }), SPIN, null, null).coins).toBe(1_400)
})

test('a win that arrives before its answer is not told either; a correction meanwhile is', () => {
  const awaited = { before: aPlayer({}), bet: 100 }
  expect(shownBalances(aPlayer({ coins: 1_150, nonce: 5, streak: 4 }), null, awaited, null)).toMatchObject({
    coins: 900,
    streak: 3,
  })
  expect(shownBalances(aPlayer({ coins: 1_500 }), null, awaited, null).coins).toBe(1_500)
})

test('once the reels have stopped, what the spin left is shown until the state has it', () => {
  expect(shownBalances(aPlayer({}), null, null, SPIN)).toEqual({ coins: 1_150, gems: 5, tickets: 2, streak: 4 })
  expect(shownBalances(aPlayer({ coins: 1_150, streak: 4, version: 7 }), null, null, SPIN).coins).toBe(1_150)
  expect(shownBalances(aPlayer({ coins: 900, streak: 0, version: 8 }), null, null, SPIN).coins).toBe(900)
})

test('pulls that are being revealed have taken their gems, and nothing else', () => {
  const pulls = { eventId: '9-7', bet: 3, win: 0, gems: 2, nonce: 4, serverSeedHash: HASH }
  expect(shownBalances(aPlayer({}), pulls, null, null)).toEqual({ coins: 1_000, gems: 2, tickets: 2, streak: 3 })
  expect(shownBalances(aPlayer({}), null, null, pulls)).toEqual({ coins: 1_000, gems: 2, tickets: 2, streak: 3 })
  const awaited = { before: aPlayer({}), bet: 3, currency: 'gems' as const }
  expect(shownBalances(aPlayer({ nonce: 5, gems: 2 }), null, awaited, null).gems).toBe(2)
})
