export const MOST_LINES = 1_000

export interface Total {
  readonly userId: number
  readonly depositTotal: number
}

/** What lines of `player, total` say, or which of them is wrong: from 1, with why. */
export type DepositLines =
  | { readonly ok: true; readonly entries: readonly Total[] }
  | { readonly ok: false; readonly why: 'wrong' | 'twice' | 'many'; readonly line: number }

const LINE = /^\s*(\d{1,16})\s*[,;\t ]\s*([\d,]{1,21})\s*(?:원)?\s*$/

/** Reads lines as they come out of a spreadsheet: a comma, a tab or a blank between, empty ones left out. */
export function readDepositLines(text: string): DepositLines {
  const entries: Total[] = []
  const seen = new Set<number>()
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const [, player = '', total = ''] = LINE.exec(line) ?? []
    const userId = Number(player)
    const depositTotal = Number(total.replaceAll(',', ''))
    const isRead = player !== '' && /\d/.test(total) && userId >= 1
    if (!isRead || !Number.isSafeInteger(userId) || !Number.isSafeInteger(depositTotal))
      return { ok: false, why: 'wrong', line: index + 1 }
    if (seen.has(userId)) return { ok: false, why: 'twice', line: index + 1 }
    seen.add(userId)
    entries.push({ userId, depositTotal })
    if (entries.length > MOST_LINES) return { ok: false, why: 'many', line: index + 1 }
  }
  return { ok: true, entries }
}
