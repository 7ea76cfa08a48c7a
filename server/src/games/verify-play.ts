import {
  type AdminVerifyReply,
  type AnyGame,
  accept,
  type Carried,
  findGame,
  type Play,
  provePlay,
  type Refusal,
  type Result,
  readOutcome,
  refuse,
  type VerifyReply,
} from '@casino-club/shared'
import { z } from 'zod'
import { nodeHmac } from '../fairness/index.ts'

/** What one play is computed again from, and what was recorded of it (null: nothing to compare with). */
export interface VerifyInput {
  readonly serverSeed: string
  readonly clientSeed: string
  readonly nonce: number
  readonly choice: object
  readonly before: Carried
  readonly tableVersion: number
  readonly table: unknown
  readonly recorded: Readonly<Record<string, unknown>> | null
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Computes a play again and names every field in which the record differs. */
export function verifyPlay(game: AnyGame, input: VerifyInput): VerifyReply {
  const { drawn, win, items = [], serverSeedHash, tableHash } = provePlay(game, input, nodeHmac)
  const computed: Record<string, unknown> = { ...drawn, win }
  const expected = { ...computed, serverSeedHash, tableHash }
  const { recorded, serverSeed, clientSeed, nonce, tableVersion, choice, before } = input
  const differences =
    recorded === null
      ? []
      : Object.entries(expected).flatMap(([field, value]) => (same(recorded[field], value) ? [] : [field]))
  const { amount: bet } = game.stakeOf(game.tableSchema.parse(input.table), choice)
  return {
    verified: recorded === null ? null : differences.length === 0,
    transcript: {
      game: game.id,
      serverSeed,
      clientSeed,
      nonce,
      tableVersion,
      tableHash,
      bet,
      choice: { ...choice },
      before,
    },
    serverSeedHash,
    computed,
    items: [...items],
    recorded,
    differences,
  }
}

/** What every play's outcome says about where it came from, whatever the game. */
const originSchema = z.object({
  serverSeedHash: z.string(),
  tableVersion: z.number().int(),
  clientSeed: z.string(),
  nonce: z.number().int(),
})

/** A play read from its record; undefined when it is none of this game. */
export function readRecord(game: AnyGame, recorded: Readonly<Record<string, unknown>>) {
  const origin = originSchema.safeParse(recorded)
  if (!origin.success) return undefined
  try {
    return { ...origin.data, ...readOutcome(game, recorded), recorded }
  } catch (error) {
    if (error instanceof z.ZodError) return undefined
    throw error
  }
}

export interface VerifySources {
  readonly findPlay: (userId: number, seq: number) => Promise<Play | undefined>
  readonly findSeed: (userId: number, hash: string) => Promise<{ serverSeed: string; revealed: boolean } | undefined>
  /** A table that is or was published. */
  readonly findTable: (game: string, version: number) => Promise<unknown>
}

type VerifyRefusal = 'NOT_FOUND' | 'SEED_NOT_REVEALED'

/** A play on record with its seed and its table, whether the seed is revealed or not. */
async function findRecorded(sources: VerifySources, eventId: string) {
  const [userId = 0, seq = 0] = eventId.split('-').map(Number)
  const play = await sources.findPlay(userId, seq)
  const game = play && findGame(play.game)
  const record = game && readRecord(game, play.outcome)
  if (game === undefined || record === undefined) return refuse('NOT_FOUND', 'no such play')
  const seed = await sources.findSeed(userId, record.serverSeedHash)
  const table = await sources.findTable(game.id, record.tableVersion)
  if (seed === undefined || table === undefined) return refuse('NOT_FOUND', 'the seed or the table is missing')
  return accept({ game, revealed: seed.revealed, input: { ...record, serverSeed: seed.serverSeed, table } })
}

/** Verifies a recorded play by its event id; a seed still in use stays secret. Callers see to whose play it is. */
export async function verifyRecordedPlay(
  sources: VerifySources,
  eventId: string,
): Promise<Result<VerifyReply, VerifyRefusal> | Refusal<VerifyRefusal>> {
  const found = await findRecorded(sources, eventId)
  if (!found.ok) return found
  const { game, revealed, input } = found.value
  if (!revealed) return refuse('SEED_NOT_REVEALED', 'rotate the seed first; it is revealed then')
  return accept(verifyPlay(game, input))
}

/** Verifies a recorded play with the seed the club holds, for admins; a seed still in use is left out of the answer. */
export async function verifyHeldPlay(
  sources: VerifySources,
  eventId: string,
): Promise<Result<AdminVerifyReply, 'NOT_FOUND'> | Refusal<'NOT_FOUND'>> {
  const found = await findRecorded(sources, eventId)
  if (!found.ok) return found
  const { game, revealed, input } = found.value
  const reply = verifyPlay(game, input)
  const serverSeed = revealed ? reply.transcript.serverSeed : null
  return accept({ ...reply, revealed, transcript: { ...reply.transcript, serverSeed } })
}
