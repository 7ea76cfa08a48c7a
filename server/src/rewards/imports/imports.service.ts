import { hash } from 'node:crypto'
import { accept, type Item, MAX_IMPORT_PROBLEMS, type Result, type RewardImport, refuse } from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Bus } from '../../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import {
  cancelWaitingLines,
  countLines,
  findImport,
  findNamed,
  insertImport,
  insertLines,
  moveImport,
} from './imports.store.ts'
import { type ReadFile, readFile } from './read-file.ts'
import { type CheckedFile, resolveLines } from './resolve-lines.ts'

export interface ImportDependencies {
  readonly pool: Pool
  readonly bus: Bus
  readonly clock: Clock
  readonly catalogue: { find(id: string): Item | undefined }
}

export interface Upload {
  readonly id: string
  readonly fileName: string
  readonly reason: string
  readonly csv: string
}

/** Files of grants: checked whole, looked at, started, cancelled. What becomes of a started one is the worker's. */
export class Imports {
  private readonly deps: ImportDependencies

  constructor(deps: ImportDependencies) {
    this.deps = deps
  }

  /** An import with how far it is. */
  async find(id: string): Promise<RewardImport | undefined> {
    const found = await findImport(this.deps.pool, id)
    return found && { ...found, progress: await countLines(this.deps.pool, id) }
  }

  /** Keeps a file with what it would do; one with a broken line is kept only to be looked at. */
  async upload(actor: AuditActor, upload: Upload): Promise<Result<RewardImport, 'COMMAND_ID_REUSED'>> {
    const { pool, clock } = this.deps
    const checked = await this.check(readFile(upload.csv))
    const broken = checked.problems.length > 0
    const { id, fileName, reason } = upload
    const fileHash = hash('sha256', upload.csv, 'hex')
    const made = {
      ...{ id, fileName, reason, hash: fileHash, nowMs: clock.nowMs(), createdBy: actor.admin.siteId },
      status: broken ? ('broken' as const) : ('checked' as const),
      lines: checked.lines.length,
      reach: checked.reach,
      problems: checked.problems.slice(0, MAX_IMPORT_PROBLEMS),
    }
    await inTransaction(pool, async (tx) => {
      if (!(await insertImport(tx, made))) return
      if (!broken) await insertLines(tx, id, checked.lines)
      const after = { status: made.status, hash: fileHash, fileName, lines: made.lines, ...made.reach }
      await this.audit(tx, actor, 'reward-imports.upload', { id, reason, before: null, after })
    })
    const kept = await this.find(id)
    if (kept?.hash !== fileHash || kept.reason !== reason) {
      return refuse('COMMAND_ID_REUSED', 'this command id belongs to another file')
    }
    return accept(kept)
  }

  /** Lets the worker begin with the file that was looked at. */
  start(actor: AuditActor, id: string, seenHash: string): Promise<Result<RewardImport, 'NOT_FOUND' | 'CONFLICT'>> {
    return this.move(id, 'checked', 'running', async (tx, found) => {
      if (found.hash !== seenHash) return refuse('CONFLICT', 'this is not the file that was looked at')
      const after = { status: 'running', hash: found.hash, lines: found.lines, ...found.reach }
      await this.audit(tx, actor, 'reward-imports.start', {
        id,
        reason: found.reason,
        before: { status: 'checked' },
        after,
      })
      await this.deps.bus.publish(tx, 'imports', {})
      return undefined
    })
  }

  /** Leaves out what has not been granted yet; what has been stays. */
  async cancel(actor: AuditActor, id: string): Promise<Result<RewardImport, 'NOT_FOUND' | 'CONFLICT'>> {
    const from = (await findImport(this.deps.pool, id))?.status === 'checked' ? 'checked' : 'running'
    return this.move(id, from, 'cancelled', async (tx, found) => {
      await cancelWaitingLines(tx, id)
      const after = { status: 'cancelled', ...(await countLines(tx, id)) }
      await this.audit(tx, actor, 'reward-imports.cancel', {
        id,
        reason: found.reason,
        before: { status: from },
        after,
      })
      return undefined
    })
  }

  private async check(file: ReadFile): Promise<CheckedFile> {
    const { pool, catalogue } = this.deps
    const ids = new Set<number>()
    const names = new Set<string>()
    for (const { player } of file.lines) {
      if ('nickname' in player) names.add(player.nickname)
      else ids.add(player.userId)
    }
    // A name with a zero byte is nobody's, and Postgres could not even be asked.
    const named = await findNamed(
      pool,
      [...ids],
      [...names].filter((name) => !name.includes('\0')),
    )
    return resolveLines(file, { ...named, isItem: (id) => catalogue.find(id)?.active === true })
  }

  private async move(
    id: string,
    from: RewardImport['status'],
    to: 'running' | 'cancelled',
    beside: (tx: Queryable, found: RewardImport) => Promise<ReturnType<typeof refuse<'CONFLICT'>> | undefined>,
  ): Promise<Result<RewardImport, 'NOT_FOUND' | 'CONFLICT'>> {
    const { pool, clock } = this.deps
    const moved = await inTransaction(pool, async (tx): Promise<Result<undefined, 'NOT_FOUND' | 'CONFLICT'>> => {
      const found = await findImport(tx, id, 'for update')
      if (found === undefined) return refuse('NOT_FOUND', 'no such import')
      if (found.status !== from) return refuse('CONFLICT', `this import is ${found.status}`)
      const refusal = await beside(tx, found)
      if (refusal) return refusal
      await moveImport(tx, id, { from, to, nowMs: clock.nowMs() })
      return accept(undefined)
    })
    if (!moved.ok) return moved
    const after = await this.find(id)
    return after ? accept(after) : refuse('NOT_FOUND', 'no such import')
  }

  private audit(
    tx: Queryable,
    actor: AuditActor,
    action: string,
    record: {
      id: string
      reason: string
      before: Record<string, unknown> | null
      after: Record<string, unknown>
    },
  ): Promise<void> {
    const { id, ...rest } = record
    return insertAudit(tx, actor, {
      ...{ action, targetType: 'reward-import', targetId: id },
      ...rest,
      atMs: this.deps.clock.nowMs(),
    })
  }
}
