import { type FairnessInput, fairStream, type HmacSha256, serverSeedHash } from '../fairness/stream.ts'
import { type SlotOutcome, spinSlot } from './spin.ts'
import { type SlotTable, slotTableHash } from './table.ts'

/** All that decided one spin; public once the server seed is revealed. */
export interface SlotTranscript extends FairnessInput {
  readonly table: SlotTable
  readonly bet: number
  /** Wins in a row before the spin. */
  readonly streakBefore: number
}

export interface SlotProof {
  readonly outcome: SlotOutcome
  readonly serverSeedHash: string
  readonly tableHash: string
}

/** Computes a past spin again from public data alone. */
export function proveSlotSpin(transcript: SlotTranscript, hash?: HmacSha256): SlotProof {
  const stream = fairStream(transcript, hash)
  return {
    outcome: spinSlot(transcript.table, transcript.bet, transcript.streakBefore, stream),
    serverSeedHash: serverSeedHash(transcript.serverSeed),
    tableHash: slotTableHash(transcript.table),
  }
}
