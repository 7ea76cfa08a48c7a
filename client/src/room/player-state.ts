import type { PlayerRoomState } from '@casino-club/shared'

/** A plain copy of the room's synced state, so that a change is a new object to React. */
export function copyState(state: PlayerRoomState): PlayerRoomState {
  return {
    userId: state.userId,
    nickname: state.nickname,
    rank: state.rank,
    coins: state.coins,
    gems: state.gems,
    tickets: state.tickets,
    streak: state.streak,
    pity: state.pity,
    nonce: state.nonce,
    clientSeed: state.clientSeed,
    serverSeedHash: state.serverSeedHash,
    nextServerSeedHash: state.nextServerSeedHash,
    version: state.version,
    // The room may not have told of them yet.
    vaults: [...(state.vaults ?? [])].map(({ id, type, status, coins, expiresAtMs }) => ({
      id,
      type,
      status,
      coins,
      expiresAtMs,
    })),
    // A server of the version before says nothing of it.
    unreadNotifications: state.unreadNotifications ?? 0,
  }
}
