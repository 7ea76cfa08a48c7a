import { GAME_DEFINITIONS, refuse } from '@casino-club/shared'
import { type GameServer, startGameServer } from '../player/game-server.ts'
import { PatchTicker } from '../player/patch-ticker.ts'
import { type CommandRules, playerRoomClass, type RoomAuth } from '../player/player-room.ts'
import type { Core } from './core.ts'

const RECONNECT_SECONDS = 30

/** Opens the game port with the room of every player. */
export function startGame(core: Core): Promise<GameServer> {
  const { config, log, actors, bus, clock, sessions, registry, rules, services } = core
  const plays = Object.values(GAME_DEFINITIONS).map(({ id, command }) => [command, rules.games[id]])
  const commandRules = {
    ...Object.fromEntries(plays),
    'fairness.rotate': rules.rotate,
    'inventory.use': rules.useItem,
  } as unknown as CommandRules
  const player = playerRoomClass({
    actors,
    rules: commandRules,
    bus,
    patches: new PatchTicker((error) => log.error({ err: error }, 'a room could not send its state')),
    sessionOpen: (sessionId) => registry.isOpen(sessionId),
    clock,
    log,
    limits: config.limits,
    reconnectSeconds: RECONNECT_SECONDS,
    authenticate: async (token): Promise<RoomAuth | ReturnType<typeof refuse>> => {
      const claims = await sessions.authenticate(token)
      if ('reason' in claims) return claims
      if (claims.kind === 'admin') return refuse('FORBIDDEN', 'rooms are for players')
      return { userId: claims.userId, loginId: claims.sessionId }
    },
  })
  return startGameServer(
    {
      host: config.host,
      port: config.gamePort,
      transport: config.transport,
      publicAddress: config.gamePublicAddress,
      redisUrl: config.role === 'game' ? services.redisUrl : null,
      corsOrigins: config.corsOrigins,
      log,
    },
    { player },
  )
}
