import { proveSlotSpin, type SlotSpinOutcome, type SlotTable } from '@casino-club/shared'

/** The fields that a verification compares. */
export const COMPARED_FIELDS = [
  'reels',
  'line',
  'multiplier',
  'bonusPercent',
  'win',
  'streak',
  'serverSeedHash',
  'tableHash',
] as const
export type ComparedField = (typeof COMPARED_FIELDS)[number]

export interface Comparison {
  readonly field: ComparedField
  readonly recorded: string
  readonly computed: string
  readonly same: boolean
}

const plain = (value: string | number | readonly string[]) => (typeof value === 'object' ? value.join(' ') : `${value}`)

/** Computes a recorded spin again from the revealed seed and the published table, and compares every field. */
export function compareSpin(recorded: SlotSpinOutcome, serverSeed: string, table: SlotTable): Comparison[] {
  const { clientSeed, nonce, bet, streakBefore } = recorded
  const proof = proveSlotSpin({ serverSeed, clientSeed, nonce, table, bet, streakBefore })
  const computed = { ...proof.outcome, serverSeedHash: proof.serverSeedHash, tableHash: proof.tableHash }
  return COMPARED_FIELDS.map((field) => {
    const [was, is] = [plain(recorded[field]), plain(computed[field])]
    return { field, recorded: was, computed: is, same: was === is }
  })
}
