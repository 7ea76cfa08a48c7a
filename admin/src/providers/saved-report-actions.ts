import {
  type SavedReport,
  type SavedReportBody,
  type SavedReportRun,
  savedReportDeletedReply,
  savedReportRunReply,
  savedReportSchema,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'

/** What is done about saved reports. Each call resolves only when the server has done it. */
export interface SavedReportActions {
  createReport(body: SavedReportBody): Promise<SavedReport>
  /** `seenRevision` is that of the report the editor began with. */
  updateReport(id: number, seenRevision: number, body: SavedReportBody): Promise<SavedReport>
  deleteReport(id: number, seenRevision: number): Promise<unknown>
  runReport(id: number): Promise<SavedReportRun>
}

export const SAVED_REPORTS = '/api/admin/saved-reports'

export function createSavedReportActions(http: Http): SavedReportActions {
  const send = (path: string, method: 'POST' | 'PUT', body: unknown) =>
    http.authorized(`${SAVED_REPORTS}${path}`, { method, body })
  return {
    createReport: async (body) => await parsed(await send('', 'POST', body), savedReportSchema),
    updateReport: async (id, seenRevision, body) =>
      await parsed(await send(`/${id}`, 'PUT', { seenRevision, body }), savedReportSchema),
    deleteReport: async (id, seenRevision) =>
      await parsed(await send(`/${id}/delete`, 'POST', { seenRevision }), savedReportDeletedReply),
    runReport: async (id) => await parsed(await http.authorized(`${SAVED_REPORTS}/${id}/run`), savedReportRunReply),
  }
}
