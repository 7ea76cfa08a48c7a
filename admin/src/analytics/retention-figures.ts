import type { RetentionReply } from '@casino-club/shared'

/** The share of an age over all cohorts that have one, in percent, each by its players; null: none has. */
export function meanShares({ ages, rows }: Pick<RetentionReply, 'ages' | 'rows'>) {
  return ages.map((age, index) => {
    let players = 0
    let back = 0
    for (const row of rows) {
      const share = row.shares[index] ?? null
      if (share === null) continue
      players += row.players
      back += row.players * share
    }
    return { age, share: players === 0 ? null : back / players / 100 }
  })
}

const DEEPEST = 0.42

/**
 * How deep a cell is coloured, 0 to 0.42: never so deep that its number is hard to read. By the root, since
 * most shares of later days are small and would look alike.
 */
export function heatOf(share: number | null): number {
  return share === null ? 0 : Math.sqrt(Math.min(Math.max(share, 0), 10_000) / 10_000) * DEEPEST
}
