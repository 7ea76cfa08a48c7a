import type { VaultClaimed, VaultStatusReply, VaultView } from '@casino-club/shared'
import { newCommandId, type TestClub, type TestPlayer } from './club.ts'

/** The player with a token of this moment. */
export async function logInAgain(club: TestClub, { siteId, password }: TestPlayer): Promise<string> {
  const { body } = await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
  return body.accessToken
}

/** One's vaults by type, as the club tells them. */
export async function vaultsOf(club: TestClub, player: TestPlayer): Promise<Record<string, VaultView>> {
  const token = await logInAgain(club, player)
  const { body } = await club.get<VaultStatusReply>('/api/vault/status', token)
  return Object.fromEntries(body.vaults.map((vault) => [vault.type, vault]))
}

/** Claims the vault of a type over HTTP. */
export async function claim(club: TestClub, player: TestPlayer, type: string, commandId = newCommandId()) {
  const { [type]: vault } = await vaultsOf(club, player)
  const token = await logInAgain(club, player)
  return club.post<VaultClaimed>('/api/vault/claim', { commandId, vaultId: vault?.id ?? 0 }, token)
}

/** Writes what another system says that players have deposited. */
export async function depositElsewhere(club: TestClub, entries: object[]) {
  const token = await club.adminToken('operator')
  return club.post('/api/admin/vaults/external-ranking-data/upsert', { entries, reason: 'for a test' }, token)
}

/** The events of a player's vaults, in their order. */
export const vaultEvents = (club: TestClub, { userId }: TestPlayer) =>
  club.sql<{ type: string; payload: { vaultId?: number; vaults?: unknown[] } }>(
    `select type, payload from player_events where user_id = $1 and type like 'vault.%' order by seq`,
    [userId],
  )
