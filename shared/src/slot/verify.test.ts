import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { fairStream } from '../fairness/stream.ts'
import { spinSlot } from './spin.ts'
import { STANDARD_SLOT_TABLE } from './standard-table.ts'
import { slotTableHash } from './table.ts'
import { proveSlotSpin } from './verify.ts'

const TRANSCRIPT = {
  serverSeed: '0f'.repeat(32),
  clientSeed: 'mine',
  nonce: 12,
  table: STANDARD_SLOT_TABLE,
  bet: 250,
  streakBefore: 3,
}

test('a past spin comes out again from public data, with the hashes that were shown for it', () => {
  const { table, bet, streakBefore } = TRANSCRIPT
  expect(proveSlotSpin(TRANSCRIPT)).toEqual({
    outcome: spinSlot(table, bet, streakBefore, fairStream(TRANSCRIPT)),
    serverSeedHash: createHash('sha256').update(Buffer.from(TRANSCRIPT.serverSeed, 'hex')).digest('hex'),
    tableHash: slotTableHash(table),
  })
})

test.each([{ serverSeed: 'f0'.repeat(32) }, { clientSeed: 'yours' }, { nonce: 13 }])(
  'another transcript is another spin: %o',
  (change) => {
    const nonces = Array.from({ length: 20 }, (_, index) => index)
    const outcomes = (transcript: typeof TRANSCRIPT) =>
      nonces.map((nonce) => proveSlotSpin({ ...transcript, nonce: transcript.nonce + nonce }).outcome)
    expect(outcomes({ ...TRANSCRIPT, ...change })).not.toEqual(outcomes(TRANSCRIPT))
  },
)
