import { canonicalJson } from '../canonical.ts'
import { type FairnessInput, fairStream, type HmacSha256, serverSeedHash, sha256Hex } from '../fairness/stream.ts'
import type { AnyGame, Carried, ObjectSchema, PlayResult } from './game.ts'

/** Names a table's content for ever: SHA-256 over its canonical JSON, as hex. */
export function tableHash(table: unknown): string {
  return sha256Hex(canonicalJson(table as Parameters<typeof canonicalJson>[0]))
}

/** All that decided one play; public once the server seed is revealed. */
export interface PlayTranscript extends FairnessInput {
  readonly table: unknown
  readonly choice: object
  /** What the player's play before left him with. */
  readonly before: Carried
}

export interface PlayProof extends PlayResult<object, Carried> {
  readonly serverSeedHash: string
  readonly tableHash: string
}

/** Computes a past play again from public data alone. Throws for a table, a choice or a counter the game does not know. */
export function provePlay(game: AnyGame, transcript: PlayTranscript, hash?: HmacSha256): PlayProof {
  const table = game.tableSchema.parse(transcript.table)
  const choice = game.choiceSchema.parse(transcript.choice)
  const before = game.carriedSchema.parse(transcript.before)
  return {
    ...game.play(table, choice, before, fairStream(transcript, hash)),
    serverSeedHash: serverSeedHash(transcript.serverSeed),
    tableHash: tableHash(table),
  }
}

function pick<T>(schema: ObjectSchema<T>, outcome: Readonly<Record<string, unknown>>): T {
  return schema.parse(
    Object.fromEntries(
      Object.keys(schema.shape)
        .filter((key) => key in outcome)
        .map((key) => [key, outcome[key]]),
    ),
  )
}

/** What was chosen and what was drawn, read from an outcome as it was answered and stored. Throws when it is none. */
export function readOutcome(game: AnyGame, outcome: Readonly<Record<string, unknown>>) {
  const [choice, drawn] = [pick(game.choiceSchema, outcome), pick(game.drawnSchema, outcome)]
  return { choice, drawn, ...game.carriedOf(drawn) }
}
