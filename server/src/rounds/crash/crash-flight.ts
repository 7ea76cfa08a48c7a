import {
  CRASH_ROUND,
  type CrashAct,
  type CrashChoice,
  type CrashTable as CrashOdds,
  type CrashOutcome,
  type CrashSeat,
  crashStep,
  decideCashOut,
  type Refusal,
  refuse,
  STAKE_HUNDREDTHS,
} from '@casino-club/shared'
import type { Clock, Stopwatch } from '../../platform/clock.ts'
import type { Answer, PlayerActors, RecordedPlay } from '../../player/index.ts'
import type { OpenRound, Rounds } from '../rounds.service.ts'
import { PASSING } from '../stake-desk.ts'
import { type CrashBet, CrashBets, type OwnCommand, paidFor } from './crash-bets.ts'

export interface CrashFlightDependencies {
  readonly rounds: Rounds
  readonly actors: PlayerActors
  /** Told of every point drawn, once. */
  readonly drawn: (play: Pick<RecordedPlay, 'game' | 'tableVersion' | 'counted'>) => void
  readonly clock: Clock
  readonly stopwatch: Stopwatch
}

/** Who is told of what becomes of a bet, and of the crash. */
export interface CrashWitness {
  seat(userId: number, seat: CrashSeat): void
  /** Somebody has a stake in the round from now on. */
  staked(): void
  crashed(point: number): void
}

export interface CrashCommand {
  readonly commandId: string
  readonly roundId: number
}

/**
 * One round with its bets. This process's stopwatch decides where a cash-out was; a bet is decided once, and what was
 * decided is in Postgres before anybody is told.
 */
export class CrashFlight {
  readonly round: OpenRound
  readonly odds: CrashOdds
  readonly bets = new CrashBets()
  private readonly deps: CrashFlightDependencies
  private readonly witness: CrashWitness
  /** By the stopwatch; undefined before it flies. */
  private startedAt: number | undefined
  /** Whether bets are taken. */
  private open = true
  crashed = false

  constructor(round: OpenRound, deps: CrashFlightDependencies, witness: CrashWitness) {
    this.round = round
    this.odds = round.table as CrashOdds
    this.deps = deps
    this.witness = witness
  }

  get outcome(): CrashOutcome {
    return this.round.outcome as CrashOutcome
  }

  get elapsedMs(): number {
    return this.startedAt === undefined ? 0 : this.deps.stopwatch() - this.startedAt
  }

  /** Takes a bet, once per command id and once per player. */
  async bet(player: { userId: number; nickname: string }, command: CrashCommand & CrashChoice): Promise<Answer> {
    const { commandId, roundId, ...choice } = command
    const { userId, nickname } = player
    const request = { commandId, payload: { roundId, ...choice } }
    const before = this.bets.find(userId)
    if (before && !(await before.placing).ok) return this.bet(player, command)
    if (before || !this.open) {
      const known = await this.deps.actors.findAnswer(userId, 'crash.bet', request)
      return known ?? (before ? refuse('ALREADY_BET', 'one bet a round') : refuse('BETTING_CLOSED', 'no bets now'))
    }
    const options = { type: 'crash.bet', round: this.round, choice, most: () => 1 }
    const placing = this.deps.rounds.desk.place(userId, request, options)
    const bet: CrashBet = { userId, nickname, choice, placing }
    this.bets.add(bet)
    const answer = await placing
    if (!answer.ok) this.bets.remove(userId)
    else {
      const seq = Number(answer.eventId.split('-')[1])
      bet.stake = { userId, seq, bet: choice.bet, currency: 'coins', choice }
      this.witness.seat(userId, { nickname, bet: choice.bet, cashedOutAt: 0, win: 0 })
      this.witness.staked()
    }
    return answer
  }

  /** No more bets; resolves when those under way are taken or refused. */
  async closeBets(): Promise<void> {
    this.open = false
    await Promise.all(this.bets.all.map(({ placing }) => placing))
    this.bets.seal()
  }

  start(): void {
    this.startedAt = this.deps.stopwatch()
  }

