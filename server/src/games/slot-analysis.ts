import { analyseSlot, type SlotAnalysis, slotTableSchema } from '@casino-club/shared'

type MutableLines = Omit<SlotAnalysis, 'lines'> & { lines: SlotAnalysis['lines'][number][] }

const known = new Map<string, MutableLines>()

/** The slot's own, fuller analysis of a table; worked out once for each hash, since it takes some 50 ms. */
export function slotAnalysis(hash: string, table: unknown): MutableLines {
  const found = known.get(hash)
  if (found) return found
  const analysis = analyseSlot(slotTableSchema.parse(table))
  const made = { ...analysis, lines: [...analysis.lines] }
  known.set(hash, made)
  return made
}
