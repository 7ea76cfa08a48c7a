import { type Balances, type Currency, MAX_AMOUNT } from '@casino-club/shared'

/** What the admin has typed. */
export interface CorrectionDraft {
  readonly currency: Currency
  readonly amount: string
  readonly reason: string
}

export type AmountProblem = 'amountInvalid' | 'amountBelowZero' | 'amountTooLarge'

export interface CheckedDraft {
  /** The signed change; null while it cannot be read. */
  readonly amount: number | null
  readonly reason: string
  readonly before: number
  readonly after: number | null
  readonly amountProblem: AmountProblem | null
  readonly reasonProblem: 'reasonTooShort' | null
}

export const MIN_REASON = 5
export const MAX_REASON = 500

/** Reads `500`, `+1,000` or `-20`; null for zero, fractions and anything that is no safe integer. */
export function parseAmount(text: string): number | null {
  const plain = text.trim().replace(/^[−–]/, '-')
  if (!/^[+-]?(\d+|\d{1,3}(,\d{3})+)$/.test(plain)) return null
  const amount = Number(plain.replaceAll(',', ''))
  return Number.isSafeInteger(amount) && amount !== 0 ? amount : null
}

/** Works out what a draft would do to the balances, and what is wrong with it. The server decides all the same. */
export function checkCorrection(draft: CorrectionDraft, balances: Balances): CheckedDraft {
  const amount = parseAmount(draft.amount)
  const reason = draft.reason.trim()
  const before = balances[draft.currency]
  const after = amount === null ? null : before + amount
  return {
    amount,
    reason,
    before,
    after,
    amountProblem: amountProblemOf(after),
    reasonProblem: reason.length < MIN_REASON ? 'reasonTooShort' : null,
  }
}

function amountProblemOf(after: number | null): AmountProblem | null {
  if (after === null) return 'amountInvalid'
  if (after < 0) return 'amountBelowZero'
  return after > MAX_AMOUNT ? 'amountTooLarge' : null
}
