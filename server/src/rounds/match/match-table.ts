import {
  type MatchOutcome,
  type MatchPhase,
  type MatchTable as MatchTerms,
  matchWin,
  type Reason,
  type Refusal,
  type RpsHand,
  refuse,
  type Throw,
  winnerOf,
} from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import { idFromWords } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import type { Answer } from '../../player/index.ts'
import type { OpenRound, Rounds } from '../rounds.service.ts'
import { PASSING } from '../stake-desk.ts'
import type { Stake } from '../stakes.rule.ts'
import { aSeat, clear, promise, reveal, type Seat, throwOf } from './match-seats.ts'

/** What both players see. */
export interface MatchView {
  show(fields: {
    phase?: MatchPhase
    roundId?: number
    stake?: number
    throwNo?: number
    maxThrows?: number
    deadlineMs?: number
    winner?: number
    by?: string
  }): void
  seats(seats: readonly (Seat & { readonly win: number; readonly shown: boolean })[]): void
  send(): void
  /** Nobody else may come in. */
  lock(): void
  /** The match has ended; it is only looked at from now on. */
  over(): void
}

export interface MatchTableDependencies {
  readonly rounds: Rounds
  readonly clock: Clock
  readonly log: Log
}

const SECOND_MS = 1_000
const RETRY_MS = 1_000

/** What a player has decided about his own play is nobody else's business, least of all his opponent's. */
const PRIVATE: ReadonlySet<Reason> = new Set<Reason>([
  'PAUSED',
  'SELF_EXCLUDED',
  'STAKE_LIMIT',
  'LOSS_LIMIT',
  'TIME_LIMIT',
  'REALITY_CHECK_DUE',
  'TOO_FAST',
])

/**
 * One match of rock, paper, scissors: both stakes in one transaction, then promise and show, then both ends in one
 * transaction. When the process dies before that, both stakes go back.
 */
export class MatchTable {
  private readonly deps: MatchTableDependencies
  private readonly view: MatchView
  private readonly stake: number
  private readonly sitting: Seat[] = []
  private phase: MatchPhase = 'waiting'
  private throwNo = 1
  private wins: ReadonlyMap<number, number> = new Map()
  /** Wakes the match when something has happened. */
  private wake: () => void = () => undefined
  private stopped = false
  private playing: Promise<void> | undefined

  constructor(deps: MatchTableDependencies, view: MatchView, stake: number) {
    this.deps = deps
    this.view = view
    this.stake = stake
    view.show({ stake })
  }

  get waiting(): boolean {
    return this.phase === 'waiting'
  }

  /** Sits a player down; the second one begins the match. */
  join(userId: number, nickname: string): Refusal | undefined {
    if (this.sitting.some((seat) => seat.userId === userId)) return refuse('CONFLICT', 'you wait here already')
    if (!this.waiting || this.sitting.length >= 2) return refuse('CONFLICT', 'this match has begun')
    this.sitting.push(aSeat(userId, nickname))
    this.show({})
    if (this.sitting.length === 2) this.begin()
    return undefined
  }

  /** Somebody's connection went or came. Before the stakes are taken, a player who goes is simply gone. */
  connection(userId: number, connected: boolean): void {
    const index = this.sitting.findIndex((seat) => seat.userId === userId)
    const seat = this.sitting[index]
    if (seat === undefined) return
    if (!connected && this.waiting) this.sitting.splice(index, 1)
    else seat.connected = connected
    this.show({})
  }

  commit(userId: number, { throwNo, commitment }: { throwNo: number; commitment: string }): Refusal | { ok: true } {
    const seat = this.sitting.find((found) => found.userId === userId)
    if (seat === undefined) return refuse('NOT_FOUND', 'you do not play here')
    if (this.phase !== 'committing' || throwNo !== this.throwNo) return refuse('TOO_LATE', 'not now')
    return this.settleStep(promise(seat, commitment))
  }

  reveal(
    userId: number,
    { throwNo, ...shown }: { throwNo: number; hand: RpsHand; salt: string },
  ): Refusal | { ok: true } {
    const seat = this.sitting.find((found) => found.userId === userId)
    if (seat === undefined) return refuse('NOT_FOUND', 'you do not play here')
    if (this.phase !== 'revealing' || throwNo !== this.throwNo) return refuse('TOO_LATE', 'not now')
    return this.settleStep(reveal(seat, shown))
  }

  /** Ends at once; stakes that are taken go back. Resolves when nothing is held any more. */
  async stop(): Promise<void> {
    this.stopped = true
    this.wake()
    await this.playing
  }

  /** Resolves when the match is over. */
  async finish(): Promise<void> {
    await this.playing
  }

  private settleStep(refusal: Refusal | undefined): Refusal | { ok: true } {
    if (refusal) return refusal
    this.show({})
    this.wake()
    return { ok: true }
  }

  private show(fields: Parameters<MatchView['show']>[0]): void {
    if (fields.phase) this.phase = fields.phase
    const open = this.phase === 'settling' || this.phase === 'over'
    this.view.show(fields)
    this.view.seats(
      this.sitting.map((seat) => ({
        ...seat,
        win: this.wins.get(seat.userId) ?? 0,
        shown: open && seat.hand !== null,
      })),
    )
    this.view.send()
  }

