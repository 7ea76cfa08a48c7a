import { type Stopwatch, systemStopwatch } from '../platform/clock.ts'

const TICK_MS = 25
/** A room's changes go out together, ten ticks apart at the least. */
const REST_TICKS = 10

/** One room's place in the ticker. */
export interface PatchSlot {
  readonly send: () => void
  /** The tick from which on it may send again. */
  notBefore: number
}

export function patchSlot(send: () => void): PatchSlot {
  return { send, notBefore: 0 }
}

/**
 * Sends rooms' state: a change at the next tick, the following ones four times a second. A reply carries its outcome
 * itself, so a player who spins fast gets one patch for many spins. One timer serves every room of the process, rooms
 * keep to the ticks they happened to begin with, so that no tick sends to all, and none runs while nothing changes: those
 * that passed meanwhile are counted by the stopwatch.
 */
export class PatchTicker {
  private readonly dirty = new Set<PatchSlot>()
  private timer: NodeJS.Timeout | undefined
  private now = 0
  /** When the last tick was, in ms of the stopwatch. */
  private tickedMs: number
  private readonly failed: (error: unknown) => void
  private readonly stopwatch: Stopwatch

  constructor(failed: (error: unknown) => void, stopwatch: Stopwatch = systemStopwatch) {
    this.failed = failed
    this.stopwatch = stopwatch
    this.tickedMs = stopwatch()
  }

  /** Sends at the slot's next tick, once however often it is asked for. */
  request(slot: PatchSlot): void {
    this.catchUp()
    this.dirty.add(slot)
    this.timer ??= setTimeout(() => this.tick(), TICK_MS)
  }

  /** Sends with something that goes to the same devices now, where the room has rested; else at its tick. */
  sendAlong(slot: PatchSlot): void {
    this.catchUp()
    if (slot.notBefore > this.now) {
      this.request(slot)
      return
    }
    this.dirty.delete(slot)
    slot.notBefore = this.now + REST_TICKS
    this.send(slot)
  }

  /** A room that cannot send must not keep the others from it. */
  private send(slot: PatchSlot): void {
    try {
      slot.send()
    } catch (error) {
      this.failed(error)
    }
  }

  /** Forgets a room that closes. */
  forget(slot: PatchSlot): void {
    this.dirty.delete(slot)
  }

  /** Counts the ticks of a time in which none ran. */
  private catchUp(): void {
    if (this.timer !== undefined) return
    const passed = Math.floor((this.stopwatch() - this.tickedMs) / TICK_MS)
    this.now += passed
    this.tickedMs += passed * TICK_MS
  }

  private tick(): void {
    this.timer = undefined
    this.now++
    this.tickedMs = this.stopwatch()
    for (const slot of this.dirty) {
      if (slot.notBefore > this.now) continue
      this.dirty.delete(slot)
      slot.notBefore = this.now + REST_TICKS
      this.send(slot)
    }
    if (this.dirty.size > 0) this.timer ??= setTimeout(() => this.tick(), TICK_MS)
  }
}
