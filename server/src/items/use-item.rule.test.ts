import { type Item, STANDARD_ITEMS } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { buildEntry } from '../player/index.ts'
import { aPlayer, COMMAND_ID, NOON_MS } from '../player/player.fixture.ts'
import { type UsePayload, type UseRefusal, useItemRule } from './use-item.rule.ts'

const rule = useItemRule((id) => {
  const fields = STANDARD_ITEMS[id]
  return fields && ({ id, version: 1, ...fields } satisfies Item)
})

/** Decides a use and works out what it leads to, without writing it. */
function use(payload: UsePayload) {
  const player = aPlayer()
  const draw = () => {
    throw new Error('a use draws nothing')
  }
  const decision = rule.decide({ player, payload, nowMs: NOON_MS, draw })
  return decision.ok
    ? buildEntry(player, rule.type, { commandId: COMMAND_ID, payload }, decision.value, NOON_MS)
    : decision
}

const refusals = {
  ITEM_UNKNOWN: { item: 'nothing', quantity: 1 },
  ITEM_NOT_USABLE: { item: 'golden-crown', quantity: 1 },
} satisfies Record<UseRefusal, UsePayload>

describe('a use of items', () => {
  test.each(Object.entries(refusals))('is refused: %s', (reason, payload) => {
    expect(use(payload)).toMatchObject({ ok: false, reason })
  })

  test('does what one does, so many times, from the account of the items', () => {
    const result = use({ item: 'gem-pouch', quantity: 3 })
    if (!result.ok) throw new Error(result.message)
    const { entry, answer } = result.value
    expect(entry.lines).toMatchObject([
      { currency: 'gems', amount: 150, counterAccount: 'house:items', reason: 'item.used' },
    ])
    expect(answer).toMatchObject({ item: 'gem-pouch', quantity: 3, gems: 250, effect: { amount: 150 } })
  })
})
