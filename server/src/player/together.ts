import { setTimeout as sleep } from 'node:timers/promises'
import { type Refusal, refuse } from '@casino-club/shared'
import type { Log } from '../platform/log.ts'
import { isOfOneRow } from '../platform/postgres/one-by-one.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Answer, FAULT_DELAYS_MS, type HeldPlayer, MAX_CONFLICTS } from './actor.ts'
import type { PlayerActors } from './actors.ts'
import type { Built, CommandRequest } from './build-entry.ts'
import type { Journal } from './journal.ts'
import type { CommandRule, EventPosition } from './player.types.ts'
import { PartsRefused, RefusedInTransaction } from './refused-in-transaction.ts'

/** One player's part in a command of several. */
export interface Member<Payload, Detail> {
  readonly userId: number
  readonly rule: CommandRule<Payload, Detail>
  readonly request: CommandRequest<Payload>
}

/** Writes the rows of all parts, in the transaction of their events. */
export type PersistAll<Detail> = (
  tx: Queryable,
  rows: readonly { readonly detail: Detail; readonly at: EventPosition }[],
) => Promise<void>

interface Part<Detail> {
  readonly held: HeldPlayer
  readonly built: Built
  readonly detail: Detail
  readonly readsBack: boolean
}

const NOBODY: ReadonlySet<number> = new Set()
/** Conflicts until those whose rows are free go on without the others. */
const PATIENCE = 3
const LEFT_OUT = refuse('CONFLICT', 'another player’s part was refused')

/**
 * Commands of several players in one transaction, each player once. `all`: the parts stand or fall together, as the two
 * stakes of a match do. `each`: they only share the commit, and a part that is refused leaves the others alone.
 */
export class Together {
  private readonly actors: PlayerActors
  private readonly journal: Journal
  private readonly log: Log

  constructor(actors: PlayerActors, journal: Journal, log: Log) {
    this.actors = actors
    this.journal = journal
    this.log = log
  }

  /** Answers in the order of the members; rejects only for a defect, such as a player who is named twice. */
  async execute<P, D>(
    members: readonly Member<P, D>[],
    persist: PersistAll<D>,
    mode: 'all' | 'each',
  ): Promise<Answer[]> {
    const userIds = members.map(({ userId }) => userId)
    if (new Set(userIds).size < userIds.length) throw new TypeError('a player takes part once')
    return this.actors.holdAll(userIds, (held) => this.throughFaults(members, held, persist, mode))
  }

  private async throughFaults<P, D>(
    members: readonly Member<P, D>[],
    held: ReadonlyMap<number, HeldPlayer>,
    persist: PersistAll<D>,
    mode: 'all' | 'each',
  ): Promise<Answer[]> {
    for (const delayMs of [...FAULT_DELAYS_MS, undefined]) {
      try {
        return await this.throughConflicts(members, held, persist, mode)
      } catch (error) {
        if (error instanceof PartsRefused && mode === 'each') {
          return this.without(error.refusals, members, held, persist)
        }
        for (const player of held.values()) player.forget()
        const again = error instanceof RefusedInTransaction || this.journal.isDefect(error) || isOfOneRow(error)
        if (again && mode === 'each' && members.length > 1) return this.oneByOne(members, held, persist)
        if (error instanceof RefusedInTransaction) return members.map(() => error.refusal)
        if (this.journal.isDefect(error)) return this.giveUp(members, error)
        this.log.warn({ err: error, players: members.length }, 'a command of several players met a fault')
        if (delayMs !== undefined) await sleep(delayMs)
      }
    }
    return members.map(() => refuse('TEMPORARILY_UNAVAILABLE', 'the outcome is not known yet; ask again'))
  }

  /** The rows say whose parts they refuse: the others go on. */
  private async without<P, D>(
    refusals: ReadonlyMap<number, Refusal>,
    members: readonly Member<P, D>[],
    held: ReadonlyMap<number, HeldPlayer>,
    persist: PersistAll<D>,
  ): Promise<Answer[]> {
    const others = members.filter(({ userId }) => !refusals.has(userId))
    if (others.length === members.length) throw new Error('the rows refuse somebody who takes no part')
    const answers = others.length === 0 ? [] : await this.throughFaults(others, held, persist, 'each')
    const byPlayer = new Map<number, Answer | undefined>(others.map(({ userId }, index) => [userId, answers[index]]))
    return members.map(({ userId }) => refusals.get(userId) ?? byPlayer.get(userId) ?? LEFT_OUT)
  }

  /** One part that the rows refuse must not take the others down, and one that waits for a row must not keep them. */
  private async oneByOne<P, D>(
    members: readonly Member<P, D>[],
    held: ReadonlyMap<number, HeldPlayer>,
    persist: PersistAll<D>,
  ): Promise<Answer[]> {
    const answers = await Promise.all(members.map((member) => this.throughFaults([member], held, persist, 'each')))
    return answers.flat()
  }

