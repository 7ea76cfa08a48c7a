import type { MergeDone, MergePreview } from '@casino-club/shared'
import { newCommandId } from './club.ts'
import type { Answer, Json, Requests } from './requests.ts'

type Account = { readonly userId: number }

/** What a merge would come to now. */
export const previewMerge = (door: Requests, token: string, from: Account, into: Account, more: object = {}) =>
  door.post<MergePreview>(
    `/api/admin/players/${into.userId}/merge`,
    { dryRun: true, fromUserId: from.userId, ...more },
    token,
  )

/** The body of a merge of both accounts as they are now. */
export async function aMerge(door: Requests, token: string, from: Account, into: Account, changes: object = {}) {
  const { body } = await previewMerge(door, token, from, into)
  return {
    dryRun: false,
    commandId: newCommandId(),
    fromUserId: from.userId,
    reason: 'one person, two accounts',
    expectedVersion: body.into?.version ?? 1,
    expectedFromVersion: body.from?.version ?? 1,
    ...changes,
  }
}

export const sendMerge = (
  door: Requests,
  token: string,
  into: Account,
  body: object,
): Promise<Answer<MergeDone & Json>> => door.post(`/api/admin/players/${into.userId}/merge`, body, token)

/** Merges two accounts as they are now. */
export const merge = async (door: Requests, token: string, from: Account, into: Account, changes: object = {}) =>
  sendMerge(door, token, into, await aMerge(door, token, from, into, changes))
