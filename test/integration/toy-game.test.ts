import { type DisclosureReply, type OddsTable, TABLED_GAMES, type VerifyReply } from '@casino-club/shared'
import { expect, test, vi } from 'vitest'
import { coinGame } from '../../shared/src/games/toy-game.fixture.ts'
import { newCommandId, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'

// The one line: everything else about the game is in its own file.
vi.mock('../../shared/src/games/registry.ts', async (original) => {
  const registry = await original<typeof import('../../shared/src/games/registry.ts')>()
  const { coinGame } = await import('../../shared/src/games/toy-game.fixture.ts')
  const { anyGame } = await import('../../shared/src/games/game.ts')
  const GAME_DEFINITIONS = { ...registry.GAME_DEFINITIONS, coin: anyGame(coinGame) }
  const TABLED_GAMES = { ...registry.TABLED_GAMES, coin: anyGame(coinGame) }
  const find =
    <G>(games: Record<string, G>) =>
    (id: string) =>
      Object.hasOwn(games, id) ? games[id] : undefined
  return {
    ...registry,
    GAME_DEFINITIONS,
    TABLED_GAMES,
    findGame: find(GAME_DEFINITIONS),
    findTabledGame: find(TABLED_GAMES),
  }
})

const club = await openClub()
const player = await club.signUp()
const room = await club.joinRoom(player.accessToken)
const toss = (choice: object, commandId = newCommandId()) =>
  room.request('coin.toss' as 'slot.spin', { commandId, ...choice } as never) as Promise<Record<string, unknown>>
const TOSSES = 20

test('a game that is one file and one line is played, refused, repeated, kept, verified, published and audited', async () => {
  expect(TABLED_GAMES).toHaveProperty('coin')
  const commandId = newCommandId()
  const first = await toss({ bet: 100, side: 'heads' }, commandId)
  expect(first).toMatchObject({ ok: true, bet: 100, tossesBefore: 0, tosses: 1, tableVersion: 1 })
  expect(await toss({ bet: 100, side: 'heads' }, commandId)).toEqual({ ...first, replayed: true })
  for (const [reason, choice] of [
    ['BET_TOO_LOW', { bet: 99, side: 'heads' }],
    ['BET_ABOVE_LIMIT', { bet: 1_001, side: 'heads' }],
    ['INVALID_PAYLOAD', { bet: 100, side: 'edge' }],
    ['INVALID_PAYLOAD', { bet: 100, side: 'heads', luck: 1 }],
    ['COMMAND_ID_REUSED', { bet: 200, side: 'heads', commandId }],
  ] as const) {
    expect(await toss(choice)).toMatchObject({ ok: false, reason })
  }
  const { status, body } = await club.post<{ tosses: number }>(
    '/api/games/coin/toss',
    { commandId: newCommandId(), bet: 100, side: 'tails' },
    player.accessToken,
  )
  expect([status, body.tosses]).toEqual([200, 2])
  for (let played = 2; played < TOSSES; played++) await toss({ bet: 100, side: 'tails' })

  const { body: config } = await club.get<{ table: unknown; analysis: unknown }>('/api/games/coin/config')
  expect(config).toMatchObject({ table: coinGame.standardTable, analysis: coinGame.analyse(coinGame.standardTable) })
  const { body: stats } = await club.get('/api/games/coin/stats', player.accessToken)
  expect(stats).toMatchObject({ game: 'coin', plays: TOSSES, totalBet: 100 * TOSSES })
  const { body: disclosure } = await club.get<DisclosureReply>('/api/disclosure')
  expect(disclosure.games.map(({ game }) => game)).toContain('coin')

  await club.core.drift.flush()
  const [counts] = await club.sql(`select sum(count)::integer as draws from outcome_counts where game = 'coin'`)
  expect(counts).toEqual({ draws: TOSSES })

  const token = await club.adminToken()
  const table = {
    ...coinGame.standardTable,
    payPercent: 189,
    declaredRtp: { minBasisPoints: 9_300, maxBasisPoints: 9_500 },
  }
  const { body: drafted } = await club.post<OddsTable>(
    '/api/admin/odds-tables',
    { game: 'coin', table, note: 'less' },
    token,
  )
  const publish = { seenHash: drafted.hash, reason: 'for a test' }
  expect((await club.post(`/api/admin/odds-tables/${drafted.id}/publish`, publish, token)).status).toBe(200)
  await eventually(
    async () => expect(await toss({ bet: 100, side: 'heads' })).toMatchObject({ tableVersion: 2 }),
    1_000,
  )

  await room.request('fairness.rotate', { commandId: newCommandId() })
  const { body: verified } = await club.get<VerifyReply>(
    `/api/fairness/verify?eventId=${String(first.eventId)}`,
    player.accessToken,
  )
  expect(verified).toMatchObject({ verified: true, differences: [] })
  expect(await club.audit()).toMatchObject({ bad: undefined, plays: TOSSES + 1 })
})
