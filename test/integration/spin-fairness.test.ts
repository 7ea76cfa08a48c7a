import {
  type FairnessRotateOutcome,
  proveSlotSpin,
  type SeedsReply,
  type SlotConfigReply,
  serverSeedHash,
  type VerifyReply,
} from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { type AcceptedSpin, booksOf, spinHttp, spinRoom } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'

const club = await openClub()

const seedsOf = async (player: TestPlayer) =>
  (await club.get<SeedsReply>('/api/fairness/seeds', player.accessToken)).body

const rotate = (player: TestPlayer, body: object = {}) =>
  club.post<FairnessRotateOutcome>('/api/fairness/rotate', { commandId: newCommandId(), ...body }, player.accessToken)

const verify = (query: Record<string, string | number>, token?: string) =>
  club.get<VerifyReply>(
    `/api/fairness/verify?${new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`]))}`,
    token,
  )

async function aPlayerWhoSpun(count: number) {
  const player = await club.signUp()
  const room = await club.joinRoom(player.accessToken)
  const spins: AcceptedSpin[] = []
  for (let spin = 0; spin < count; spin++) spins.push((await spinRoom(room, 10 + spin)) as AcceptedSpin)
  return { player, room, spins }
}

const transcriptOf = ({ clientSeed, nonce, tableVersion, bet, streakBefore }: AcceptedSpin, serverSeed: string) => ({
  serverSeed,
  clientSeed,
  nonce,
  tableVersion,
  bet,
  streakBefore,
})

describe('rotating the seeds', () => {
  test('reveals the seed that was committed to, and puts the announced one in its place', async () => {
    const { player, spins } = await aPlayerWhoSpun(3)
    const before = await seedsOf(player)
    expect(before.active).toMatchObject({ serverSeedHash: spins[0]?.serverSeedHash, nonce: 3 })
    expect(before.revealed).toEqual([])
    const { status, body } = await rotate(player, { clientSeed: 'my-own-luck' })
    expect(status).toBe(200)
    expect(serverSeedHash(body.revealed.serverSeed)).toBe(before.active.serverSeedHash)
    expect(body.revealed).toMatchObject({ clientSeed: before.active.clientSeed, plays: 3 })
    expect(body.active).toEqual({ serverSeedHash: before.nextServerSeedHash, clientSeed: 'my-own-luck' })
    const after = await seedsOf(player)
    expect(after.active).toEqual({ ...body.active, nonce: 0 })
    expect(after.nextServerSeedHash).toBe(body.nextServerSeedHash)
    expect(new Set([before.nextServerSeedHash, before.active.serverSeedHash, after.nextServerSeedHash]).size).toBe(3)
    expect(after.revealed).toMatchObject([{ serverSeed: body.revealed.serverSeed, plays: 3 }])
    const spun = await spinHttp(club, player, 10)
    expect(spun.body).toMatchObject({ serverSeedHash: before.nextServerSeedHash, clientSeed: 'my-own-luck', nonce: 0 })
  })

  test('twice with one command id rotates once', async () => {
    const player = await club.signUp()
    const commandId = newCommandId()
    const first = await rotate(player, { commandId })
    expect((await rotate(player, { commandId })).body).toEqual({ ...first.body, replayed: true })
    expect((await seedsOf(player)).revealed).toHaveLength(1)
  })

  test('twenty times at once reveals twenty seeds, one after the other', async () => {
    const player = await club.signUp()
    const answers = await Promise.all(Array.from({ length: 20 }, () => rotate(player)))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    const { revealed, active } = await seedsOf(player)
    expect(new Set(revealed.map(({ serverSeed }) => serverSeed)).size).toBe(20)
    expect(revealed.map((seed) => seed.serverSeedHash)).not.toContain(active.serverSeedHash)
    expect((await club.audit()).bad).toBeUndefined()
  })

  test('shows in the open room', async () => {
    const { room, player } = await aPlayerWhoSpun(1)
    const { active, nextServerSeedHash } = (await rotate(player, { clientSeed: 'luck' })).body
    await expect.poll(() => room.state.clientSeed).toBe('luck')
    expect(room.state).toMatchObject({ serverSeedHash: active.serverSeedHash, nextServerSeedHash, nonce: 0 })
  })

  const wrong = ['', 'a:b', 'a b', '행운', 'x'.repeat(65), 'a\nb', 7, null, ['a']]
  test.each(wrong)('with the client seed %j is refused and changes nothing', async (clientSeed) => {
    const player = await club.signUp()
    const before = [await seedsOf(player), await booksOf(club.sql, player.userId)]
    expect(await rotate(player, { clientSeed })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect([await seedsOf(player), await booksOf(club.sql, player.userId)]).toEqual(before)
  })

  test('no answer shows a server seed before it is revealed', async () => {
    const { player, room, spins } = await aPlayerWhoSpun(2)
    const [seed] = await club.sql<{ active: string; next: string }>(
      `select encode(a.server_seed, 'hex') as active, encode(n.server_seed, 'hex') as next from fairness_seeds a
       join fairness_seeds n using (user_id) where a.user_id = $1 and a.status = 'active' and n.status = 'next'`,
      [player.userId],
    )
    const admin = await club.adminToken()
    const shown = JSON.stringify([
      spins,
      room.state,
      await seedsOf(player),
      (await club.get('/api/games/history', player.accessToken)).body,
      (await club.get(`/api/admin/players/${player.userId}/seeds`, admin)).body,
      (await club.get(`/api/admin/players/${player.userId}/history`, admin)).body,
      (await verify({ eventId: spins[0]?.eventId ?? '' }, player.accessToken)).body,
    ])
    expect(shown).toContain(spins[0]?.serverSeedHash)
    expect(shown).not.toContain(seed?.active)
    expect(shown).not.toContain(seed?.next)
  })
})

describe('checking past spins', () => {
  test('each follows from the revealed seed: by the shared prover, by event id, and by transcript', async () => {
    const { player, spins } = await aPlayerWhoSpun(30)
    const { serverSeed } = (await rotate(player)).body.revealed
    for (const spin of spins) {
      const { table } = (await club.get<SlotConfigReply>(`/api/games/slot/tables/${spin.tableVersion}`)).body
      const proof = proveSlotSpin({ ...transcriptOf(spin, serverSeed), table })
      expect(proof).toMatchObject({ serverSeedHash: spin.serverSeedHash, tableHash: spin.tableHash })
      expect(spin).toMatchObject(proof.outcome)
      const byEvent = await verify({ eventId: spin.eventId }, player.accessToken)
      expect(byEvent).toMatchObject({ status: 200, body: { verified: true, differences: [], computed: proof.outcome } })
      const byTranscript = await verify(transcriptOf(spin, serverSeed))
      expect(byTranscript).toMatchObject({ status: 200, body: { verified: null, computed: proof.outcome } })
    }
  })

  test('a spin under the seed in use is not shown yet', async () => {
    const { player, spins } = await aPlayerWhoSpun(1)
    const answer = await verify({ eventId: spins[0]?.eventId ?? '' }, player.accessToken)
    expect(answer).toMatchObject(aProblem(409, 'SEED_NOT_REVEALED'))
  })

  test('another player’s spin is not there, with his event id or without a token', async () => {
    const { player, spins } = await aPlayerWhoSpun(1)
    await rotate(player)
    const eventId = spins[0]?.eventId ?? ''
    const stranger = await club.signUp()
    expect(await verify({ eventId }, stranger.accessToken)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await verify({ eventId })).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await verify({ eventId }, await club.adminToken())).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await verify({ eventId }, player.accessToken)).status).toBe(200)
  })

  test('an event that is no spin, or is not there, is not found', async () => {
    const player = await club.signUp()
    for (const eventId of [`${player.userId}-1`, `${player.userId}-999`]) {
      expect(await verify({ eventId }, player.accessToken)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    }
  })

  test('a draft’s table stays secret', async () => {
    const { player, spins } = await aPlayerWhoSpun(1)
    const { serverSeed } = (await rotate(player)).body.revealed
    const { table } = (await club.get<SlotConfigReply>('/api/games/slot/config')).body
    const draft = await club.core.tables.draft('slot', { ...table, minBet: 20 }, 'not yet')
    const tableVersion = draft.ok ? draft.value.version : 0
    const transcript = { ...transcriptOf(spins[0] as AcceptedSpin, serverSeed), tableVersion }
    expect(await verify(transcript)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await club.get(`/api/games/slot/tables/${tableVersion}`)).status).toBe(404)
  })

  const wrong: Record<string, Record<string, string>> = {
    nothing: {},
    'half a transcript': { nonce: '1', bet: '10' },
    'an event id of another form': { eventId: '1' },
    'an event id with SQL': { eventId: "1-1' or 1=1" },
    'a field too many': { eventId: '1-1', userId: '2' },
    'a seed that is too short': {
      serverSeed: 'ab',
      clientSeed: 'a',
      nonce: '0',
      tableVersion: '1',
      bet: '1',
      streakBefore: '0',
    },
  }
  test.each(Object.entries(wrong))('with %s is not understood', async (_, query) => {
    expect(await verify(query)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })
})
