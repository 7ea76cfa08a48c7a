import { type Reason, refuse } from '@casino-club/shared'
import { idFromWords } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { type Answer, CommandDesk, type PersistAll, RefusedInTransaction, type Together } from '../player/index.ts'
import { finishRound } from './rounds.store.ts'
import {
  type PlaceOptions,
  placeRule,
  type RoundTerms,
  returnRule,
  type Stake,
  type StakeChange,
  settleRule,
} from './stakes.rule.ts'
import { writeStakes } from './stakes.store.ts'

/** Refusals after which the same settlement may yet take. */
export const PASSING: ReadonlySet<Reason> = new Set<Reason>(['TEMPORARILY_UNAVAILABLE', 'SLOW_DOWN', 'CONFLICT'])

type DeskMetrics = Pick<Metrics, 'commandSeconds' | 'commandsRefused'>

/**
 * Places, settles and returns stakes of many players: what comes in while a commit is on its way shares the next one.
 * A player's own come in their order.
 */
export class StakeDesk {
  private readonly together: Together
  private readonly desk: CommandDesk<StakeChange>

  constructor(together: Together, metrics: DeskMetrics, log: Log) {
    this.together = together
    this.desk = new CommandDesk({ together, persist: writeStakes, metrics, log })
  }

  /** Takes a stake, once per command id. */
  place(userId: number, request: { commandId: string; payload: object }, options: PlaceOptions): Promise<Answer> {
    return this.desk.hand({ userId, rule: placeRule(options), request })
  }

  /** Ends a stake. Without a command of the player's own, the stake names it. */
  settle(
    round: RoundTerms,
    stake: Stake,
    end: { readonly act: object | null; readonly win: number },
    command?: { readonly type: string; readonly commandId: string; readonly payload: object },
  ): Promise<Answer> {
    const type = command?.type ?? 'stake.settle'
    return this.desk.hand({
      userId: stake.userId,
      rule: settleRule(type, round, stake, end),
      request: command ?? this.ownRequest('settle', round, stake),
    })
  }

  /** Gives a stake of a void round back. */
  giveBack(round: RoundTerms, stake: Stake): Promise<Answer> {
    return this.desk.hand({
      userId: stake.userId,
      rule: returnRule(round, stake),
      request: this.ownRequest('return', round, stake),
    })
  }

  /** Both stakes of a match, or neither. */
  placeTogether(parts: readonly { userId: number; commandId: string; options: PlaceOptions }[]): Promise<Answer[]> {
    const members = parts.map(({ userId, commandId, options }) => ({
      userId,
      rule: placeRule(options),
      request: { commandId, payload: options.choice },
    }))
    return this.together.execute(members, writeStakes, 'all')
  }

  /** The ends of both stakes of a match and of its round, or nothing. */
  settleTogether(
    round: RoundTerms,
    parts: readonly { stake: Stake; win: number }[],
    end: { readonly outcome: object; readonly nowMs: number },
  ): Promise<Answer[]> {
    const members = parts.map(({ stake, win }) => ({
      userId: stake.userId,
      rule: settleRule('stake.settle', round, stake, { act: null, win }),
      request: this.ownRequest('settle', round, stake),
    }))
    const persist: PersistAll<StakeChange> = async (tx, rows) => {
      await writeStakes(tx, rows)
      if (await finishRound(tx, round.id, end.outcome, end.nowMs)) return
      throw new RefusedInTransaction(refuse('ALREADY_SETTLED', 'the match has ended'))
    }
    return this.together.execute(members, persist, 'all')
  }

  private ownRequest(verb: string, round: RoundTerms, { userId, seq }: Stake) {
    const payload = { roundId: round.id, stakeId: `${userId}-${seq}` }
    return { commandId: idFromWords(`${verb} ${round.id} ${payload.stakeId}`), payload }
  }
}
