import type { Reward, RewardTotals } from '../rewards/reward.ts'
import type { PassBody, PassClaim, PassLevel } from './season.ts'

/** How many levels so much pass XP reaches; 0 before the first. */
export function passLevelOf(levels: readonly Pick<PassLevel, 'xp'>[], xp: number): number {
  let [reached, beyond] = [0, levels.length]
  while (reached < beyond) {
    const middle = Math.floor((reached + beyond) / 2)
    if ((levels[middle]?.xp ?? Number.POSITIVE_INFINITY) <= xp) reached = middle + 1
    else beyond = middle
  }
  return reached
}

/**
 * The level that a season expects at a moment: its levels in even steps over its time, rounded down. Who has not reached it
 * is behind.
 */
export function expectedPassLevel(
  { startsAt, endsAt, levels }: Pick<PassBody, 'startsAt' | 'endsAt' | 'levels'>,
  nowMs: number,
) {
  const [from, until] = [Date.parse(startsAt), Date.parse(endsAt)]
  const share = Math.min(1, Math.max(0, (nowMs - from) / (until - from)))
  return Math.floor(levels.length * share)
}

/** What has been earned and not been taken, in the order of the levels; the paid track only where it was bought. */
export function earnedPassClaims(
  levels: PassBody['levels'],
  { xp, paid, claims }: { readonly xp: number; readonly paid: boolean; readonly claims: readonly PassClaim[] },
): PassClaim[] {
  const taken = new Set(claims.map(({ level, track }) => `${level} ${track}`))
  return levels
    .slice(0, passLevelOf(levels, xp))
    .flatMap((held, index) =>
      (paid ? (['free', 'paid'] as const) : (['free'] as const))
        .map((track) => ({ level: index + 1, track }))
        .filter(({ level, track }) => held[track].length > 0 && !taken.has(`${level} ${track}`)),
    )
}

/** Everything that these claims pay. */
export const passRewardsOf = (levels: PassBody['levels'], claims: readonly PassClaim[]): Reward[] =>
  claims.flatMap(({ level, track }) => levels[level - 1]?.[track] ?? [])

/** A sum of rewards as a list in which each kind stands once. */
export function listRewards({ coins, gems, tickets, xp, items, contents }: RewardTotals): Reward[] {
  const amounts = [
    { type: 'COIN' as const, amount: coins },
    { type: 'GEM' as const, amount: gems },
    { type: 'TICKET' as const, amount: tickets },
    { type: 'XP' as const, amount: xp },
  ]
  return [
    ...amounts.filter(({ amount }) => amount > 0),
    ...[...items].map(([item, quantity]) => ({ type: 'ITEM' as const, item, quantity })),
    ...[...contents].map((content) => ({ type: 'CONTENT_UNLOCK' as const, content })),
  ]
}
