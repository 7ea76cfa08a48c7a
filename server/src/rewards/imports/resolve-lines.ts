import { type ImportProblem, MAX_AMOUNT, type Reward, type RewardImport, totalOf } from '@casino-club/shared'
import type { ReadFile, ReadLine } from './read-file.ts'

/** A line that can be granted. */
export interface ResolvedLine {
  readonly line: number
  readonly userId: number
  readonly reward: Reward
  readonly note: string
}

/** What a file refers to, as it was found. */
export interface Known {
  readonly userIds: ReadonlySet<number>
  /** Ids by nickname as it stands in the file. */
  readonly nicknames: ReadonlyMap<string, number>
  isItem(id: string): boolean
}

export interface CheckedFile {
  readonly lines: readonly ResolvedLine[]
  readonly reach: RewardImport['reach']
  /** In order of lines; none of the file is granted when there is one. */
  readonly problems: readonly ImportProblem[]
}

const NOTHING: RewardImport['reach'] = { players: 0, coins: 0, gems: 0, tickets: 0, xp: 0, items: 0, unlocks: 0 }

/** Holds what a file says against what there is, and adds up whom and what it reaches. Pure. */
export function resolveLines(file: ReadFile, known: Known): CheckedFile {
  const problems = [...file.problems]
  const lines: ResolvedLine[] = []
  const players = new Set<number>()
  let reach = NOTHING
  for (const read of file.lines) {
    const { line, reward, note } = read
    const userId = userOf(read, known)
    const after = withReward(reach, reward)
    if (userId === undefined) problems.push({ line, problem: 'PLAYER_UNKNOWN' })
    else if (reward.type === 'ITEM' && !known.isItem(reward.item)) problems.push({ line, problem: 'ITEM_UNKNOWN' })
    else if (Object.values(after).some((sum) => sum > MAX_AMOUNT)) problems.push({ line, problem: 'SUM_TOO_LARGE' })
    else {
      players.add(userId)
      lines.push({ line, userId, reward, note })
      reach = after
    }
  }
  return { lines, reach: { ...reach, players: players.size }, problems: problems.sort((a, b) => a.line - b.line) }
}

function userOf({ player }: ReadLine, { userIds, nicknames }: Known): number | undefined {
  if ('nickname' in player) return nicknames.get(player.nickname)
  return userIds.has(player.userId) ? player.userId : undefined
}

function withReward(reach: RewardImport['reach'], reward: Reward): RewardImport['reach'] {
  const { coins, gems, tickets, xp, items, contents } = totalOf([reward])
  return {
    ...reach,
    coins: reach.coins + coins,
    gems: reach.gems + gems,
    tickets: reach.tickets + tickets,
    xp: reach.xp + xp,
    items: reach.items + [...items.values()].reduce((sum, quantity) => sum + quantity, 0),
    unlocks: reach.unlocks + contents.size,
  }
}
