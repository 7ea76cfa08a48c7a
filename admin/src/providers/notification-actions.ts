import {
  holdReleaseReply,
  queueBoardReply,
  type RedriveBody,
  type RedriveReply,
  redriveReply,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'

/** What is done about notifications that could not be sent. Each call resolves only when the server has done it. */
export interface NotificationActions {
  /** With `dryRun` it only counts. */
  redrive(order: RedriveBody): Promise<RedriveReply>
  /** How many go on. */
  releaseHold(id: number, reason: string): Promise<number>
  /** Has the board of queues opened for this browser; gives its address. */
  openQueues(): Promise<string>
}

export function createNotificationActions(http: Http): NotificationActions {
  const path = '/api/admin/notifications'
  return {
    redrive: async (body) =>
      await parsed(await http.authorized(`${path}/dead-letters/redrive`, { method: 'POST', body }), redriveReply),
    releaseHold: async (id, reason) => {
      const options = { method: 'POST', body: { reason } } as const
      return (await parsed(await http.authorized(`${path}/holds/${id}/release`, options), holdReleaseReply)).released
    },
    openQueues: async () => {
      const answer = await http.authorized('/api/admin/queues/pass', { method: 'POST', body: {}, keepsCookie: true })
      return (await parsed(answer, queueBoardReply)).path
    },
  }
}
