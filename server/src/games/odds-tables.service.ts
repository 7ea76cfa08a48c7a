import {
  accept,
  canonicalJson,
  findTabledGame,
  type GameAnalysis,
  type Reason,
  type Refusal,
  type Result,
  refuse,
  TABLED_GAMES,
  type TabledGame,
  tableHash,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { checkTable } from './check-table.ts'
import {
  findOddsPage,
  findOddsVersion,
  findPublishedOdds,
  insertDraft,
  listOdds,
  type OddsFilter,
  type OddsVersion,
  publishDraft,
  retireOdds,
  updateDraft,
} from './odds.store.ts'

/** A table in force, as every room of the process sees it. */
export interface PublishedTable {
  readonly version: number
  readonly hash: string
  readonly table: unknown
}

/** A version with its table read and its odds worked out. */
export interface TableVersion {
  readonly odds: OddsVersion
  readonly table: unknown
  readonly analysis: GameAnalysis
}

/** Further writes of whoever changes a table (the audit log), in the same transaction. */
export type Beside = (tx: Queryable, change: { before: OddsVersion | undefined; after: OddsVersion }) => Promise<void>
/** Whether items may be granted; inside a transaction the answer holds until it ends. */
export type RefuseGrants = (via: Queryable, items: readonly string[]) => Promise<Refusal<'ITEM_UNKNOWN'> | undefined>
const NOTHING_BESIDE: Beside = async () => undefined

const RETRY_MS = 500

type DraftRefusal = 'NOT_FOUND' | 'TABLE_INVALID' | 'TABLE_NOT_DRAFT' | 'CONFLICT'
type PublishRefusal = DraftRefusal | 'RTP_OUT_OF_RANGE' | 'ITEM_UNKNOWN'

/** The odds of all games: published tables in memory, all versions from Postgres, drafting and publishing. */
export class OddsTables {
  private readonly pool: Pool
  private readonly bus: Bus
  private readonly clock: Clock
  private readonly refuseGrants: RefuseGrants
  private readonly published = new Map<string, PublishedTable>()
  private readonly loading = new Map<string, Promise<void>>()
  /** Tables never change, so their exact odds are worked out once. */
  private readonly analyses = new Map<string, GameAnalysis>()

  constructor(pool: Pool, bus: Bus, clock: Clock, log: Log, refuseGrants: RefuseGrants) {
    this.refuseGrants = refuseGrants
    this.pool = pool
    this.bus = bus
    this.clock = clock
    const reload = (games: readonly string[]) => {
      for (const game of games) {
        this.load(game).catch((error: unknown) => {
          log.error({ err: error, game }, 'an odds table could not be read; it is tried again')
          setTimeout(() => reload([game]), RETRY_MS).unref()
        })
      }
    }
    bus.on('odds', ({ game }) => reload([game]))
    bus.onResync(() => reload(Object.keys(TABLED_GAMES)))
  }

  /** The table in force, without any I/O. */
  current(game: string): PublishedTable | undefined {
    return this.published.get(game)
  }

  async loadAll(): Promise<void> {
    for (const game of Object.keys(TABLED_GAMES)) await this.load(game)
  }

  async find(game: string, version: number): Promise<TableVersion | undefined> {
    const odds = await findOddsVersion(this.pool, game, version)
    return odds && this.analysed(odds)
  }

  async findPublished(game: string): Promise<TableVersion | undefined> {
    const odds = await findPublishedOdds(this.pool, game)
    return odds && this.analysed(odds)
  }

  async list(game: string): Promise<TableVersion[]> {
    return (await listOdds(this.pool, game)).map((odds) => this.analysed(odds))
  }

  /** A page of versions, newest first, and how many there are in all. */
  async page(filter: OddsFilter): Promise<{ versions: TableVersion[]; total: number }> {
    const { versions, total } = await findOddsPage(this.pool, filter)
    return { versions: versions.map((odds) => this.analysed(odds)), total }
  }

  /** Keeps a new draft; it need not be publishable yet, only well formed. */
  async draft(game: string, body: unknown, note: string, beside = NOTHING_BESIDE): Promise<Result<OddsVersion>> {
    const parsed = this.parse(game, body)
    if (!parsed.ok) return parsed
    // Worked out before it is kept: a table that cannot be analysed must not lie in everybody's way.
    this.analysisOf(parsed.value)
    const draft = { ...parsed.value, note, nowMs: this.clock.nowMs() }
    return accept(
      await inTransaction(this.pool, async (tx) => {
        const after = await insertDraft(tx, draft)
        await beside(tx, { before: undefined, after })
        return after
      }),
    )
  }

  /** Changes a draft that still is what its editor saw: `seenHash` is the hash of the table he began with. */
  async redraft(
    { game, version, seenHash }: { game: string; version: number; seenHash: string },
    body: unknown,
    note: string,
    beside = NOTHING_BESIDE,
  ): Promise<Result<OddsVersion, DraftRefusal> | Refusal<Reason>> {
    const parsed = this.parse(game, body)
    if (!parsed.ok) return parsed
    this.analysisOf(parsed.value)
    return inTransaction(this.pool, async (tx) => {
      const before = await findOddsVersion(tx, game, version, 'for update')
      const refusal = refuseChange(before, seenHash)
      if (refusal) return refusal
      const after = await updateDraft(tx, { version, ...parsed.value, note })
      await beside(tx, { before, after })
      return accept(after)
    })
  }

  /** Puts a draft into force in every room of every process. */
  async publish(
    game: string,
    version: number,
    { seenHash, beside = NOTHING_BESIDE }: { seenHash?: string; beside?: Beside } = {},
  ): Promise<Result<TableVersion, PublishRefusal> | Refusal<Reason>> {
    const definition = findTabledGame(game)
    if (definition === undefined) return refuse('NOT_FOUND', 'no such game')
    const published = await inTransaction(this.pool, async (tx): Promise<Result<OddsVersion>> => {
      const before = await findOddsVersion(tx, game, version, 'for update')
      const refusal = refuseChange(before, seenHash)
      if (refusal || before === undefined) return refusal ?? refuse('NOT_FOUND', 'no such version')
      const checked = await this.check(definition, JSON.parse(before.body), tx)
      if (!checked.ok) return checked
      const after = await publishDraft(tx, game, version, this.clock.nowMs())
      await beside(tx, { before, after })
      await this.bus.publish(tx, 'odds', { game })
      return accept(after)
    })
    if (!published.ok) return published
    // It is in force whether this process can read it now or not; the bus brings it here too.
    await this.load(game).catch(() => undefined)
    return accept(this.analysed(published.value))
  }

  /** Whether a table may be published: its odds, and whether all it grants may be granted. */
  async check(
    game: TabledGame<unknown>,
    body: unknown,
    via: Queryable = this.pool,
  ): Promise<Result<{ table: unknown; analysis: GameAnalysis }>> {
    const checked = checkTable(game, body)
    if (!checked.ok) return checked
    return (await this.refuseGrants(via, game.itemsIn?.(checked.value.table) ?? [])) ?? checked
  }

  private parse(
    game: string,
    body: unknown,
  ): Result<{ game: string; body: string; hash: string }, 'NOT_FOUND' | 'TABLE_INVALID'> {
    const definition = findTabledGame(game)
    if (definition === undefined) return refuse('NOT_FOUND', 'no such game')
    const parsed = definition.tableSchema.safeParse(body)
    if (!parsed.success) return refuse('TABLE_INVALID', parsed.error.issues[0]?.message)
    const table = parsed.data
    return accept({ game, body: canonicalJson(table as Parameters<typeof canonicalJson>[0]), hash: tableHash(table) })
  }

  /**
   * Takes a table out of force without another in its place: nobody plays the game until one is published. Undefined when
   * it was not in force any more.
   */
  async stop(tx: Queryable, game: string, version: number): Promise<OddsVersion | undefined> {
    const stopped = await retireOdds(tx, game, version, this.clock.nowMs())
    if (stopped) await this.bus.publish(tx, 'odds', { game })
    return stopped
  }

  /** Reads what is in force again. */
  reload(game: string): Promise<void> {
    return this.load(game)
  }

  /** The items that the tables in force grant, as of a transaction. */
  async granted(tx: Queryable): Promise<ReadonlySet<string>> {
    const items = new Set<string>()
    for (const game of Object.values(TABLED_GAMES)) {
      const odds = game.itemsIn && (await findPublishedOdds(tx, game.id))
      for (const item of (odds && game.itemsIn?.(readTable(game, odds))) ?? []) items.add(item)
    }
    return items
  }

  /** One reading of a game after the other: an older answer must not come in over a newer one. */
  private load(game: string): Promise<void> {
    const before = this.loading.get(game) ?? Promise.resolve()
    const next = before.catch(() => undefined).then(() => this.read(game))
    this.loading.set(game, next)
    return next
  }

  private async read(game: string): Promise<void> {
    const odds = await findPublishedOdds(this.pool, game)
    const definition = findTabledGame(game)
    if (odds === undefined || definition === undefined) {
      this.published.delete(game)
      return
    }
    this.published.set(game, { version: odds.version, hash: odds.hash, table: readTable(definition, odds) })
  }

  /** A version with its exact odds. */
  analysed(odds: OddsVersion): TableVersion {
    const definition = findTabledGame(odds.game)
    if (definition === undefined) throw new TypeError(`nobody knows the game ${odds.game}`)
    const analysisOf = () => this.analysisOf(odds)
    return {
      odds,
      table: readTable(definition, odds),
      // Only when somebody asks: whoever looks a version up mostly wants its table.
      get analysis() {
        return analysisOf()
      },
    }
  }

  private analysisOf({ game, hash, body }: Pick<OddsVersion, 'game' | 'hash' | 'body'>): GameAnalysis {
    const known = this.analyses.get(hash)
    const definition = findTabledGame(game)
    if (known) return known
    if (definition === undefined) throw new TypeError(`nobody knows the game ${game}`)
    const analysis = definition.analyse(definition.tableSchema.parse(JSON.parse(body)))
    this.analyses.set(hash, analysis)
    return analysis
  }
}

const readTable = (game: TabledGame<unknown>, odds: OddsVersion): unknown =>
  game.tableSchema.parse(JSON.parse(odds.body))

function refuseChange(found: OddsVersion | undefined, seenHash: string | undefined): Refusal<DraftRefusal> | undefined {
  if (found === undefined) return refuse('NOT_FOUND', 'no such version')
  if (found.status !== 'draft') return refuse('TABLE_NOT_DRAFT', 'only a draft can be changed or published')
  if (seenHash !== undefined && seenHash !== found.hash) {
    return refuse('CONFLICT', 'somebody else has changed this draft meanwhile')
  }
  return undefined
}