  private begin(): void {
    this.view.lock()
    this.playing = this.play().catch((error: unknown) => {
      this.deps.log.error({ err: error }, 'a match failed')
      this.show({ phase: 'over', by: 'void' })
    })
    void this.playing.then(() => this.view.over())
  }

  private async play(): Promise<void> {
    const { rounds } = this.deps
    this.show({ phase: 'staking' })
    const opened = await rounds.open('match')
    if (!opened.ok) return this.show({ phase: 'over', by: opened.reason })
    const round = opened.value
    rounds.keepAlive(round.id, () => void this.stop())
    try {
      const staked = await this.takeStakes(round)
      if ('ok' in staked) {
        await rounds.giveUp(round)
        const by = PRIVATE.has(staked.reason) ? 'void' : staked.reason
        return this.show({ phase: 'over', by, roundId: round.id })
      }
      const outcome = await this.throwUntilDecided(round)
      if (outcome) await this.settle(round, staked, outcome)
      else await this.giveUp(round)
    } catch (error) {
      await this.giveUp(round)
      throw error
    } finally {
      rounds.letGo(round.id)
    }
  }

  private async giveUp(round: OpenRound): Promise<void> {
    await this.deps.rounds.giveUp(round).catch((error: unknown) => {
      this.deps.log.error({ err: error, roundId: round.id }, 'a match could not be given up; it is tried again')
    })
    this.show({ phase: 'over', by: 'void' })
  }

  /** Both stakes or none; gives the first refusal. */
  private async takeStakes(round: OpenRound): Promise<readonly Stake[] | Refusal> {
    const { stake } = this
    const answers = await this.deps.rounds.desk.placeTogether(
      this.sitting.map(({ userId }) => ({
        userId,
        commandId: idFromWords(`stake ${round.id} ${userId}`),
        options: { type: 'match.stake', round, choice: { stake }, most: () => 1 },
      })),
    )
    const refused = answers.find((answer): answer is Refusal => !answer.ok && answer.reason !== 'CONFLICT')
    if (refused) return refused
    if (!answers.every(isAccepted)) return refuse('CONFLICT', 'the stakes could not be taken')
    if (!(await this.deps.rounds.close(round.id))) return refuse('TEMPORARILY_UNAVAILABLE', 'the match is gone')
    return answers.map(({ eventId }) => {
      const [userId = 0, seq = 0] = eventId.split('-').map(Number)
      return { userId, seq, bet: stake, currency: 'coins', choice: { stake } }
    })
  }

  /** Undefined when the match is stopped from outside. */
  private async throwUntilDecided(round: OpenRound): Promise<MatchOutcome | undefined> {
    const terms = round.table as MatchTerms
    const throws: Throw[] = []
    for (this.throwNo = 1; this.throwNo <= terms.maxThrows; this.throwNo++) {
      for (const seat of this.sitting) clear(seat)
      const now = { roundId: round.id, throwNo: this.throwNo, maxThrows: terms.maxThrows }
      await this.until('committing', terms.commitSeconds, now, ({ commitment }) => commitment !== null)
      if (this.sitting.every(({ commitment }) => commitment !== null)) {
        await this.until('revealing', terms.revealSeconds, now, ({ hand }) => hand !== null)
      }
      if (this.stopped) return undefined
      throws.push(throwOf(this.sitting))
      const winner = winnerOf(throwOf(this.sitting))
      const shown = this.sitting.every(({ hand }) => hand !== null)
      if (winner !== null) return { throws: throws.map(([a, b]) => [a, b]), winner, by: shown ? 'hands' : 'forfeit' }
      if (!shown) break
    }
    return { throws: throws.map(([a, b]) => [a, b]), winner: null, by: 'equal' }
  }

  /** Waits until both have done it, time is up, or the match is stopped. */
  private async until(
    phase: MatchPhase,
    seconds: number,
    fields: object,
    done: (seat: Seat) => boolean,
  ): Promise<void> {
    const ms = seconds * SECOND_MS
    this.show({ phase, deadlineMs: this.deps.clock.nowMs() + ms, ...fields })
    let late = false
    const timer = setTimeout(() => {
      late = true
      this.wake()
    }, ms)
    while (!late && !this.stopped && !this.sitting.every(done)) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    clearTimeout(timer)
  }

  /** Both ends in one transaction, tried until Postgres has them. */
  private async settle(round: OpenRound, stakes: readonly Stake[], outcome: MatchOutcome): Promise<void> {
    this.show({ phase: 'settling' })
    const parts = stakes.map((stake) => ({
      stake,
      win: matchWin(round.table as MatchTerms, { userId: stake.userId, choice: { stake: this.stake } }, outcome) ?? 0,
    }))
    for (;;) {
      const end = { outcome, nowMs: this.deps.clock.nowMs() }
      const answers = await this.deps.rounds.desk.settleTogether(round, parts, end)
      if (answers.every(isAccepted)) break
      if (this.stopped || answers.some((answer) => !answer.ok && !PASSING.has(answer.reason))) return this.giveUp(round)
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
    this.wins = new Map(parts.map(({ stake, win }) => [stake.userId, win]))
    this.show({ phase: 'over', winner: outcome.winner ?? 0, by: outcome.by })
  }
}

const isAccepted = (answer: Answer): answer is Extract<Answer, { ok: true }> => answer.ok
