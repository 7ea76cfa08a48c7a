import {
  type PushCleanupCounts,
  type PushCleanupOrder,
  type PushCleanupRun,
  type PushDashboard,
  type PushOrigin,
  type PushSettings,
  type PushSettingsOrder,
  pushCleanupReply,
  pushDashboardReply,
  pushOriginsReply,
  pushRunsReply,
  pushSettingsSchema,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'

/** What is looked up and done about web push. Each call resolves only when the server has done it. */
export interface PushActions {
  pushDashboard(): Promise<PushDashboard>
  pushOrigins(): Promise<PushOrigin[]>
  /** Lets a push service be asked again at once. */
  releaseOrigin(origin: string, reason: string): Promise<PushOrigin[]>
  pushSettings(): Promise<PushSettings>
  writePushSettings(order: PushSettingsOrder): Promise<PushSettings>
  /** What a clean-up would do now; nothing is changed. */
  previewPushCleanup(order: PushCleanupOrder): Promise<PushCleanupCounts>
  cleanUpPush(order: PushCleanupOrder): Promise<PushCleanupCounts>
  /** The newest ones. */
  pushRuns(): Promise<PushCleanupRun[]>
}

const PATH = '/api/admin/push'
const CLEANUP = '/api/push/subscription/cleanup'

export function createPushActions(http: Http): PushActions {
  const send = (path: string, method: 'POST' | 'PUT', body: object) => http.authorized(path, { method, body })
  return {
    pushDashboard: async () => await parsed(await http.authorized(`${PATH}/dashboard`), pushDashboardReply),
    pushOrigins: async () => await parsed(await http.authorized(`${PATH}/origins`), pushOriginsReply),
    releaseOrigin: async (origin, reason) =>
      await parsed(await send(`${PATH}/origins/release`, 'POST', { origin, reason }), pushOriginsReply),
    pushSettings: async () => await parsed(await http.authorized(`${PATH}/settings`), pushSettingsSchema),
    writePushSettings: async (order) => await parsed(await send(`${PATH}/settings`, 'PUT', order), pushSettingsSchema),
    previewPushCleanup: async (order) =>
      await parsed(await send(`${CLEANUP}?preview=true`, 'POST', order), pushCleanupReply),
    cleanUpPush: async (order) => await parsed(await send(CLEANUP, 'POST', order), pushCleanupReply),
    pushRuns: async () => await parsed(await http.authorized(`${PATH}/runs`), pushRunsReply),
  }
}
