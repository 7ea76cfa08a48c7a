import { type Balances, MAX_AMOUNT, type Reward, type RewardType, rewardSchema, totalOf } from '@casino-club/shared'

/** One thing to be granted, as it is typed. */
export interface GrantRow {
  readonly type: RewardType
  readonly amount: string
  readonly item: string
  readonly content: string
}

export interface GrantDraft {
  readonly rows: readonly GrantRow[]
  readonly reason: string
  readonly note: string
}

export const NEW_ROW: GrantRow = { type: 'COIN', amount: '', item: '', content: '' }
export const NEW_DRAFT: GrantDraft = { rows: [NEW_ROW], reason: '', note: '' }
export const MAX_ROWS = 20
const MIN_REASON = 5

/** What a draft comes to; `rewards` is null while something of it cannot be granted. */
export interface CheckedGrant {
  readonly rewards: readonly Reward[] | null
  /** Rows that cannot be read. */
  readonly wrongRows: ReadonlySet<number>
  readonly reason: string
  readonly note: string
  readonly reasonWrong: boolean
  /** The balances it would leave; null where one would be too large. */
  readonly after: Balances | null
}

/** Reads `500` or `1,000`. */
const wholeOf = (text: string): number =>
  /^(\d+|\d{1,3}(,\d{3})+)$/.test(text.trim()) ? Number(text.replaceAll(',', '')) : Number.NaN

function readRow({ type, amount, item, content }: GrantRow): Reward | null {
  const candidate =
    type === 'ITEM'
      ? { type, item, quantity: wholeOf(amount) }
      : type === 'CONTENT_UNLOCK'
        ? { type, content: content.trim() }
        : { type, amount: wholeOf(amount) }
  const parsed = rewardSchema.safeParse(candidate)
  return parsed.success ? parsed.data : null
}

/** Works out what a draft would do, and what is wrong with it. The server decides all the same. */
export function checkGrant({ rows, reason, note }: GrantDraft, before: Balances): CheckedGrant {
  const read = rows.map(readRow)
  const good = read.filter((reward) => reward !== null)
  const { coins, gems, tickets } = totalOf(good)
  const after = { coins: before.coins + coins, gems: before.gems + gems, tickets: before.tickets + tickets }
  const fits = Object.values(after).every((balance) => balance <= MAX_AMOUNT)
  const reasonWrong = reason.trim().length < MIN_REASON
  return {
    rewards: good.length === rows.length && rows.length > 0 && fits && !reasonWrong ? good : null,
    wrongRows: new Set(read.flatMap((reward, index) => (reward === null ? [index] : []))),
    reason: reason.trim(),
    note: note.trim(),
    reasonWrong,
    after: fits ? after : null,
  }
}
