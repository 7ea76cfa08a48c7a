import { randomUUID } from 'node:crypto'
import { accept, type Restrictions } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { anActor } from '../player/actor.fixture.ts'
import type { CommandRule } from '../player/index.ts'
import { aPlayer } from '../player/player.fixture.ts'
import { safePlayGuard } from './play-guard.ts'
import { POLICY, restricted } from './safe-play.fixture.ts'

/** A shop of the smallest kind: so many gems for so many won. */
const buy: CommandRule<{ won: number }> = {
  type: 'test.buy',
  asks: ({ payload: { won } }) => ({ kind: 'spend', won }),
  decide: ({ payload: { won } }) =>
    accept({
      event: { type: 'wallet.corrected', schemaVersion: 1 },
      postings: [{ currency: 'gems', amount: won / 100, counterAccount: 'house:shop', reason: 'test' }],
      flow: { kind: 'spend', won },
      outcome: ({ gems }) => ({ gems }),
      detail: undefined,
    }),
}

function aCustomer(restrictions: Partial<Restrictions>) {
  const player = aPlayer({ state: { games: {}, safe: restricted(restrictions) } })
  const { actor, books } = anActor(player, safePlayGuard(POLICY))
  const ask = (won: number, commandId = randomUUID()) => actor.execute(buy, { commandId, payload: { won } })
  return { ask, books }
}

test('purchases count to the won, a hundred at once, and a repeat is answered', async () => {
  const { ask, books } = aCustomer({ limits: { 'spendWon.day': 10_000 } })
  const id = randomUUID()
  expect(await ask(1_000, id)).toMatchObject({ ok: true, gems: 110 })
  const answers = [...(await Promise.all(Array.from({ length: 50 }, () => ask(1_000))))]
  expect(answers.filter(({ ok }) => ok)).toHaveLength(9)
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'SPEND_LIMIT' })
  expect(books.row?.state.safe?.usage?.windows.map((window) => window[7])).toEqual([10_000, 10_000, 10_000])
  expect(books.row?.balances.gems).toBe(200)
  expect(await ask(1_000, id)).toMatchObject({ ok: true, replayed: true })
})

test.each<[string, Partial<Restrictions>]>([
  ['PAUSED', { pausedUntilMs: Number.MAX_SAFE_INTEGER }],
  ['SELF_EXCLUDED', { exclusion: { sinceMs: 0, untilMs: null } }],
  ['STAKE_LIMIT', { limits: { 'stakeCoins.day': 0 } }],
  ['SPEND_LIMIT', { limits: { 'spendWon.month': 999 } }],
])('nothing is sold: %s', async (reason, restrictions) => {
  const { ask, books } = aCustomer(restrictions)
  expect(await ask(1_000)).toMatchObject({ ok: false, reason })
  expect(books.entries).toEqual([])
})
