import { hash } from 'node:crypto'
import { accept, canonicalJson, type Refusal, type Result } from '@casino-club/shared'
import type { JournalEntry } from './journal.ts'
import type { Decision, PlayerSnapshot } from './player.types.ts'
import { applyPostings, ledgerLines } from './wallet.ts'

/** What a caller asks for: the command id apart from the rest, which the request hash is over. */
export interface CommandRequest<Payload> {
  readonly commandId: string
  readonly payload: Payload
}

/** The answer to an accepted command; its JSON text is what a repeat is answered from. */
export interface CommandAnswer {
  readonly ok: true
  readonly commandId: string
  readonly eventId: string
  readonly occurredAtMs: number
  readonly replayed?: true
  readonly [field: string]: unknown
}

/** Everything a decision leads to, computed and not yet written. */
export interface Built {
  readonly entry: JournalEntry
  readonly answer: CommandAnswer
  readonly next: PlayerSnapshot
}

const NO_ITEMS: JournalEntry['items'] = []

/** 16 bytes over the command's type and payload, as hex: another request under the same id has another. */
export function requestHash(type: string, payload: unknown): string {
  const text = `${type} ${canonicalJson(payload as Parameters<typeof canonicalJson>[0])}`
  return hash('sha256', text, 'hex').slice(0, 32)
}

/** Turns a decision on `player` into the journal entry, the answer, and the player as the entry leaves him. */
export function buildEntry<Detail>(
  player: PlayerSnapshot,
  type: string,
  request: CommandRequest<unknown>,
  decision: Decision<Detail>,
  nowMs: number,
): Result<Built> | Refusal {
  const applied = applyPostings(player.balances, decision.postings)
  if (!applied.ok) return applied
  const after = applied.value
  const seq = player.version + 1
  const { commandId } = request
  const common = { commandId, eventId: `${player.userId}-${seq}`, occurredAtMs: nowMs }
  const outcome = decision.outcome(after)
  const answer: CommandAnswer = { ok: true, ...common, ...outcome }
  const payload = JSON.stringify({ ...common, ...outcome })
  const context = { userId: player.userId, seq, commandId, occurredAtMs: nowMs, payload }
  const { lines, head } = ledgerLines(player.balances, decision.postings, player.ledgerHash, context)
  const nonce = decision.nonce ?? player.nonce
  const state = decision.state ?? player.state
  return accept({
    answer,
    next: { ...player, version: seq, balances: after, nonce, state, ledgerHash: head },
    entry: {
      userId: player.userId,
      version: player.version,
      balances: after,
      nonce,
      state,
      ledgerHash: head,
      occurredAtMs: nowMs,
      type: decision.event.type,
      schemaVersion: decision.event.schemaVersion,
      commandId,
      requestHash: requestHash(type, request.payload),
      ...(decision.event.play && { play: decision.event.play }),
      payload,
      lines,
      items: decision.items ?? NO_ITEMS,
    },
  })
}