  /** Cashes out where the flight is now, by the server's clock; told too late, it says by how much. */
  async cashOut(userId: number, { commandId, roundId }: CrashCommand): Promise<Answer | (Refusal & { point: number })> {
    const request = { commandId, payload: { roundId } }
    const bet = this.bets.find(userId)
    if (bet?.stake === undefined) return refuse('NO_BET', 'no bet in this round')
    if (bet.end) {
      await bet.end.settled
      const known = await this.deps.actors.findAnswer(userId, 'crash.cashOut', request)
      return known ?? this.alreadyEnded(bet)
    }
    if (this.startedAt === undefined) return refuse('NOT_FLYING', 'the round has not begun')
    const decided = decideCashOut(this.odds, this.outcome, this.elapsedMs)
    if (!decided.ok) {
      if (decided.reason !== 'TOO_LATE') return decided
      this.crash()
      return { ...decided, point: this.outcome.point }
    }
    // Its own cash-out came first, even if no tick has seen it yet.
    const cashedOutAt = Math.min(decided.cashedOutAt, bet.choice.autoCashOut ?? decided.cashedOutAt)
    return this.end(bet, { cashedOutAt }, { type: 'crash.cashOut', ...request })
  }

  private alreadyEnded({ end }: CrashBet): Refusal {
    if (end?.act === null) return refuse('TOO_LATE', `it crashed at ${this.outcome.point / STAKE_HUNDREDTHS}`)
    return refuse('ALREADY_SETTLED', 'this bet has been cashed out')
  }

  /** Cashes out the bets whose own multiplier the flight has reached. */
  cashOutReached(multiplier: number): void {
    for (const bet of this.bets.takeReached(multiplier)) {
      void this.end(bet, { cashedOutAt: bet.choice.autoCashOut ?? multiplier })
    }
  }

  /** The one moment of the crash: from here on nothing can be cashed out. */
  crash(): void {
    if (this.crashed) return
    this.crashed = true
    const { point } = this.outcome
    this.cashOutReached(point)
    for (const bet of this.bets.open) void this.end(bet, null)
    this.deps.drawn({
      game: 'crash',
      tableVersion: this.round.tableVersion,
      counted: [{ kind: CRASH_ROUND, outcome: crashStep(point) }],
    })
    this.witness.crashed(point)
  }

  /**
   * Resolves when everything decided is in Postgres, or cannot be put there however often it is tried; `rest` is waited
   * for between tries. One player's bet that cannot be settled holds nobody else up.
   */
  async settleAll(rest: () => Promise<void>): Promise<void> {
    for (const bet of this.bets.all) {
      while (bet.end && bet.stake) {
        const answer = await bet.end.settled
        this.show(bet, answer)
        if (answer.ok || !PASSING.has(answer.reason)) break
        await rest()
        bet.end = { ...bet.end, settled: this.settle(bet, bet.end, bet.end.command) }
      }
    }
  }

  /** Resolves when nothing is being written any more, whatever came of it. */
  async quiet(): Promise<void> {
    await this.closeBets()
    await Promise.all(this.bets.all.map(({ end }) => end?.settled))
  }

  /** Decides a bet for good and settles it; the seat shows it once it is in Postgres. */
  private async end(bet: CrashBet, act: CrashAct, command?: OwnCommand): Promise<Answer> {
    const win = paidFor(bet.choice, act)
    const settled = this.settle(bet, { act, win }, command)
    bet.end = { act, win, command, settled }
    const answer = await settled
    this.show(bet, answer)
    return answer
  }

  /** Shows an end once it is in Postgres. */
  private show({ userId, nickname, choice, end }: CrashBet, answer: Answer): void {
    if (!answer.ok || end === undefined) return
    const cashedOutAt = end.act?.cashedOutAt ?? 0
    this.witness.seat(userId, { nickname, bet: choice.bet, cashedOutAt, win: end.win })
  }

  /** What was decided stands: where the player's own command id is taken, it is settled without it. */
  private async settle(
    { stake }: CrashBet,
    end: { readonly act: CrashAct; readonly win: number },
    command: OwnCommand | undefined,
  ): Promise<Answer> {
    if (stake === undefined) throw new TypeError('a bet without a stake has nothing to settle')
    const { desk } = this.deps.rounds
    const answer = await desk.settle(this.round, stake, end, command)
    if (answer.ok || command === undefined || answer.reason !== 'COMMAND_ID_REUSED') return answer
    return desk.settle(this.round, stake, end)
  }
}