  /** Whose rows somebody else holds must not keep the others waiting for them: the others first, then each by himself. */
  private async apart<P, D>(
    members: readonly Member<P, D>[],
    held: ReadonlyMap<number, HeldPlayer>,
    persist: PersistAll<D>,
    stuck: ReadonlySet<number>,
  ): Promise<Answer[]> {
    const free = members.filter(({ userId }) => !stuck.has(userId))
    const rest = members.filter(({ userId }) => stuck.has(userId))
    const answered = [
      ...(await this.throughFaults(free, held, persist, 'each')),
      ...(await this.oneByOne(rest, held, persist)),
    ]
    const byPlayer = new Map([...free, ...rest].map(({ userId }, index) => [userId, answered[index]]))
    return members.map(({ userId }) => byPlayer.get(userId) ?? LEFT_OUT)
  }

  private giveUp(members: readonly Member<never, never>[] | readonly unknown[], error: unknown): Answer[] {
    this.log.error({ err: error, players: members.length }, 'a command of several players met a defect')
    return members.map(() => refuse('INTERNAL', 'this command cannot be carried out'))
  }

  private async throughConflicts<P, D>(
    members: readonly Member<P, D>[],
    held: ReadonlyMap<number, HeldPlayer>,
    persist: PersistAll<D>,
    mode: 'all' | 'each',
  ): Promise<Answer[]> {
    const answers = new Map<number, Answer>()
    for (let conflict = 0; conflict < MAX_CONFLICTS; conflict++) {
      const parts = await this.decideAll(members, held, answers)
      const refused = [...answers.values()].some(({ ok }) => !ok)
      if (mode === 'all' && refused) return members.map(({ userId }) => answers.get(userId) ?? LEFT_OUT)
      const stuck = await this.commit(members, parts, answers, persist)
      if (stuck.size === 0) return members.map(({ userId }) => answers.get(userId) ?? LEFT_OUT)
      const others = members.some(({ userId }) => !stuck.has(userId))
      if (mode === 'each' && conflict >= PATIENCE && others) return this.apart(members, held, persist, stuck)
      await sleep(conflict)
    }
    throw new Error(`players changed ${MAX_CONFLICTS} times while one command of several was decided`)
  }

  /** The parts of all members that have no answer yet; refusals and known answers go to `answers`. */
  private async decideAll<P, D>(
    members: readonly Member<P, D>[],
    held: ReadonlyMap<number, HeldPlayer>,
    answers: Map<number, Answer>,
  ): Promise<Part<D>[]> {
    const parts: Part<D>[] = []
    const open = members.filter(({ userId }) => !answers.has(userId))
    // Whoever is not known yet is read with the others, by one statement.
    await Promise.all(open.map(({ userId }) => held.get(userId)?.read()))
    for (const { userId, rule, request } of open) {
      const player = held.get(userId)
      if (player === undefined) continue
      const part = await decide(player, rule, request)
      if ('ok' in part) answers.set(userId, part)
      else parts.push(part)
    }
    return parts
  }

  /** The players whose parts kept the others out; none: every part has its answer now. */
  private async commit<P, D>(
    members: readonly Member<P, D>[],
    parts: readonly Part<D>[],
    answers: Map<number, Answer>,
    persist: PersistAll<D>,
  ): Promise<ReadonlySet<number>> {
    if (parts.length === 0) return NOBODY
    const rows = parts.map(({ built: { entry, next }, detail }) => ({
      detail,
      at: { userId: entry.userId, seq: next.version, occurredAtMs: entry.occurredAtMs, commandId: entry.commandId },
    }))
    const entries = parts.map(({ built }) => built.entry)
    const leftOut = await this.journal.commitTogether(entries, (tx) => persist(tx, rows))
    if (leftOut.size === 0) {
      for (const { held, built } of parts) {
        held.took(built)
        answers.set(built.entry.userId, built.answer)
      }
      await readAgain(parts)
      return NOBODY
    }
    for (const { held, built } of parts.filter(({ built }) => leftOut.has(built.entry.userId))) {
      held.forget()
      const member = members.find(({ userId }) => userId === built.entry.userId)
      const known = member && (await held.answerKnown(member.rule.type, member.request))
      if (known) answers.set(built.entry.userId, known)
    }
    return leftOut
  }
}

/** Where that fails they are read at their next commands: what was committed stands. */
async function readAgain(parts: readonly Part<unknown>[]): Promise<void> {
  const changed = parts.filter(({ readsBack }) => readsBack).map(({ held }) => held)
  for (const held of changed) held.forget()
  await Promise.all(changed.map((held) => held.read().catch(() => undefined)))
}

async function decide<P, D>(
  held: HeldPlayer,
  rule: CommandRule<P, D>,
  request: CommandRequest<P>,
): Promise<Answer | Part<D>> {
  for (let change = 0; change < MAX_CONFLICTS; change++) {
    const player = await held.read()
    if (player === undefined) return refuse('NOT_FOUND', 'no such player')
    const decided = held.decide(rule, request, player)
    if (decided.ok) return { held, ...decided.value, readsBack: rule.readsBack ?? false }
    const attempt = await held.refuse(rule.type, request, player, decided)
    if (attempt !== 'again') return attempt
  }
  throw new Error(`a player changed ${MAX_CONFLICTS} times while his part was decided`)
}
