import { setTimeout as sleep } from 'node:timers/promises'
import { type Reason, refuse } from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { Bus } from '../../platform/postgres/bus.ts'
import { type Leadership, tryLead } from '../../platform/postgres/leader.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { type PlayerActors, RefusedInTransaction } from '../../player/index.ts'
import { type RewardDependencies, rewardRule } from '../reward.rule.ts'
import { moveImport } from './imports.store.ts'
import { lineCommandId } from './line-command-id.ts'
import { findRunning, nextLines, settleFailed, settleGranted } from './lines.store.ts'
import type { ResolvedLine } from './resolve-lines.ts'

const PAGE = 100
/** At once; few, so that players do not wait for connections. */
const HANDS = 2
const POLL_MS = 1_000
/** After a fault, and while another process leads. */
const RETRY_MS = 2_000
/** Refusals that say nothing about the grant itself. */
const LATER: ReadonlySet<Reason> = new Set(['TEMPORARILY_UNAVAILABLE', 'SLOW_DOWN'])

export interface ImportWorkerDependencies {
  readonly pool: Pool
  readonly databaseUrl: string
  readonly bus: Bus
  readonly clock: Clock
  readonly actors: PlayerActors
  readonly catalogue: RewardDependencies['catalogue']
  readonly log: Log
}

/**
 * Works off the imports that were started, in one process of all. A line is one command and is marked in the transaction
 * of its grant: wherever this is cut off, another goes on with the lines that are left.
 */
export class ImportWorker {
  private readonly deps: ImportWorkerDependencies
  private readonly stopping = new AbortController()
  private running: Promise<void> | undefined
  private wake: () => void = () => undefined

  constructor(deps: ImportWorkerDependencies) {
    this.deps = deps
  }

  start(): void {
    this.deps.bus.on('imports', () => this.wake())
    this.running = this.run()
  }

  /** Resolves when the lines in hand are done. */
  async stop(): Promise<void> {
    this.stopping.abort()
    this.wake()
    await this.running
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      let leadership: Leadership | undefined
      try {
        leadership = await tryLead(this.deps.databaseUrl, 'reward-imports')
        while (leadership?.held() && !this.stopped) if (!(await this.workPage())) await this.pause(POLL_MS)
      } catch (error) {
        this.deps.log.warn({ err: error }, 'the imports met a fault; they go on in a moment')
      } finally {
        await leadership?.release()
      }
      if (!this.stopped) await this.pause(RETRY_MS)
    }
  }

  /** Until an import is started, and no longer than this. */
  private async pause(ms: number): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve
    })
    await Promise.race([woken, sleep(ms, undefined, { ref: false })])
  }

  /** One page of the oldest import; false when there is nothing to do. */
  private async workPage(): Promise<boolean> {
    const { pool, clock, log } = this.deps
    const running = await findRunning(pool)
    if (running === undefined) return false
    const lines = await nextLines(pool, running.id, PAGE)
    if (lines.length === 0) {
      await moveImport(pool, running.id, { from: 'running', to: 'done', nowMs: clock.nowMs() })
      log.info({ importId: running.id }, 'an import is done')
      return true
    }
    const left = lines.values()
    const hand = async () => {
      for (const line of left) if (!this.stopped) await this.grant(running, line)
    }
    await Promise.all(Array.from({ length: HANDS }, hand))
    return true
  }

  private async grant({ id, reason }: { id: string; reason: string }, line: ResolvedLine): Promise<void> {
    const { catalogue, bus, actors, pool } = this.deps
    const rule = rewardRule({
      catalogue,
      bus,
      source: { importId: id, line: line.line },
      beside: async (tx, _detail, { seq }) => {
        if (await settleGranted(tx, id, line.line, seq)) return
        throw new RefusedInTransaction(refuse('CONFLICT', 'the import was cancelled'))
      },
    })
    const payload = { rewards: [line.reward], reason, note: line.note }
    const answer = await actors.execute(line.userId, rule, { commandId: lineCommandId(id, line.line), payload })
    // After a conflict the line is where somebody else has put it.
    if (answer.ok || answer.reason === 'CONFLICT') return
    if (LATER.has(answer.reason)) throw new Error(`line ${line.line} of the import ${id} must wait: ${answer.reason}`)
    await settleFailed(pool, id, line.line, answer.reason)
  }
}
