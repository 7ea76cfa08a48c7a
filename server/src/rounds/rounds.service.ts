import { type AnyRoundGame, accept, fairStream, findRoundGame, type Result, refuse } from '@casino-club/shared'
import { newServerSeed, nodeHmac } from '../fairness/index.ts'
import type { OddsTables } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import {
  closeRound,
  findDeadRounds,
  finishRound,
  insertRound,
  keepAlive,
  type RoundRow,
  voidRound,
} from './rounds.store.ts'
import type { StakeDesk } from './stake-desk.ts'
import type { RoundTerms, Stake } from './stakes.rule.ts'
import { findOpenStakes } from './stakes.store.ts'

export interface RoundsDependencies {
  readonly pool: Pool
  readonly tables: OddsTables
  readonly desk: StakeDesk
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
}

/** An open round with its secret. */
export interface OpenRound extends RoundTerms {
  /** What the seed brings; undefined where the players decide. */
  readonly outcome: object | undefined
  /** Hex; for nobody's eyes before the round has ended. */
  readonly seed: string | null
}

/** A round whose process says nothing for so long is dead. */
const ALIVE_SECONDS = 20
const KEEP_ALIVE_MS = 5_000
const PAGE = 64
const DEAD_ROUNDS = 100

/** What a round's seed brings, by the game's rules: anybody computes the same once the seed is known. */
export function outcomeOf(game: AnyRoundGame, table: unknown, roundId: number, seed: string): object | undefined {
  return game.draw?.(table, fairStream({ serverSeed: seed, clientSeed: game.id, nonce: roundId }, nodeHmac))
}

/** Rounds from their opening to their end, and the return of what dead ones held. */
export class Rounds {
  readonly desk: StakeDesk
  private readonly deps: RoundsDependencies
  private readonly alive = new Map<number, () => void>()
  private timer: NodeJS.Timeout | undefined

  constructor(deps: RoundsDependencies) {
    this.deps = deps
    this.desk = deps.desk
  }

  /** Opens a round on the table in force; `day` makes it the only one of that day. */
  async open(
    gameId: string,
    { day = null, closesAtMs = null }: { day?: string | null; closesAtMs?: number | null } = {},
  ): Promise<Result<OpenRound, 'TABLE_UNAVAILABLE' | 'CONFLICT'>> {
    const { pool, tables, clock, random } = this.deps
    const game = findRoundGame(gameId)
    const inForce = tables.current(gameId)
    if (game === undefined || inForce === undefined)
      return refuse('TABLE_UNAVAILABLE', `no ${gameId} table is published`)
    const secret = game.draw === null ? null : newServerSeed(random)
    const id = await insertRound(pool, {
      game: gameId,
      tableVersion: inForce.version,
      seed: secret?.seed ?? null,
      seedHash: secret?.hash ?? null,
      day,
      openedAtMs: clock.nowMs(),
      closesAtMs,
      aliveSeconds: day === null ? ALIVE_SECONDS : null,
    })
    if (id === undefined) return refuse('CONFLICT', 'this day has its round')
    const { table, version: tableVersion, hash: tableHash } = inForce
    const seedHash = secret?.hash.toString('hex') ?? null
    const seed = secret?.seed.toString('hex') ?? null
    const outcome = seed === null ? undefined : outcomeOf(game, table, id, seed)
    return accept({ id, game, table, tableVersion, tableHash, seedHash, outcome, seed })
  }

  /** A round read back from its row. */
  async terms(row: RoundRow): Promise<OpenRound> {
    const game = findRoundGame(row.game)
    const found = await this.deps.tables.find(row.game, row.table_version)
    if (game === undefined || found === undefined) throw new Error(`round ${row.id} has no game or table`)
    const { table, odds } = found
    return {
      id: row.id,
      game,
      table,
      tableVersion: odds.version,
      tableHash: odds.hash,
      seedHash: row.seed_hash,
      seed: row.seed,
      outcome: row.seed === null ? undefined : outcomeOf(game, table, row.id, row.seed),
    }
  }

