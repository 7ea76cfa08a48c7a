import type { BoardPage } from '@casino-club/shared'
import { newCommandId, type TestClub, type TestPlayer } from './club.ts'

/** Writes a play into the history, beside the books: what a board counts, to the millisecond and the coin. */
export async function record(
  club: Pick<TestClub, 'sql'>,
  userId: number,
  play: { readonly net: number; readonly atMs: number; readonly game?: string },
): Promise<void> {
  const { net, atMs, game = 'slot' } = play
  const at = new Date(atMs).toISOString()
  await club.sql(
    `insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version,
       bet, win, payload)
     select $1, coalesce(max(seq), 0) + 1000, ($2::timestamptz at time zone 'UTC')::date, $2, 'slot.spun', 1, $3, $4, 1,
       $5, $6, '{}' from player_events where user_id = $1`,
    [userId, at, newCommandId(), game, Math.max(-net, 0), Math.max(net, 0)],
  )
}

/** A board as a player sees it. */
export async function boardOf(club: TestClub, player: TestPlayer, board: string, query = ''): Promise<BoardPage> {
  const { status, body } = await club.get<BoardPage>(`/api/leaderboards/${board}${query}`, player.accessToken)
  if (status !== 200) throw new Error(`the board answered ${status}`)
  return body
}

export const ranksOf = ({ rows }: BoardPage) => rows.map(({ rank, nickname, score }) => [rank, nickname, score])
