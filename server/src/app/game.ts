import { CRASH_ROOM, GAME_DEFINITIONS, MATCH_ROOM, type MatchTable, refuse } from '@casino-club/shared'
import { Batches } from '../platform/batches.ts'
import { systemStopwatch } from '../platform/clock.ts'
import { originCheck } from '../platform/http/own-origin.ts'
import type { GuardDependencies } from '../platform/rooms/room-guard.ts'
import { type GameServer, startGameServer } from '../player/game-server.ts'
import type { PlayerSnapshot } from '../player/index.ts'
import { PatchTicker } from '../player/patch-ticker.ts'
import { type CommandHandlers, playerRoomClass } from '../player/player-room.ts'
import { crashRoomClass } from '../rounds/crash/crash-room.ts'
import { matchRoomClass } from '../rounds/match/match-room.ts'
import { closedTo, findSafeStates, realityCheckDue, realityCheckInMs } from '../safe-play/index.ts'
import type { Core } from './core.ts'

const RECONNECT_SECONDS = 30

/** Who may enter a room, and how fast he may ask. */
function guardOf({ bus, clock, log, config, registry, sessions, pool }: Core): GuardDependencies {
  const safeStates = new Batches({ work: (userIds: readonly number[]) => findSafeStates(pool, userIds) })
  return {
    bus,
    clock,
    log,
    limits: config.limits,
    reconnectSeconds: RECONNECT_SECONDS,
    sessionOpen: (sessionId) => registry.isOpen(sessionId),
    closedTo: async (userId) => {
      const restrictions = (await safeStates.hand(userId))?.restrictions
      const closed = restrictions && closedTo(restrictions, clock.nowMs())
      return closed && { reason: closed.reason, untilMs: closed.untilMs ?? null }
    },
    authenticate: async (token) => {
      const claims = await sessions.authenticate(token)
      if ('reason' in claims) return claims
      if (claims.kind === 'admin') return refuse('FORBIDDEN', 'rooms are for players')
      return { userId: claims.userId, loginId: claims.sessionId }
    },
  }
}

/** What a player's own room does for each command. */
function commandsOf({ rules, lottery, streaks, passes }: Core): CommandHandlers {
  const plays = Object.values(GAME_DEFINITIONS).map(({ id, command }) => [
    command,
    (actor: Parameters<CommandHandlers['slot.spin']>[0], request: never) =>
      actor.execute(rules.games[id] as never, request),
  ])
  const single = Object.entries({ ...rules.safe, ...rules.tutorial }).map(([command, rule]) => [
    command,
    (actor: Parameters<CommandHandlers['slot.spin']>[0], request: never) => actor.execute(rule, request),
  ])
  return {
    ...Object.fromEntries([...plays, ...single]),
    'lottery.enter': (actor, { commandId, payload }) => lottery.enter(actor.userId, commandId, payload),
    'streak.tick': (actor, { commandId, payload }) => streaks.tick(actor.userId, commandId, payload),
    'battlepass.claim': (actor, { commandId, payload }) => passes.claim(actor.userId, commandId, payload),
    'vault.claim': (actor, request) => actor.execute(rules.claimVault, request),
    'inventory.use': (actor, request) => actor.execute(rules.useItem, request),
    'fairness.rotate': (actor, request) => actor.execute(rules.rotate, request),
  } as CommandHandlers
}

/** Opens the game port with the room of every player, and those that many share. */
export function startGame(core: Core): Promise<GameServer> {
  const { config, log, actors, bus, clock, services, rounds, tables, accounts, drift, policy } = core
  const guard = guardOf(core)
  const playerOf = (userId: number) => accounts.profile(userId)
  const nicknameOf = async (userId: number) => (await playerOf(userId))?.nickname
  const patches = new PatchTicker((error) => log.error({ err: error }, 'a room could not send its state'))
  const realityCheck = {
    inMs: (player: PlayerSnapshot) => realityCheckInMs(player, policy, clock.nowMs()),
    due: (player: PlayerSnapshot) => realityCheckDue(player.state.safe, policy, clock.nowMs()),
  }
  const shared = { guard, rounds, clock, log, nicknameOf, playerOf }
  return startGameServer(
    {
      host: config.host,
      port: config.gamePort,
      transport: config.transport,
      publicAddress: config.gamePublicAddress,
      redisUrl: config.role === 'game' ? services.redisUrl : null,
      mayCome: originCheck(config.corsOrigins, config.knownUrls),
      log,
    },
    {
      player: playerRoomClass({
        actors,
        commands: commandsOf(core),
        guard,
        bus,
        patches,
        clock,
        log,
        realityCheck,
        vaults: core.keeper,
        centre: core.centre,
      }),
      shared: [
        {
          name: CRASH_ROOM,
          room: crashRoomClass({
            ...shared,
            actors,
            stopwatch: systemStopwatch,
            drawn: (play) => drift.counts.add(play),
          }),
        },
        {
          name: MATCH_ROOM,
          room: matchRoomClass({ ...shared, terms: () => tables.current('match')?.table as MatchTable | undefined }),
          meetBy: 'stake',
        },
      ],
    },
  )
}
