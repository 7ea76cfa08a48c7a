import { proveSlotSpin, type SlotSpinOutcome, STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { COMPARED_FIELDS, compareSpin } from './compare-spin.ts'

const SEED = '5b'.repeat(32)
const INPUT = { serverSeed: SEED, clientSeed: 'mine', nonce: 7, bet: 100, streakBefore: 2 }

/** A spin as an honest server answers it. */
function aRecord(changes: Partial<SlotSpinOutcome> = {}): SlotSpinOutcome {
  const proof = proveSlotSpin({ ...INPUT, table: STANDARD_SLOT_TABLE })
  const { serverSeedHash, tableHash, outcome } = proof
  return { ...INPUT, ...outcome, serverSeedHash, tableHash, ...changes } as unknown as SlotSpinOutcome
}

test('an honest spin is the same in every field', () => {
  const comparisons = compareSpin(aRecord(), SEED, STANDARD_SLOT_TABLE)
  expect(comparisons.map(({ field }) => field)).toEqual([...COMPARED_FIELDS])
  expect(comparisons.every(({ same }) => same)).toBe(true)
})

test('a win that was paid short is found', () => {
  const { win } = aRecord()
  const different = compareSpin(aRecord({ win: win + 1 }), SEED, STANDARD_SLOT_TABLE).filter(({ same }) => !same)
  expect(different).toEqual([{ field: 'win', recorded: `${win + 1}`, computed: `${win}`, same: false }])
})

test('another server seed does not have the fingerprint that was shown', () => {
  const comparisons = compareSpin(aRecord(), '00'.repeat(32), STANDARD_SLOT_TABLE)
  expect(comparisons.find(({ field }) => field === 'serverSeedHash')?.same).toBe(false)
})

test('another table does not have the fingerprint that was published', () => {
  const table = { ...STANDARD_SLOT_TABLE, minBet: 11 }
  const comparisons = compareSpin(aRecord(), SEED, table)
  expect(comparisons.filter(({ same }) => !same).map(({ field }) => field)).toEqual(['tableHash'])
})