  /** Says every few seconds that this process plays the round; `lost` is called when somebody has ended it meanwhile. */
  keepAlive(id: number, lost: () => void): void {
    this.alive.set(id, lost)
    this.timer ??= setInterval(() => void this.sayAlive(), KEEP_ALIVE_MS).unref()
  }

  /** From now on the round is nobody's business here. */
  letGo(id: number): void {
    this.alive.delete(id)
    if (this.alive.size > 0) return
    clearInterval(this.timer)
    this.timer = undefined
  }

  close(id: number): Promise<boolean> {
    return closeRound(this.deps.pool, id)
  }

  finish(id: number, outcome: object): Promise<boolean> {
    return finishRound(this.deps.pool, id, outcome, this.deps.clock.nowMs())
  }

  /** Ends a round that cannot be played and gives back what it holds; may be repeated. */
  async giveUp(round: RoundTerms): Promise<void> {
    await voidRound(this.deps.pool, round.id, this.deps.clock.nowMs())
    await this.endOpenStakes(round, (stake) => this.desk.giveBack(round, stake))
  }

  /** Settles every stake that is still open, with nothing done by its player in the round. */
  settleOpen(round: RoundTerms, outcome: object): Promise<void> {
    return this.endOpenStakes(round, (stake) => {
      const win = round.game.winOf(round.table, { userId: stake.userId, choice: stake.choice, act: null }, outcome)
      if (win === undefined) throw new Error(`a stake of round ${round.id} cannot be settled`)
      return this.desk.settle(round, stake, { act: null, win })
    })
  }

  /** Page by page until none is left. A stake that cannot be ended holds nobody else up; it stays for the next try. */
  private async endOpenStakes(
    round: RoundTerms,
    end: (stake: Stake) => Promise<{ ok: boolean; reason?: unknown }>,
  ): Promise<void> {
    let [ended, failed, after] = [0, '', 0]
    for (;;) {
      const stakes = await findOpenStakes(this.deps.pool, round.id, { after, limit: PAGE })
      const last = stakes.at(-1)
      if (last === undefined) {
        // A page has each player once: further stakes of the same players are found by beginning again.
        if (ended === 0) break
        ;[ended, failed, after] = [0, '', 0]
        continue
      }
      const answers = await Promise.all(stakes.map(end))
      ended += answers.filter(({ ok }) => ok).length
      failed = (answers.map(({ reason }) => reason).find((reason) => typeof reason === 'string') as string) ?? failed
      after = last.userId
    }
    if (failed !== '') throw new Error(`stakes of round ${round.id} could not be ended: ${failed}`)
  }

  /** Gives back the stakes of rounds whose process has died. Gives how many rounds there were. */
  async sweep(): Promise<number> {
    const dead = await findDeadRounds(this.deps.pool, DEAD_ROUNDS)
    for (const row of dead) {
      // One that cannot be ended now must not keep the others from it.
      await this.endDead(row).catch((error: unknown) => {
        this.deps.log.error({ err: error, game: row.game, roundId: row.id }, 'a dead round could not be ended')
      })
    }
    return dead.length
  }

  /** A round that was played to its end is finished; of any other what it holds goes back. */
  private async endDead(row: RoundRow): Promise<void> {
    const round = await this.terms(row)
    if (round.outcome && (await this.finish(row.id, round.outcome))) return
    this.deps.log.warn({ game: row.game, roundId: row.id }, 'a round died; its stakes go back')
    await this.giveUp(round)
  }

  private async sayAlive(): Promise<void> {
    const ids = [...this.alive.keys()]
    try {
      const living = await keepAlive(this.deps.pool, ids, ALIVE_SECONDS)
      for (const id of ids) if (!living.has(id)) this.alive.get(id)?.()
    } catch (error) {
      this.deps.log.warn({ err: error }, 'rounds could not be kept alive')
    }
  }
}
