import { SchemaSerializer } from '@colyseus/core'
import { Encoder, type SchemaType, schema, t } from '@colyseus/schema'
import type { PlayerSnapshot } from './player.types.ts'

// Every room keeps two buffers of this size; a player's state is a few hundred bytes, and one that outgrows it is given more.
Encoder.BUFFER_SIZE = 1_024

const RoomVault = schema({
  id: t.number().default(0),
  type: t.string().default(''),
  status: t.string().default('LOCKED'),
  coins: t.number().default(0),
  expiresAtMs: t.number().default(0),
})

/** What every device of a player sees; the same fields as `PlayerRoomState` of the shared protocol. */
export const RoomState = schema({
  userId: t.number().default(0),
  nickname: t.string().default(''),
  rank: t.string().default('STANDARD'),
  coins: t.number().default(0),
  gems: t.number().default(0),
  tickets: t.number().default(0),
  streak: t.number().default(0),
  pity: t.number().default(0),
  nonce: t.number().default(0),
  clientSeed: t.string().default(''),
  serverSeedHash: t.string().default(''),
  nextServerSeedHash: t.string().default(''),
  version: t.number().default(0),
  vaults: t.array(RoomVault),
  unreadNotifications: t.number().default(0),
})
export type RoomState = SchemaType<typeof RoomState>

/** What a state is made of, as every device is told; the same of all rooms, so it is put into words once. */
let description: ReturnType<SchemaSerializer<RoomState>['handshake']> | undefined

export class RoomSerializer extends SchemaSerializer<RoomState> {
  override handshake() {
    description ??= super.handshake()
    return description
  }
}

/** Shows a player in the state; Colyseus sends only what has changed. */
export function showPlayer(state: RoomState, player: PlayerSnapshot): void {
  const { balances, seeds } = player
  state.userId = player.userId
  state.nickname = player.nickname
  state.rank = player.rank
  state.coins = balances.coins
  state.gems = balances.gems
  state.tickets = balances.tickets
  state.streak = player.state.games.slot?.streak ?? 0
  state.pity = player.state.games.gacha?.pity ?? 0
  state.nonce = player.nonce
  state.clientSeed = seeds.clientSeed
  state.serverSeedHash = seeds.serverSeedHash
  state.nextServerSeedHash = seeds.nextServerSeedHash
  state.version = player.version
  showVaults(state, player)
}

function showVaults({ vaults }: RoomState, player: PlayerSnapshot): void {
  while (vaults.length > player.vaults.length) vaults.pop()
  for (const [index, { id, type, status, coins, expiresAtMs }] of player.vaults.entries()) {
    const fields = { id, type, status, coins, expiresAtMs }
    const known = vaults[index]
    if (known) Object.assign(known, fields)
    else vaults.push(new RoomVault().assign(fields))
  }
}
