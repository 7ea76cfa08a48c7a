import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CrashChoice,
  type CrashRoomState,
  type CrashSeat,
  elapsedAt,
  multiplierAt,
  refuse,
  STAKE_HUNDREDTHS,
} from '@casino-club/shared'
import type { Log } from '../../platform/log.ts'
import { type CrashCommand, CrashFlight, type CrashFlightDependencies } from './crash-flight.ts'

/** What everybody at the table sees; `show` changes fields, `send` lets the changes out. */
export interface CrashView {
  show(fields: Partial<Omit<CrashRoomState, 'seats' | 'last'>>): void
  seat(userId: number, seat: CrashSeat): void
  clearSeats(): void
  ended(point: number): void
  /** Whether the room must stay although nobody is in it: somebody may come back to his bet. */
  stay(staked: boolean): void
  send(): void
}

export interface CrashTableDependencies extends CrashFlightDependencies {
  readonly log: Log
}

/** 20 updates a second. */
const TICK_MS = 50
const RETRY_MS = 1_000

/** Plays one round of crash after the other for a room. When it is stopped or dies, every stake not settled goes back. */
export class CrashTable {
  private readonly deps: CrashTableDependencies
  private readonly view: CrashView
  private flight: CrashFlight | undefined
  private readonly stopping = new AbortController()
  private running: Promise<void> | undefined
  /** Set when the round in play was ended by somebody else. */
  private lost = false
  /** Whether the round in play is the last one. */
  private closing = false

  constructor(deps: CrashTableDependencies, view: CrashView) {
    this.deps = deps
    this.view = view
  }

  start(): void {
    this.running ??= this.run()
  }

  /** Ends at once; what is in the air goes back. Resolves when nothing is held any more. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  /** Lets the round in play come to its end if anybody has a stake in it, and stops then. */
  async finish(): Promise<void> {
    this.closing = true
    if (this.flight === undefined || this.flight.crashed || this.flight.bets.all.length === 0) this.stopping.abort()
    await this.running
  }

  /** Takes a bet on the round it names. */
  async bet(player: { userId: number; nickname: string }, command: CrashCommand & CrashChoice) {
    const { commandId, ...payload } = command
    const flight = this.flightOf(command.roundId)
    if (flight) return flight.bet(player, command)
    const known = await this.deps.actors.findAnswer(player.userId, 'crash.bet', { commandId, payload })
    return known ?? refuse('BETTING_CLOSED', 'this round takes no bets')
  }

  /** Cashes out of the round it names. */
  async cashOut(userId: number, command: CrashCommand) {
    const { commandId, roundId } = command
    const flight = this.flightOf(roundId)
    if (flight) return flight.cashOut(userId, command)
    const request = { commandId, payload: { roundId } }
    return (await this.deps.actors.findAnswer(userId, 'crash.cashOut', request)) ?? refuse('NO_BET', 'no such round')
  }

  private flightOf(roundId: number): CrashFlight | undefined {
    return this.flight?.round.id === roundId ? this.flight : undefined
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted && !this.closing) {
      try {
        await this.playRound()
      } catch (error) {
        if (this.stopping.signal.aborted) break
        this.deps.log.error({ err: error }, 'a round of crash failed')
        this.pause()
        await this.wait(RETRY_MS).catch(() => undefined)
      }
    }
  }

  private pause(): void {
    this.view.show({ phase: 'paused' })
    this.view.send()
  }

  private async playRound(): Promise<void> {
    const { rounds } = this.deps
    const opened = await rounds.open('crash')
    if (!opened.ok) {
      this.pause()
      return this.wait(RETRY_MS)
    }
    const flight = new CrashFlight(opened.value, this.deps, {
      seat: (userId, seat) => this.view.seat(userId, seat),
      staked: () => this.view.stay(true),
      crashed: (point) => this.showCrash(point),
    })
    this.lost = false
    rounds.keepAlive(flight.round.id, () => {
      this.lost = true
    })
    try {
      await this.takeBets(flight)
      await this.fly(flight)
      await this.settle(flight)
      await this.wait(flight.odds.pauseMs)
    } catch (error) {
      await this.giveUp(flight)
      throw error
    } finally {
      rounds.letGo(flight.round.id)
      this.view.stay(false)
    }
  }

  private async takeBets(flight: CrashFlight): Promise<void> {
    const { round, odds } = flight
    const { id: roundId, tableVersion, seedHash } = round
    this.flight = flight
    this.view.clearSeats()
    const bettingEndsAtMs = this.deps.clock.nowMs() + odds.bettingMs
    const fresh = { multiplier: STAKE_HUNDREDTHS, point: 0, seed: '', seedHash: seedHash ?? '' }
    this.view.show({ phase: 'betting', roundId, tableVersion, bettingEndsAtMs, ...fresh })
    const endsAt = this.deps.stopwatch() + odds.bettingMs
    for (let leftMs = odds.bettingMs; leftMs > 0; leftMs = endsAt - this.deps.stopwatch()) {
      this.view.send()
      await this.wait(Math.min(TICK_MS, Math.ceil(leftMs)))
    }
    this.view.show({ phase: 'closing' })
    this.view.send()
    await flight.closeBets()
    if (!(await this.deps.rounds.close(round.id))) throw new Error(`round ${round.id} was ended by somebody else`)
  }

  private async fly(flight: CrashFlight): Promise<void> {
    const { odds, outcome } = flight
    const crashesAt = elapsedAt(odds, outcome.point)
    flight.start()
    this.view.show({ phase: 'flying' })
    for (let elapsedMs = 0; !flight.crashed && elapsedMs < crashesAt; elapsedMs = flight.elapsedMs) {
      const multiplier = Math.min(multiplierAt(odds, elapsedMs), outcome.point)
      flight.cashOutReached(multiplier)
      this.view.show({ multiplier, shownAtMs: this.deps.clock.nowMs() })
      this.view.send()
      if (this.lost) throw new Error(`round ${flight.round.id} was ended by somebody else`)
      await this.wait(Math.min(TICK_MS, Math.max(Math.ceil(crashesAt - elapsedMs), 1)))
    }
    flight.crash()
  }

  private showCrash(point: number): void {
    this.view.show({ phase: 'crashed', multiplier: point, point, shownAtMs: this.deps.clock.nowMs() })
    this.view.ended(point)
    this.view.send()
  }

  /** What could not be written is tried until it is: it was decided, and Postgres must come to know it. */
  private async settle(flight: CrashFlight): Promise<void> {
    await flight.settleAll(() => this.wait(RETRY_MS))
    const finished = await this.deps.rounds.finish(flight.round.id, flight.outcome)
    // A bet is left that cannot be settled: the sweep gives it back, and the table flies on.
    if (!finished) this.deps.log.error({ roundId: flight.round.id }, 'a round of crash could not be finished')
    this.view.show({ seed: flight.round.seed ?? '' })
    this.view.send()
  }

  /** What is being written is waited for; the rest goes back, now or by whoever finds the dead round. */
  private async giveUp(flight: CrashFlight): Promise<void> {
    await flight.quiet()
    await this.deps.rounds.giveUp(flight.round).catch((error: unknown) => {
      this.deps.log.error({ err: error, roundId: flight.round.id }, 'a round could not be given up; it is tried again')
    })
    this.flight = undefined
    this.view.clearSeats()
    this.pause()
  }

  /** Rejects when the table is stopped. */
  private wait(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.stopping.signal, ref: false })
  }
}
