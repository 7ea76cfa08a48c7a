import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestPlayer } from '../players.ts'
import type { Acknowledged } from '../swarm.ts'

/** A spin that was asked for and may or may not have happened. */
export interface Sent {
  readonly player: TestPlayer
  readonly commandId: string
}

const POLL_MS = 10
const PATIENCE_MS = 300_000

/** What the players of a fault run asked for and what they were told: the proof holds the books against it. */
export class Diary {
  /** By command id. */
  readonly acknowledged = new Map<string, Acknowledged>()
  /** Asked for, and the outcome not known. */
  readonly open = new Map<string, Sent>()
  /** Answers that say something else than an earlier answer to the same command. */
  readonly contradictions: string[] = []
  readonly refused: Record<string, number> = {}
  /** Answers that were marked as repeats. */
  replayed = 0
  /** Times that TEMPORARILY_UNAVAILABLE was answered. */
  unavailable = 0

  send(player: TestPlayer): Sent {
    const sent = { player, commandId: randomUUID() }
    this.open.set(sent.commandId, sent)
    return sent
  }

  /** Notes an answer; false when it leaves the outcome open, so that it must be asked for again under the same id. */
  take({ commandId, player: { userId } }: Sent, reply: Record<string, unknown>): boolean {
    if (reply.ok !== true) return this.takeRefusal(commandId, String(reply.reason))
    this.open.delete(commandId)
    if (reply.replayed === true) this.replayed++
    const spin = { userId, commandId, eventId: String(reply.eventId), win: Number(reply.win) }
    const before = this.acknowledged.get(commandId)
    if (before !== undefined && (before.eventId !== spin.eventId || before.win !== spin.win)) {
      this.contradictions.push(
        `${commandId}: ${before.eventId} won ${before.win}, then ${spin.eventId} won ${spin.win}`,
      )
    }
    this.acknowledged.set(commandId, before ?? spin)
    return true
  }

  private takeRefusal(commandId: string, reason: string): boolean {
    if (reason === 'TEMPORARILY_UNAVAILABLE') {
      this.unavailable++
      return false
    }
    this.open.delete(commandId)
    this.refused[reason] = (this.refused[reason] ?? 0) + 1
    return true
  }

  /** Refusals for another reason than that a player's coins are gone. */
  get failed(): number {
    return Object.entries(this.refused).reduce(
      (sum, [why, count]) => (why === 'INSUFFICIENT_FUNDS' ? sum : sum + count),
      0,
    )
  }

  /** Waits for a number of acknowledged spins, while `playing` goes on. */
  async reaches(count: number, playing: Promise<void>): Promise<void> {
    let ended = false
    const giveUpMs = performance.now() + PATIENCE_MS
    const end = () => {
      ended = true
    }
    playing.then(end, end)
    while (this.acknowledged.size < count) {
      if (ended)
        throw new Error(`play ended after ${this.acknowledged.size} spins of ${count}: all connections are gone`)
      if (performance.now() > giveUpMs)
        throw new Error(`only ${this.acknowledged.size} spins of ${count} in five minutes`)
      await sleep(POLL_MS)
    }
  }
}
