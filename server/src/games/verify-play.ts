import {
  accept,
  type Play,
  proveSlotSpin,
  type Refusal,
  type Result,
  refuse,
  type SlotTable,
  slotSpinOutcomeSchema,
  type VerifyReply,
} from '@casino-club/shared'
import { nodeHmac } from '../fairness/index.ts'

/** What one spin is computed again from, and what was recorded of it (null: nothing to compare with). */
export interface VerifyInput {
  readonly serverSeed: string
  readonly clientSeed: string
  readonly nonce: number
  readonly bet: number
  readonly streakBefore: number
  readonly tableVersion: number
  readonly table: SlotTable
  readonly recorded: Record<string, unknown> | null
}

const COMPARED = ['reels', 'line', 'multiplier', 'bonusPercent', 'win', 'streak'] as const

/** Computes a spin again and names every field in which the record differs. */
export function verifySpin(input: VerifyInput): VerifyReply {
  const { outcome, serverSeedHash, tableHash } = proveSlotSpin(input, nodeHmac)
  const computed = { ...outcome, reels: [...outcome.reels] }
  const { recorded } = input
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const differences =
    recorded === null
      ? []
      : [
          ...COMPARED.filter((field) => !same(recorded[field], computed[field])),
          ...(same(recorded.serverSeedHash, serverSeedHash) ? [] : ['serverSeedHash']),
          ...(same(recorded.tableHash, tableHash) ? [] : ['tableHash']),
        ]
  const { serverSeed, clientSeed, nonce, tableVersion, bet, streakBefore } = input
  return {
    verified: recorded === null ? null : differences.length === 0,
    transcript: { serverSeed, clientSeed, nonce, tableVersion, tableHash, bet, streakBefore },
    serverSeedHash,
    computed,
    recorded,
    differences,
  }
}

export interface VerifySources {
  readonly findPlay: (userId: number, seq: number) => Promise<Play | undefined>
  readonly findSeed: (userId: number, hash: string) => Promise<{ serverSeed: string; revealed: boolean } | undefined>
  readonly findTable: (version: number) => Promise<SlotTable | undefined>
}

type VerifyRefusal = 'NOT_FOUND' | 'SEED_NOT_REVEALED'

/** Verifies a recorded spin by its event id; a seed still in use stays secret. Callers see to whose spin it is. */
export async function verifyRecordedSpin(
  sources: VerifySources,
  eventId: string,
): Promise<Result<VerifyReply, VerifyRefusal> | Refusal<VerifyRefusal>> {
  const [userId = 0, seq = 0] = eventId.split('-').map(Number)
  const play = await sources.findPlay(userId, seq)
  const outcome = slotSpinOutcomeSchema.safeParse(play?.outcome)
  if (!outcome.success) return refuse('NOT_FOUND', 'no such spin')
  const { serverSeedHash, tableVersion, clientSeed, nonce, bet, streakBefore } = outcome.data
  const seed = await sources.findSeed(userId, serverSeedHash)
  const table = await sources.findTable(tableVersion)
  if (seed === undefined || table === undefined) return refuse('NOT_FOUND', 'the seed or the table is missing')
  if (!seed.revealed) return refuse('SEED_NOT_REVEALED', 'rotate the seed first; it is revealed then')
  const { serverSeed } = seed
  return accept(
    verifySpin({ serverSeed, clientSeed, nonce, bet, streakBefore, tableVersion, table, recorded: outcome.data }),
  )
}
