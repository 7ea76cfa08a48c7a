import {
  accept,
  analyseSlot,
  canonicalJson,
  type Result,
  refuse,
  type SlotAnalysis,
  type SlotTable,
  slotTableHash,
  slotTableSchema,
} from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { Bus } from '../../platform/postgres/bus.ts'
import { inTransaction, type Pool } from '../../platform/postgres/pool.ts'
import {
  findOddsVersion,
  findPublishedOdds,
  insertDraft,
  listOdds,
  type OddsVersion,
  publishDraft,
} from '../odds.store.ts'
import { checkSlotTable, type PublishRefusal } from './publish-slot.ts'
import type { PublishedSlot } from './slot.rule.ts'

const GAME = 'slot'

/** A version with its table read and its odds worked out. */
export interface SlotVersion {
  readonly odds: OddsVersion
  readonly table: SlotTable
  readonly analysis: SlotAnalysis
}

/** The slot's odds: the published table in memory, all versions from Postgres, publishing. */
export class SlotTables {
  private readonly pool: Pool
  private readonly bus: Bus
  private readonly clock: Clock
  private published: PublishedSlot | undefined
  /** Tables never change, so their exact odds are worked out once. */
  private readonly analyses = new Map<string, SlotAnalysis>()

  constructor(pool: Pool, bus: Bus, clock: Clock, log: Log) {
    this.pool = pool
    this.bus = bus
    this.clock = clock
    const reload = () => {
      this.load().catch((error: unknown) => log.error({ err: error }, 'the slot table could not be read'))
    }
    bus.on('odds', ({ game }) => {
      if (game === GAME) reload()
    })
    bus.onResync(reload)
  }

  /** The table in force, without any I/O. */
  current(): PublishedSlot | undefined {
    return this.published
  }

  async load(): Promise<void> {
    const odds = await findPublishedOdds(this.pool, GAME)
    this.published = odds && { version: odds.version, hash: odds.hash, table: parseTable(odds) }
  }

  async find(version: number): Promise<SlotVersion | undefined> {
    const odds = await findOddsVersion(this.pool, GAME, version)
    return odds && this.analysed(odds)
  }

  async findPublished(): Promise<SlotVersion | undefined> {
    const odds = await findPublishedOdds(this.pool, GAME)
    return odds && this.analysed(odds)
  }

  async list(): Promise<SlotVersion[]> {
    return (await listOdds(this.pool, GAME)).map((odds) => this.analysed(odds))
  }

  /** Keeps a draft; it need not be publishable yet, only well formed. */
  async draft(body: unknown, note: string): Promise<Result<number, 'TABLE_INVALID'>> {
    const parsed = slotTableSchema.safeParse(body)
    if (!parsed.success) return refuse('TABLE_INVALID', parsed.error.issues[0]?.message)
    const table = parsed.data
    const draft = {
      game: GAME,
      body: canonicalJson(table),
      hash: slotTableHash(table),
      note,
      nowMs: this.clock.nowMs(),
    }
    return accept(await inTransaction(this.pool, (tx) => insertDraft(tx, draft)))
  }

  /** Puts a draft into force in every room of every process. */
  async publish(version: number): Promise<Result<SlotVersion, PublishRefusal | 'NOT_FOUND' | 'TABLE_NOT_DRAFT'>> {
    const odds = await findOddsVersion(this.pool, GAME, version)
    if (odds === undefined) return refuse('NOT_FOUND', 'no such version')
    const checked = checkSlotTable(JSON.parse(odds.body))
    if (!checked.ok) return checked
    const published = await inTransaction(this.pool, async (tx) => {
      if (!(await publishDraft(tx, GAME, version, this.clock.nowMs()))) return false
      await this.bus.publish(tx, 'odds', { game: GAME })
      return true
    })
    if (!published) return refuse('TABLE_NOT_DRAFT', 'only a draft can be published')
    await this.load()
    return accept(this.analysed((await findOddsVersion(this.pool, GAME, version)) ?? odds))
  }

  private analysed(odds: OddsVersion): SlotVersion {
    const table = parseTable(odds)
    const analysis = this.analyses.get(odds.hash) ?? analyseSlot(table)
    this.analyses.set(odds.hash, analysis)
    return { odds, table, analysis }
  }
}

const parseTable = (odds: OddsVersion): SlotTable => slotTableSchema.parse(JSON.parse(odds.body))
