import {
  accept,
  MOST_SAVED_REPORTS,
  type Refusal,
  type Result,
  refuse,
  type SavedReport,
  type SavedReportBody,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import {
  countSavedBy,
  deleteSavedReport,
  findSavedReport,
  insertSavedReport,
  updateSavedReport,
} from './saved-reports.store.ts'

export interface SavedReportDependencies {
  readonly pool: Pool
  readonly clock: Clock
}
export type Saver = AuditActor & { readonly admin: { readonly adminId: number } }
type SaveRefusal = 'NOT_FOUND' | 'CONFLICT'
export type Saved = Result<SavedReport, SaveRefusal>

const TAKEN = refuse('CONFLICT', 'there is a report of this name already')
/** Takes back what was begun. */
class Refused extends Error {
  readonly refusal: Refusal<SaveRefusal>
  constructor(refusal: Refusal<SaveRefusal>) {
    super(refusal.message)
    this.refusal = refusal
  }
}
const said = ({ name, description, report, ask, shared }: SavedReportBody) => ({
  ...{ name, description, report, ask, shared },
})

/** Keeps questions to the figures under a name; each change is in the audit log. */
export class SavedReports {
  private readonly deps: SavedReportDependencies

  constructor(deps: SavedReportDependencies) {
    this.deps = deps
  }

  create(body: SavedReportBody, saver: Saver): Promise<Saved> {
    const { adminId } = saver.admin
    return this.saving(async (tx, nowMs) => {
      if ((await countSavedBy(tx, adminId)) >= MOST_SAVED_REPORTS) {
        throw new Refused(refuse('CONFLICT', `nobody keeps more than ${MOST_SAVED_REPORTS} reports`))
      }
      const id = await insertSavedReport(tx, { body, adminId, nowMs })
      if (id === undefined) throw new Refused(TAKEN)
      await this.audit(tx, saver, { action: 'saved-reports.create', id, before: null, after: said(body) })
      return findSavedReport(tx, id, adminId)
    })
  }

  /** What is another's own is not there; what is shared anybody changes who may save. */
  update(id: number, seenRevision: number, body: SavedReportBody, saver: Saver): Promise<Saved> {
    const { adminId } = saver.admin
    return this.saving(async (tx, nowMs) => {
      const before = await this.seen(tx, id, seenRevision, saver)
      if (before.shared && !body.shared && before.madeBy !== saver.admin.siteId) {
        throw new Refused(refuse('CONFLICT', 'only its maker takes a shared report back'))
      }
      if (!(await updateSavedReport(tx, id, { body, adminId, nowMs }))) throw new Refused(TAKEN)
      await this.audit(tx, saver, { action: 'saved-reports.update', id, before: said(before), after: said(body) })
      return findSavedReport(tx, id, adminId)
    })
  }

  delete(id: number, seenRevision: number, saver: Saver): Promise<Saved> {
    return this.saving(async (tx) => {
      const before = await this.seen(tx, id, seenRevision, saver)
      await deleteSavedReport(tx, id)
      await this.audit(tx, saver, { action: 'saved-reports.delete', id, before: said(before), after: null })
      return before
    })
  }

  private async seen(tx: Queryable, id: number, seenRevision: number, { admin }: Saver): Promise<SavedReport> {
    const report = await findSavedReport(tx, id, admin.adminId, true)
    if (report === undefined) throw new Refused(refuse('NOT_FOUND', 'no such report'))
    if (report.revision !== seenRevision) throw new Refused(refuse('CONFLICT', 'somebody else has changed it'))
    return report
  }

  private async saving(work: (tx: Queryable, nowMs: number) => Promise<SavedReport | undefined>): Promise<Saved> {
    const { pool, clock } = this.deps
    try {
      const report = await inTransaction(pool, (tx) => work(tx, clock.nowMs()))
      return report ? accept(report) : refuse('NOT_FOUND', 'no such report')
    } catch (error) {
      if (error instanceof Refused) return error.refusal
      throw error
    }
  }

  private audit(
    tx: Queryable,
    saver: Saver,
    { id, ...change }: { action: string; id: number; before: object | null; after: object | null },
  ): Promise<void> {
    const { before, after } = change
    return insertAudit(tx, saver, {
      ...{ action: change.action, before: before && { ...before }, after: after && { ...after } },
      ...{ targetType: 'saved-report', targetId: String(id), reason: null, atMs: this.deps.clock.nowMs() },
    })
  }
}
