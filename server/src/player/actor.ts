import { setTimeout as sleep } from 'node:timers/promises'
import { accept, fairStream, type HmacSha256, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Built, buildEntry, type CommandAnswer, type CommandRequest, requestHash } from './build-entry.ts'
import { countFlow } from './count-flow.ts'
import type { Journal } from './journal.ts'
import { Mailbox } from './mailbox.ts'
import type { PlayerStore } from './player.store.ts'
import type { CommandRule, PersistingRule, PlayerSnapshot, PlayGuard, RecordedPlay } from './player.types.ts'
import { RefusedInTransaction } from './refused-in-transaction.ts'

export type Rule<Payload, Detail> = CommandRule<Payload, Detail> | PersistingRule<Payload, Detail, Queryable>
export type Answer = CommandAnswer | Refusal

export interface ActorDependencies {
  readonly journal: Journal
  readonly store: PlayerStore
  readonly clock: Clock
  readonly hmac: HmacSha256
  readonly log: Log
  readonly metrics: Pick<Metrics, 'commandSeconds' | 'commandsRefused'>
  readonly guard: PlayGuard
  /** Told of every play this process has committed, once. */
  readonly played: (play: RecordedPlay) => void
}

const MAILBOX_CAPACITY = 64
/** How often a command is decided again after its player was changed elsewhere. */
export const MAX_CONFLICTS = 20
/** Waits between tries while Postgres is away; together some seconds, then the caller must ask again. */
export const FAULT_DELAYS_MS = [50, 200, 500, 1_000, 2_000]

/** What one try of a command came to; `again` means that the player's row was not what we thought. */
export type Attempt = Answer | 'again'

/** A player whose other commands wait: what a command of several players is made of. */
export interface HeldPlayer {
  read(): Promise<PlayerSnapshot | undefined>
  /** Forgets the cached row; the next reading is Postgres's. */
  forget(): void
  decide<P, D>(
    rule: CommandRule<P, D>,
    request: CommandRequest<P>,
    player: PlayerSnapshot,
  ): Result<{ built: Built; detail: D }>
  /** What a refusal comes to: itself, the answer that was given before, or `again`. */
  refuse(type: string, request: CommandRequest<unknown>, player: PlayerSnapshot, refusal: Refusal): Promise<Attempt>
  answerKnown(type: string, request: CommandRequest<unknown>): Promise<Answer | undefined>
  /** Shows what has been committed. */
  took(built: Built): void
}

/**
 * One player in this process: a cached row and a mailbox. The cache may be stale, since every write is conditional on
 * the version it was decided on; then the row is read again and the command decided anew, under the same command id.
 */
export class PlayerActor {
  readonly userId: number
  private readonly deps: ActorDependencies
  private readonly mailbox = new Mailbox(MAILBOX_CAPACITY)
  private snapshot: PlayerSnapshot | undefined
  private readonly listeners = new Set<(player: PlayerSnapshot) => void>()

  constructor(userId: number, deps: ActorDependencies) {
    this.userId = userId
    this.deps = deps
  }

  get idle(): boolean {
    return this.mailbox.idle
  }

  get version(): number {
    return this.snapshot?.version ?? 0
  }

