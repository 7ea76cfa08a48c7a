import { type CrashAct, type CrashChoice, crashWin } from '@casino-club/shared'
import type { Answer } from '../../player/index.ts'
import type { Stake } from '../stakes.rule.ts'

export interface OwnCommand {
  readonly type: string
  readonly commandId: string
  readonly payload: object
}

/** A bet of the round in the air. */
export interface CrashBet {
  readonly userId: number
  readonly nickname: string
  readonly choice: CrashChoice
  /** The answer to the command that placed it. */
  readonly placing: Promise<Answer>
  /** There once the stake is taken. */
  stake?: Stake
  /** What has been decided about it; it is never decided twice. */
  end?: {
    readonly act: CrashAct
    readonly win: number
    /** The player's own command, where there was one. */
    readonly command: OwnCommand | undefined
    readonly settled: Promise<Answer>
  }
}

/** The bets of one round, one a player. */
export class CrashBets {
  private readonly byPlayer = new Map<number, CrashBet>()
  /** Bets that cash out by themselves, the lowest first. */
  private automatic: CrashBet[] = []

  find(userId: number): CrashBet | undefined {
    return this.byPlayer.get(userId)
  }

  add(bet: CrashBet): void {
    this.byPlayer.set(bet.userId, bet)
  }

  remove(userId: number): void {
    this.byPlayer.delete(userId)
  }

  get all(): CrashBet[] {
    return [...this.byPlayer.values()]
  }

  /** Taken and not decided yet. */
  get open(): CrashBet[] {
    return this.all.filter(({ stake, end }) => stake !== undefined && end === undefined)
  }

  /** No more bets come: puts those that cash out by themselves in order. */
  seal(): void {
    this.automatic = this.open
      .filter(({ choice }) => choice.autoCashOut !== undefined)
      .sort((a, b) => targetOf(a) - targetOf(b))
  }

  /** Takes out the bets whose own cash-out the flight has reached. */
  takeReached(multiplier: number): CrashBet[] {
    const next = this.automatic.findIndex((bet) => targetOf(bet) > multiplier)
    const reached = this.automatic.splice(0, next === -1 ? this.automatic.length : next)
    return reached.filter(({ end }) => end === undefined)
  }
}

const targetOf = ({ choice }: CrashBet): number => choice.autoCashOut ?? Number.POSITIVE_INFINITY

/** What a bet is paid for its act. */
export function paidFor({ bet }: CrashChoice, act: CrashAct): number {
  return act === null ? 0 : crashWin(bet, act.cashedOutAt)
}
