import { type Currency, MAX_AMOUNT, type MergeMoved, NO_RESTRICTIONS, refuse } from '@casino-club/shared'
import { closedTo, holdsAllOf, type Policy, usedNow } from '../safe-play/index.ts'
import type { AccountRefusal, MergeAccount, MergePlan, MergeRefusal } from './merge.types.ts'

export const MERGED_CURRENCIES = ['coins', 'gems', 'tickets'] as const satisfies Currency[]
/** What one entry of the inventory can hold. */
const MAX_LOT = 2_147_483_647

const against = (account: MergeAccount, reason: MergeRefusal, why: string): AccountRefusal => ({
  ...refuse(reason, `account ${account.userId} ${why}`),
  userId: account.userId,
})

/** Why an account as it stands can take part in no merge. */
function refuseAccount(account: MergeAccount): AccountRefusal[] {
  const { mergedInto, erased, leaving, banned, suspected, openStakes, openPurchases } = account
  return [
    ...(mergedInto === null ? [] : [against(account, 'ACCOUNT_MERGED', `was merged into ${mergedInto}`)]),
    ...(erased ? [against(account, 'NOT_FOUND', 'was erased')] : []),
    ...(leaving && !erased ? [against(account, 'DELETION_PENDING', 'is to be deleted')] : []),
    ...(banned ? [against(account, 'BANNED', 'is banned')] : []),
    ...(suspected ? [against(account, 'FRAUD_BLOCK', 'is suspected of fraud')] : []),
    ...(openStakes ? [against(account, 'STAKE_OPEN', 'has stakes that have not ended')] : []),
    ...(openPurchases ? [against(account, 'PURCHASE_OPEN', 'has a purchase that has not ended')] : []),
  ]
}

/** The stricter one wins: an account is emptied only into one that is held at least as tightly. */
function refuseLoosening(from: MergeAccount, into: MergeAccount, nowMs: number): AccountRefusal[] {
  const restrictions = from.safe?.restrictions
  if (restrictions === undefined) return []
  const closed = closedTo(restrictions, nowMs)
  if (closed) return [against(from, closed.reason, 'is closed to play; the other one may be merged into it')]
  if (holdsAllOf(into.safe?.restrictions ?? NO_RESTRICTIONS, restrictions, nowMs)) return []
  return [against(from, 'MERGE_LOOSENS', `has stricter limits than account ${into.userId}`)]
}

function refuseAmounts(moved: MergeMoved, into: MergeAccount): AccountRefusal[] {
  const held = { ...into.balances, xp: into.xp }
  const over = [...MERGED_CURRENCIES, 'xp' as const].filter((name) => held[name] + moved[name] > MAX_AMOUNT)
  return over.map((name) => against(into, 'BALANCE_LIMIT', `would have too many ${name}`))
}

function refuseItems({ items }: MergeMoved, into: MergeAccount): AccountRefusal[] {
  const there = new Map(into.stocks.map((stock) => [`${stock.item} ${stock.expiresAtMs}`, stock.quantity]))
  const over = items.find(
    ({ item, quantity, expiresAtMs }) =>
      quantity > MAX_LOT || quantity + (there.get(`${item} ${expiresAtMs}`) ?? 0) > MAX_AMOUNT,
  )
  return over === undefined ? [] : [against(into, 'ITEM_LIMIT', `would have too many of ${over.item}`)]
}

const PRECEDENCE: readonly AccountRefusal['reason'][] = [
  'ACCOUNT_MERGED',
  'NOT_FOUND',
  'DELETION_PENDING',
  'BANNED',
  'FRAUD_BLOCK',
  'STAKE_OPEN',
  'PURCHASE_OPEN',
  'SELF_EXCLUDED',
  'PAUSED',
  'MERGE_LOOSENS',
  'BALANCE_LIMIT',
  'ITEM_LIMIT',
]

/**
 * Works out what making two accounts one comes to, and all that stands against it; nothing of it has happened. What the
 * games keep of a player (a run of wins, a pity counter) stays where it was drawn: it follows from those seeds.
 */
export function planMerge(
  from: MergeAccount,
  into: MergeAccount,
  { nowMs, policy }: { readonly nowMs: number; readonly policy: Policy },
): MergePlan {
  const known = new Set(into.contents)
  const moved: MergeMoved = {
    coins: from.balances.coins,
    gems: from.balances.gems,
    tickets: from.balances.tickets,
    xp: from.xp,
    items: from.stocks,
    contents: from.contents.filter((content) => !known.has(content)),
  }
  const refusals = [
    ...refuseAccount(from),
    ...refuseAccount(into),
    ...refuseLoosening(from, into, nowMs),
    ...refuseAmounts(moved, into),
    ...refuseItems(moved, into),
  ].sort((a, b) => PRECEDENCE.indexOf(a.reason) - PRECEDENCE.indexOf(b.reason))
  return { from, into, moved, usage: usedNow(from.safe?.usage, policy.calendar, nowMs), refusals }
}