  /** Calls back with the player after every change this process learns of, until the answer is called. */
  listen(listener: (player: PlayerSnapshot) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  drain(): Promise<void> {
    return this.mailbox.drain()
  }

  /** The player as Postgres has him now; undefined for an id without a player. */
  refresh(): Promise<PlayerSnapshot | undefined> {
    return this.mailbox.run(() => this.reload())
  }

  /** Decides and journals a command, once per command id however often it is asked; never throws. */
  async execute<Payload, Detail>(rule: Rule<Payload, Detail>, request: CommandRequest<Payload>): Promise<Answer> {
    if (this.mailbox.full) return this.count(rule.type, refuse('SLOW_DOWN', 'too many commands are waiting'))
    const stop = this.deps.metrics.commandSeconds.startTimer({ type: rule.type })
    const answer = await this.mailbox.run(() => this.runThroughFaults(rule, request))
    stop()
    return this.count(rule.type, answer)
  }

  get full(): boolean {
    return this.mailbox.full
  }

  /** The answer this command id was given before, if any. */
  findAnswer(type: string, request: CommandRequest<unknown>): Promise<Answer | undefined> {
    return this.answerKnown(type, request)
  }

  /** Keeps this player's other commands waiting while `work` runs. Several players are held in rising order of their ids. */
  hold<T>(work: (held: HeldPlayer) => Promise<T>): Promise<T> {
    const held: HeldPlayer = {
      read: async () => this.snapshot ?? (await this.reload()),
      forget: () => {
        this.snapshot = undefined
      },
      decide: (rule, request, player) => this.decide(rule, request, player),
      refuse: (type, request, player, refusal) => this.refuseUnlessKnown(type, request, player, refusal),
      answerKnown: (type, request) => this.answerKnown(type, request),
      took: (built) => this.took(built),
    }
    return this.mailbox.run(() => work(held))
  }

  private took({ entry, next }: Built): void {
    this.replace(next)
    if (entry.play) this.deps.played(entry.play)
  }

  private count(type: string, answer: Answer): Answer {
    if (!answer.ok) this.deps.metrics.commandsRefused.inc({ type, reason: answer.reason })
    return answer
  }

  /**
   * A fault leaves the outcome unknown; the next try finds it by its command id, or decides again. What a
   * constraint refuses is a defect: it has left nothing behind and would only come again.
   */
  private async runThroughFaults<P, D>(rule: Rule<P, D>, request: CommandRequest<P>): Promise<Answer> {
    for (const delayMs of [...FAULT_DELAYS_MS, undefined]) {
      try {
        return await this.runThroughConflicts(rule, request)
      } catch (error) {
        this.snapshot = undefined
        const { userId } = this
        if (this.deps.journal.isDefect(error)) {
          this.deps.log.error({ err: error, userId, type: rule.type }, 'a command met a defect')
          return refuse('INTERNAL', 'this command cannot be carried out')
        }
        this.deps.log.warn({ err: error, userId, type: rule.type }, 'a command met a fault')
        if (delayMs !== undefined) await sleep(delayMs)
      }
    }
    return refuse('TEMPORARILY_UNAVAILABLE', 'the outcome is not known yet; ask again with the same command id')
  }

  private async runThroughConflicts<P, D>(rule: Rule<P, D>, request: CommandRequest<P>): Promise<Answer> {
    for (let conflict = 0; conflict < MAX_CONFLICTS; conflict++) {
      const player = this.snapshot ?? (await this.reload())
      if (player === undefined) return refuse('NOT_FOUND', 'no such player')
      const attempt = await this.attempt(rule, request, player)
      if (attempt !== 'again') return attempt
      // Whoever holds the row needs a moment; the first tries hardly wait.
      await sleep(conflict)
    }
    throw new Error(`the player changed ${MAX_CONFLICTS} times while one command was decided`)
  }

  private async attempt<P, D>(rule: Rule<P, D>, request: CommandRequest<P>, player: PlayerSnapshot): Promise<Attempt> {
    const decided = this.decide(rule, request, player)
    if (!decided.ok) return this.refuseUnlessKnown(rule.type, request, player, decided)
    const { built, detail } = decided.value
    const took = await this.write(rule, built, detail)
    if (typeof took !== 'boolean') return (await this.answerKnown(rule.type, request)) ?? took
    if (!took) {
      await this.reload()
      return (await this.answerKnown(rule.type, request)) ?? 'again'
    }
    if (built.entry.play) this.deps.played(built.entry.play)
    return built.answer
  }

  /** The pure part. What it throws is a defect of ours and would be thrown again, so it ends the command at once. */
  private decide<P, D>(
    rule: Rule<P, D>,
    request: CommandRequest<P>,
    player: PlayerSnapshot,
  ): Result<{ built: Built; detail: D }> {
    // Whatever the command: nothing is given to an account that nobody can enter, and nothing taken from it.
    if (player.state.mergedInto !== undefined) {
      return refuse('ACCOUNT_MERGED', `this account was made one with ${player.state.mergedInto}`)
    }
    const nowMs = this.deps.clock.nowMs()
    const { seeds, nonce } = player
    const draw = () => fairStream({ ...seeds, nonce }, this.deps.hmac)
    try {
      const { payload } = request
      const { guard } = this.deps
      const asked = rule.asks?.({ player, payload })
      const refused = asked && guard.refuse(player, asked, nowMs)
      if (refused) return refused
      const decided = rule.decide({ player, payload, nowMs, draw })
      if (!decided.ok) return decided
      const decision = countFlow(guard, player, asked, decided.value, nowMs)
      const built = buildEntry(player, rule.type, request, decision, nowMs)
      return built.ok ? accept({ built: built.value, detail: decision.detail }) : built
    } catch (error) {
      this.deps.log.error({ err: error, userId: this.userId, type: rule.type }, 'a rule failed')
      return refuse('INTERNAL', 'the command failed and changed nothing')
    }
  }

  /** Whether the entry took; a refusal when the rows of its slice did not allow it. */
  private async write<P, D>(rule: Rule<P, D>, { entry, next }: Built, detail: D): Promise<boolean | Refusal> {
    if ('persist' in rule) {
      const { userId, occurredAtMs, commandId } = entry
      const at = { userId, seq: next.version, occurredAtMs, commandId }
      const took = await this.deps.journal
        .commitWith(entry, (tx) => rule.persist(tx, detail, at))
        .catch((error: unknown) => {
          if (error instanceof RefusedInTransaction) return error.refusal
          throw error
        })
      if (typeof took !== 'boolean') return took
      // What its slice wrote is read back rather than guessed.
      if (took) await this.reload()
      return took
    }
    const took = await this.deps.journal.commit(entry)
    if (took) this.replace(next)
    return took
  }

  /**
   * A refusal stands only if it was decided on the newest row and the command was never accepted: the first spin may
   * have taken the last coins, and its repeat must still be answered.
   */
  private async refuseUnlessKnown(
    type: string,
    request: CommandRequest<unknown>,
    player: PlayerSnapshot,
    refusal: Refusal,
  ): Promise<Attempt> {
    const known = await this.answerKnown(type, request)
    if (known !== undefined) return known
    if ((await this.deps.store.version(this.userId)) === player.version) return refusal
    await this.reload()
    return 'again'
  }

  private async answerKnown(type: string, request: CommandRequest<unknown>): Promise<Answer | undefined> {
    const known = await this.deps.store.findCommand(this.userId, request.commandId)
    if (known === undefined) return undefined
    if (known.requestHash !== requestHash(type, request.payload)) {
      return refuse('COMMAND_ID_REUSED', 'this command id belongs to another request')
    }
    return { ...(JSON.parse(known.payload) as CommandAnswer), ok: true, replayed: true }
  }

  private async reload(): Promise<PlayerSnapshot | undefined> {
    this.snapshot = await this.deps.store.load(this.userId)
    if (this.snapshot) this.replace(this.snapshot)
    return this.snapshot
  }

  private replace(next: PlayerSnapshot): void {
    this.snapshot = next
    for (const listener of this.listeners) listener(next)
  }
}
