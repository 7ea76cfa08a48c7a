import { accept, refuse } from '@casino-club/shared'
import { nodeHmac } from '../fairness/index.ts'
import { type ActorDependencies, PlayerActor } from './actor.ts'
import type { JournalEntry } from './journal.ts'
import { aPlayer, COMMAND_ID, NOON_MS } from './player.fixture.ts'
import type { KnownCommand } from './player.store.ts'
import type { CommandRule, PlayerSnapshot, PlayGuard } from './player.types.ts'

/** A club without limits. */
const NO_LIMITS: PlayGuard = { refuse: () => undefined, count: (state) => state }

/** What a constraint says. */
export const DEFECT = new Error('check violated')
export const LOST = new Error('connection lost')
type CommitStep = 'take' | 'take, then lose the answer' | Error

/** One player in a database of the smallest kind; it writes as the real one does, on the version alone. */
class FakeBooks {
  row: PlayerSnapshot | undefined
  readonly known = new Map<string, KnownCommand>()
  readonly entries: JournalEntry[] = []
  /** How the next commits end; when nothing is left, they take. */
  commits: CommitStep[] = []
  loads = 0
  loadFaults = 0

  constructor(row: PlayerSnapshot | undefined) {
    this.row = row
  }

  async load(): Promise<PlayerSnapshot | undefined> {
    this.loads++
    if (this.loadFaults-- > 0) throw LOST
    return this.row
  }

  async version(): Promise<number | undefined> {
    return this.row?.version
  }

  async findCommand(_userId: number, commandId: string): Promise<KnownCommand | undefined> {
    return this.known.get(commandId)
  }

  async commit(entry: JournalEntry): Promise<boolean> {
    const step = this.commits.shift() ?? 'take'
    if (step instanceof Error) throw step
    const { row } = this
    if (row === undefined || row.version !== entry.version || this.known.has(entry.commandId)) return false
    const { balances, nonce, state, ledgerHash, requestHash, payload } = entry
    this.row = { ...row, version: row.version + 1, balances, nonce, state, ledgerHash }
    this.known.set(entry.commandId, { seq: this.row.version, requestHash, payload })
    this.entries.push(entry)
    if (step === 'take, then lose the answer') throw LOST
    return true
  }

  async commitWith(entry: JournalEntry, persist: (tx: never) => Promise<void>): Promise<boolean> {
    const took = await this.commit(entry)
    if (took) await persist(undefined as never)
    return took
  }

  isDefect(error: unknown): boolean {
    return error === DEFECT
  }

  drain = async () => undefined

  /** Somebody else, in another process, changes the player. */
  changeElsewhere(coins: number): void {
    if (this.row) this.row = { ...this.row, version: this.row.version + 1, balances: { ...this.row.balances, coins } }
  }
}

/** Takes the coins asked for; says what it decided on. */
export const pay: CommandRule<{ price: number }> = {
  type: 'test.pay',
  decide: ({ player, payload: { price } }) =>
    price > player.balances.coins
      ? refuse('INSUFFICIENT_FUNDS')
      : accept({
          event: { type: 'wallet.corrected', schemaVersion: 1 },
          postings: [{ currency: 'coins', amount: -price, counterAccount: 'house:correction', reason: 'test' }],
          outcome: ({ coins }) => ({ coins }),
          detail: undefined,
        }),
}

/** An actor of player 7 on books of his own, and a short way to ask him. */
export function anActor(row: PlayerSnapshot | 'nobody' = aPlayer(), guard: PlayGuard = NO_LIMITS) {
  const books = new FakeBooks(row === 'nobody' ? undefined : row)
  const refused: string[] = []
  const metrics = {
    commandSeconds: { startTimer: () => () => 0 },
    commandsRefused: { inc: ({ reason }: { reason: string }) => refused.push(reason) },
  }
  const deps = {
    journal: books,
    store: books,
    clock: { nowMs: () => NOON_MS },
    hmac: nodeHmac,
    guard,
    played: () => undefined,
    log: { error: () => undefined, warn: () => undefined },
    metrics,
  } as unknown as ActorDependencies
  const actor = new PlayerActor(7, deps)
  const ask = (price = 100, commandId = COMMAND_ID) => actor.execute(pay, { commandId, payload: { price } })
  return { actor, books, refused, ask }
}
