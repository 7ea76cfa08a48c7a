import { describe, expect, test } from 'vitest'
import { GENESIS_HASH, ledgerHash, sha256Hex } from '../player/index.ts'
import { COMMAND_ID, NOON_MS } from '../player/player.fixture.ts'
import type { BookRow } from './books.store.ts'
import { BookCheck } from './check-books.ts'

const COINS_AFTER = 12

/** The books of a player whose one event is of this type and brought twelve coins. */
function booksOf(type: string, outcome: object, items: BookRow['items']) {
  const common = { commandId: COMMAND_ID, eventId: '7-1', occurredAtMs: NOON_MS }
  const payload = JSON.stringify({ ...common, coins: COINS_AFTER, gems: 0, tickets: 0, ...outcome })
  const line = {
    ...({ userId: 7, seq: 1, line: 0, currency: 'coins', amount: COINS_AFTER, balanceAfter: COINS_AFTER } as const),
    ...{ counterAccount: 'house:rewards', reason: 'reward.granted', commandId: COMMAND_ID, occurredAtMs: NOON_MS },
  }
  const hash = ledgerHash(GENESIS_HASH, { ...line, payloadHash: sha256Hex(payload) })
  const row: BookRow = {
    ...{ user_id: 7, seq: 1, has_event: true, has_player: true, command_id: COMMAND_ID, command_seq: 1 },
    ...{ occurred_ms: NOON_MS, type, schema_version: 1, game: null, table_version: null, bet: null, win: null },
    ...{ payload, items, line: 0, currency: 'coins', amount: COINS_AFTER, balance_after: COINS_AFTER, hash },
    ...{ counter_account: line.counterAccount, reason: line.reason, ledger_command_id: COMMAND_ID },
    ledger_occurred_ms: NOON_MS,
  }
  return { row, hash }
}

function whyBad(type: string, outcome: object, items: BookRow['items'] = null, xp = 0): string | undefined {
  const { row, hash } = booksOf(type, outcome, items)
  const totals = { user_id: 7, version: 1, coins: COINS_AFTER, gems: 0, tickets: 0, ledger_hash: hash, nonce: 0 }
  const never = () => {
    throw new Error('nothing was played')
  }
  const players = new Map([[7, { ...totals, xp, games: {}, open_stakes: [] }]])
  const check = new BookCheck(players, { play: never, stake: never })
  return (check.take(row) ?? check.finish())?.why
}

const aReward = (rewards: object[], xpGained = 0) => ({ rewards, note: '', xp: xpGained, xpGained, items: [] })
const TWELVE = { type: 'COIN', amount: 12 }
const CROWN = { type: 'ITEM', item: 'crown', quantity: 2 }
const noMerge = { coins: 12, gems: 0, tickets: 0, xp: 0, items: [], contents: [] }
const mergedIn = (moved: object) => ({
  fromUserId: 9,
  otherEventId: '9-4',
  usage: null,
  moved: { ...noMerge, ...moved },
})
const POUCHES = [
  { item: 'pouch', quantity: 2, expiresAtMs: NOON_MS },
  { item: 'pouch', quantity: 1, expiresAtMs: null },
]
const use = { item: 'pouch', quantity: 3, effect: { type: 'grant', currency: 'coins', amount: 12 } }

describe('the books of what is no play', () => {
  test('are good when items, money and experience are what the outcome says', () => {
    expect(whyBad('reward.granted', aReward([TWELVE]))).toBeUndefined()
    expect(whyBad('reward.granted', aReward([TWELVE, CROWN]), { crown: 2 })).toBeUndefined()
    expect(whyBad('reward.granted', aReward([TWELVE, { type: 'XP', amount: 5 }], 5), null, 5)).toBeUndefined()
    expect(whyBad('inventory.used', use, { pouch: -3 })).toBeUndefined()
    expect(whyBad('account.mergedIn', mergedIn({ items: POUCHES, xp: 5 }), { pouch: 3 }, 5)).toBeUndefined()
  })

  test.each<[string, string, object, BookRow['items'], string]>([
    [
      'less money',
      'reward.granted',
      aReward([{ ...TWELVE, amount: 13 }]),
      null,
      'its ledger lines lack 1 coins of its outcome',
    ],
    ['more money', 'reward.granted', aReward([CROWN]), { crown: 2 }, 'its ledger lines lack -12 coins of its outcome'],
    [
      'other money',
      'reward.granted',
      aReward([TWELVE, { type: 'GEM', amount: 3 }]),
      null,
      'its ledger lines lack 3 gems of its outcome',
    ],
    ['items not granted', 'reward.granted', aReward([TWELVE, CROWN]), null, 'its items are not those of its outcome'],
    ['items too many', 'reward.granted', aReward([TWELVE]), { crown: 1 }, 'its items are not those of its outcome'],
    [
      'experience from nowhere',
      'reward.granted',
      aReward([TWELVE], 5),
      null,
      'its experience is not that of its rewards',
    ],
    ['items not used up', 'inventory.used', use, { pouch: -2 }, 'its items are not those of its outcome'],
    [
      'a merge of less items',
      'account.mergedIn',
      mergedIn({ items: POUCHES }),
      { pouch: 2 },
      'its items are not those of its outcome',
    ],
    [
      'a merge that keeps something back',
      'account.mergedIn',
      mergedIn({ gems: 1 }),
      null,
      'its ledger lines lack 1 gems of its outcome',
    ],
    [
      'an expiry that pays',
      'inventory.expired',
      { items: [{ item: 'pouch', quantity: 1, expiresAtMs: NOON_MS }] },
      { pouch: -1 },
      'its ledger lines lack -12 coins of its outcome',
    ],
  ])('are bad with %s', (_, type, outcome, items, why) => {
    expect(whyBad(type, outcome, items)).toBe(why)
  })

  test('are bad when the player has other experience than his events', () => {
    expect(whyBad('reward.granted', aReward([TWELVE]), null, 5)).toBe('5 xp, but its events come to 0')
  })
})
