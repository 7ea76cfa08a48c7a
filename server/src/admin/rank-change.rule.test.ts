import type { Rank } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { buildEntry } from '../player/index.ts'
import { aPlayer, COMMAND_ID, NOON_MS } from '../player/player.fixture.ts'
import { rankChangeRule } from './rank-change.rule.ts'

const rule = rankChangeRule(undefined as never, undefined as never)

function change(rank: Rank) {
  const player = aPlayer({ rank: 'PREMIUM' })
  const payload = { rank, reason: 'spends a lot' }
  const draw = () => {
    throw new Error('a rank is not drawn')
  }
  const decision = rule.decide({ player, payload, nowMs: NOON_MS, draw })
  return decision.ok
    ? buildEntry(player, rule.type, { commandId: COMMAND_ID, payload }, decision.value, NOON_MS)
    : decision
}

test('a rank is changed upwards and downwards, and moves no money', () => {
  for (const rank of ['STANDARD', 'VIP'] as const) {
    expect(change(rank)).toMatchObject({
      ok: true,
      value: { answer: { from: 'PREMIUM', to: rank }, entry: { lines: [] } },
    })
  }
})

test('the rank one has already is refused', () => {
  expect(change('PREMIUM')).toMatchObject({ ok: false, reason: 'NOTHING_TO_CHANGE' })
})
