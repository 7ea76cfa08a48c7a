import { setTimeout as sleep } from 'node:timers/promises'
import type { CommandReply, SlotSpinOutcome } from '@casino-club/shared'
import { newCommandId, type PlayerRoom, type TestClub, type TestPlayer } from './club.ts'
import type { Answer, Requests } from './requests.ts'
import type { Sql } from './sql.ts'

export type SpinReply = CommandReply<'slot.spin'>
export type AcceptedSpin = SlotSpinOutcome & { ok: true; replayed?: true }

/** Everything the books hold about a player; equal before and after means that nothing has changed. */
export async function booksOf(sql: Sql, userId: number) {
  const [player] = await sql<{ coins: number; gems: number; tickets: number; version: number; nonce: number }>(
    'select coins, gems, tickets, version, nonce, state, encode(ledger_hash, $2) as head from players where user_id = $1',
    [userId, 'hex'],
  )
  const [counts] = await sql<{ events: number; commands: number; lines: number; net: number }>(
    `select (select count(*) from player_events where user_id = $1) as events,
       (select count(*) from player_commands where user_id = $1) as commands,
       (select count(*) from ledger_entries where user_id = $1) as lines,
       (select coalesce(sum(amount), 0)::bigint from ledger_entries where user_id = $1 and currency = 'coins') as net`,
    [userId],
  )
  if (player === undefined || counts === undefined) throw new Error(`there is no player ${userId}`)
  return { ...player, ...counts }
}

/** The books once nothing of the player is under way any more: what a killed process had sent may still be written. */
export async function settledBooksOf(sql: Sql, userId: number) {
  for (let before = await booksOf(sql, userId); ; ) {
    await sleep(500)
    // Waits for whoever is writing.
    await sql('select version from players where user_id = $1 for update', [userId])
    const after = await booksOf(sql, userId)
    if (after.version === before.version) return after
    before = after
  }
}

export const spinRoom = (
  room: PlayerRoom,
  bet: unknown = 10,
  commandId: unknown = newCommandId(),
): Promise<SpinReply> => room.request('slot.spin', { commandId, bet })

export const spinHttp = (
  { post }: Requests,
  player: Pick<TestPlayer, 'accessToken'>,
  bet: unknown = 10,
  commandId: unknown = newCommandId(),
): Promise<Answer<AcceptedSpin>> => post('/api/actions/SLOT_SPIN', { commandId, bet }, player.accessToken)

/** Corrects a balance through the admin's door, whatever the version is. */
export async function giveCoins(club: TestClub, userId: number, amount: number): Promise<void> {
  const { version } = await booksOf(club.sql, userId)
  const body = { commandId: newCommandId(), currency: 'coins', amount, reason: 'for a test', expectedVersion: version }
  const token = await club.adminToken()
  const { status } = await club.post(`/api/admin/players/${userId}/balance-corrections`, body, token)
  if (status !== 200) throw new Error(`the correction answered ${status}`)
}

/** What one player's sequence numbers, versions and balances must come to, whatever was asked at once. */
export async function chainOf(sql: Sql, userId: number): Promise<number[]> {
  const rows = await sql<{ seq: number }>('select seq from player_events where user_id = $1 order by seq', [userId])
  return rows.map(({ seq }) => seq)
}
