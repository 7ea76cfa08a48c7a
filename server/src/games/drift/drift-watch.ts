import { drawsOfLook, type KindAnalysis, measureDrift, thresholdOfLook } from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { Metrics } from '../../platform/metrics.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import type { OddsVersion } from '../odds.store.ts'
import type { OddsTables } from '../odds-tables.service.ts'
import { addCounts, type DriftCheck, insertCheck, lastLooks, readCounts } from './drift.store.ts'
import { OutcomeCounts } from './outcome-counts.ts'

const FLUSH_MS = 2_000

/** A look that has taken a table out of force, and the table as it is now. */
export interface DriftStop {
  readonly check: DriftCheck
  readonly table: OddsVersion
}

export interface DriftWatchDependencies {
  readonly pool: Pool
  readonly tables: OddsTables
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Pick<Metrics, 'driftStops'>
  /** Further writes about a stop (the audit log), in the same transaction. */
  readonly stopped: (tx: Queryable, stop: DriftStop) => Promise<void>
}

/**
 * Counts what this process draws and holds it against the exact odds. A table is looked at after 1,000 draws and each time
 * they have doubled; one that is off is stopped everywhere, audited and counted, and a fair one is stopped with a chance of at most
 * FALSE_ALARM_RATE for each of its kinds of play, over its whole life.
 */
export class DriftWatch {
  readonly counts = new OutcomeCounts()
  private readonly deps: DriftWatchDependencies
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> = Promise.resolve()

  constructor(deps: DriftWatchDependencies) {
    this.deps = deps
  }

  start(): void {
    this.timer = setInterval(() => void this.flush(), FLUSH_MS).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.flush()
  }

  /** Writes down what was drawn and looks where a look is due; never rejects. */
  flush(): Promise<void> {
    this.running = this.running.then(() => this.flushNow())
    return this.running
  }

  private async flushNow(): Promise<void> {
    const counts = this.counts.take()
    if (counts.length === 0) return
    try {
      await addCounts(this.deps.pool, counts)
    } catch (error) {
      // Whether they were written is not known; draws that are lost measure nothing askew, draws counted twice would.
      this.deps.log.warn({ err: error }, 'some draws were not counted')
      return
    }
    const tables = new Map(counts.map(({ game, tableVersion }) => [`${game} ${tableVersion}`, { game, tableVersion }]))
    for (const { game, tableVersion } of tables.values()) {
      await this.look(game, tableVersion).catch((error: unknown) => {
        this.deps.log.error({ err: error, game, tableVersion }, 'a table could not be looked at')
      })
    }
  }

  private async look(game: string, tableVersion: number): Promise<void> {
    const { pool, tables } = this.deps
    const version = await tables.find(game, tableVersion)
    if (version === undefined) return
    const counted = await readCounts(pool, game, tableVersion)
    const looks = await lastLooks(pool, game, tableVersion)
    for (const kind of version.analysis.kinds) {
      const counts = counted.get(kind.kind)
      if (counts === undefined) continue
      const check = checkKind(kind, counts, looks.get(kind.kind) ?? 0)
      if (check) await this.settle({ game, tableVersion, ...check })
    }
  }

  private async settle(check: DriftCheck): Promise<void> {
    const { pool, tables, clock, log, metrics } = this.deps
    const { game, tableVersion, kind, draws, pValue, alarm } = check
    const table = await inTransaction(pool, async (tx: Queryable) => {
      if (!(await insertCheck(tx, check, clock.nowMs())) || !alarm) return undefined
      const stopped = await tables.stop(tx, game, tableVersion)
      if (stopped) await this.deps.stopped(tx, { check, table: stopped })
      return stopped
    })
    if (table === undefined) return
    metrics.driftStops.inc({ game })
    await tables.reload(game)
    log.error({ game, tableVersion, kind, draws, pValue }, 'A TABLE DRAWS OTHER ODDS THAN ITS OWN and has been stopped')
  }
}

/** The look that is due, if one is. */
function checkKind(kind: KindAnalysis, counts: ReadonlyMap<string, number>, lastLook: number) {
  const draws = [...counts.values()].reduce((sum, count) => sum + count, 0)
  let look = lastLook
  // Draws may have doubled more than once since: the looks between are skipped, and their share of the rate stays unused.
  while (draws >= drawsOfLook(look + 1)) look++
  if (look === lastLook) return undefined
  const result = measureDrift(kind, counts)
  const threshold = thresholdOfLook(look)
  return { kind: kind.kind, look, threshold, ...result, alarm: result.pValue < threshold }
}
