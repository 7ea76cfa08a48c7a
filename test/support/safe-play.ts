import type { LimitId, SafePlayReply, Usage } from '@casino-club/shared'
import { newCommandId } from './club.ts'
import type { Requests } from './requests.ts'
import type { Sql } from './sql.ts'

type Player = { readonly accessToken: string }

/** Asks for something under `/api/safe-play`; a command id is made unless the body has one. */
export const safely = ({ post }: Requests, player: Player, path: string, body: object = {}) =>
  post<Record<string, unknown>>(`/api/safe-play/${path}`, { commandId: newCommandId(), ...body }, player.accessToken)

export const setLimit = (door: Requests, player: Player, limit: LimitId, value: number | null) =>
  safely(door, player, 'limits', { limit, value })

export const standingOf = async ({ get }: Requests, player: Player): Promise<SafePlayReply> =>
  (await get<SafePlayReply>('/api/safe-play', player.accessToken)).body

/** What was used of a limit, as the player is told. */
export async function usedOf(door: Requests, player: Player, limit: LimitId): Promise<number | undefined> {
  return (await standingOf(door, player)).limits.find((found) => found.limit === limit)?.used
}

/** The usage as it stands in the player's row. */
export async function usageOf(sql: Sql, userId: number): Promise<Usage | undefined> {
  const [row] = await sql<{ usage: Usage | null }>(
    `select state #> '{safe,usage}' as usage from players where user_id = $1`,
    [userId],
  )
  return row?.usage ?? undefined
}
