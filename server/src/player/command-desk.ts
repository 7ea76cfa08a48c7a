import { refuse } from '@casino-club/shared'
import { Batches, type Gathering } from '../platform/batches.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Answer } from './actor.ts'
import type { Member, PersistAll, Together } from './together.ts'

export interface DeskOptions<Detail> {
  readonly together: Together
  readonly persist: PersistAll<Detail>
  readonly metrics: Pick<Metrics, 'commandSeconds' | 'commandsRefused'>
  readonly log: Log
  /** Commands that may wait; those beyond are refused. Left out: any number. */
  readonly maxWaiting?: number
  readonly gathering?: Gathering
}

/**
 * Commands of many players whose rows are written together: what comes in while a commit is on its way shares the next one.
 * Each stands or falls by itself, and a player's own come in their order.
 */
export class CommandDesk<Detail> {
  private readonly options: DeskOptions<Detail>
  private readonly batches: Batches<Member<object, Detail>, Answer>

  constructor(options: DeskOptions<Detail>) {
    this.options = options
    this.batches = new Batches({
      ...options.gathering,
      work: (members) => this.commit(members),
      keyOf: ({ userId }) => userId,
    })
  }

  /** Never rejects. */
  async hand(member: Member<object, Detail>): Promise<Answer> {
    const { metrics, maxWaiting = Number.POSITIVE_INFINITY } = this.options
    const { type } = member.rule
    const stop = metrics.commandSeconds.startTimer({ type })
    const full = this.batches.length >= maxWaiting
    const answer = full ? refuse('TOO_BUSY', 'too many wait for the same') : await this.batches.hand(member)
    stop()
    if (!answer.ok) metrics.commandsRefused.inc({ type, reason: answer.reason })
    return answer
  }

  private async commit(members: readonly Member<object, Detail>[]): Promise<Answer[]> {
    const { together, persist, log } = this.options
    try {
      return await together.execute(members, persist, 'each')
    } catch (error) {
      log.error({ err: error, types: [...new Set(members.map(({ rule }) => rule.type))] }, 'commands met a defect')
      return members.map(() => refuse('INTERNAL', 'this cannot be written'))
    }
  }
}
