import type { AdminPlaysReply, AdminVerifyReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { windowQuery } from '../../server/src/admin/plays.store.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'

const HOUR = 3_600_000
const OPENED = Date.UTC(2026, 0, 1)
const clock = aClock(OPENED)
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const [anna, bert] = [await club.signUp({ nickname: 'Anna' }), await club.signUp({ nickname: 'Bert' })]
const viewer = await club.adminToken('viewer')

const roll = (player: TestPlayer, bet = 100) =>
  club.post<{ eventId: string; win: number }>(
    '/api/games/dice/roll',
    { commandId: newCommandId(), bet, direction: 'over', target: 50 },
    player.accessToken,
  )
const spin = (player: TestPlayer, bet = 10) =>
  club.post<{ eventId: string; win: number }>(
    '/api/actions/SLOT_SPIN',
    { commandId: newCommandId(), bet },
    player.accessToken,
  )

/** Two hours of play, a play every six minutes, by turns. */
const played: { eventId: string; game: string; bet: number; win: number; atMs: number; userId: number }[] = []
for (let turn = 0; turn < 20; turn++) {
  clock.advance(HOUR / 10)
  const player = turn % 2 === 0 ? anna : bert
  const game = turn % 4 < 2 ? 'dice' : 'slot'
  const bet = game === 'dice' ? 50 + turn : 10 + turn
  const { status, body } = await (game === 'dice' ? roll(player, bet) : spin(player, bet))
  if (status !== 200) throw new Error(`a play was answered ${status}: ${JSON.stringify(body)}`)
  played.push({ eventId: body.eventId, game, bet, win: body.win, atMs: clock.nowMs(), userId: player.userId })
}
type Played = (typeof played)[number]
const idsOf = (plays: readonly { eventId: string }[]) => plays.map(({ eventId }) => eventId)
const newest = (keep: (play: Played) => boolean) => idsOf(played.filter(keep)).toReversed()

async function list(query = '') {
  const { status, body } = await club.get<AdminPlaysReply>(`/api/admin/plays?perPage=200&${query}`, viewer)
  expect(status).toBe(200)
  return body
}
const iso = (ms: number) => new Date(ms).toISOString()

describe('the plays of all players', () => {
  test('are listed by time, both ways, with who played', async () => {
    expect(idsOf((await list()).items)).toEqual(newest(() => true))
    expect(idsOf((await list('order=ASC')).items)).toEqual(idsOf(played))
    expect((await list()).items[0]).toMatchObject({ nickname: 'Bert', userId: bert.userId, tableVersion: 1 })
    expect((await list()).next).toBeNull()
  })

  test('are read in pages that neither overlap nor leave out', async () => {
    for (const order of ['ASC', 'DESC']) {
      const seen: string[] = []
      let after: string | null = ''
      while (after !== null) {
        const cursor: string = after === '' ? '' : `&after=${after}`
        const { body } = await club.get<AdminPlaysReply>(`/api/admin/plays?perPage=3&order=${order}${cursor}`, viewer)
        seen.push(...idsOf(body.items))
        after = body.next
      }
      expect(seen).toEqual(order === 'ASC' ? idsOf(played) : newest(() => true))
    }
  })

  const middle = played[9]?.atMs ?? 0
  test.each<[string, (play: Played) => boolean]>([
    ['game=dice', ({ game }) => game === 'dice'],
    [`player=${anna.userId}`, ({ userId }) => userId === anna.userId],
    ['player=aNNa', ({ userId }) => userId === anna.userId],
    [`player=${bert.siteId}`, ({ userId }) => userId === bert.userId],
    ['player=nobody', () => false],
    ['player=999999', () => false],
    [`from=${iso(middle)}`, ({ atMs }) => atMs >= middle],
    [`to=${iso(middle)}`, ({ atMs }) => atMs < middle],
    [`from=${iso(middle)}&to=${iso(middle + 1)}`, ({ atMs }) => atMs === middle],
    ['minBet=60', ({ bet }) => bet >= 60],
    ['winsOnly=true', ({ win }) => win > 0],
    ['minWin=100', ({ win }) => win >= 100],
    ['winsOnly=true&minWin=0', ({ win }) => win > 0],
    ['version=1&game=slot', ({ game }) => game === 'slot'],
    ['version=2', () => false],
    [
      `game=dice&player=Bert&winsOnly=true`,
      (play) => play.game === 'dice' && play.userId === bert.userId && play.win > 0,
    ],
  ])('are filtered: %s', async (query, keep) => {
    expect(idsOf((await list(query)).items)).toEqual(newest(keep))
  })

  test.each(['after=abc', 'after=1_2-3', 'minWin=-1', 'version=0', 'game=none', 'from=yesterday', 'player=%00'])(
    'refuse what is no filter: %s',
    async (query) => {
      expect(await club.get(`/api/admin/plays?${query}`, viewer)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    },
  )
})

describe('one play', () => {
  const [first] = played
  const eventId = first?.eventId ?? ''

  test('is shown whole', async () => {
    const { body } = await club.get(`/api/admin/plays/${eventId}`, viewer)
    expect(body).toMatchObject({ eventId, nickname: 'Anna', outcome: { nonce: 0, direction: 'over' } })
    expect(await club.get('/api/admin/plays/1-99999', viewer)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await club.get('/api/admin/plays/abc', viewer)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  test('is verified before its seed is revealed, without telling the seed, and after it with it', async () => {
    const verify = async () => (await club.get<AdminVerifyReply>(`/api/admin/plays/${eventId}/verify`, viewer)).body
    const [seed] = await club.sql<{ seed: string }>(
      `select encode(server_seed, 'hex') as seed from fairness_seeds where user_id = $1 and status = 'active'`,
      [anna.userId],
    )
    const before = await verify()
    expect(before).toMatchObject({ verified: true, revealed: false, differences: [], transcript: { serverSeed: null } })
    expect(JSON.stringify(before)).not.toContain(seed?.seed)
    await club.post('/api/fairness/rotate', { commandId: newCommandId() }, anna.accessToken)
    expect(await verify()).toMatchObject({ verified: true, revealed: true, transcript: { serverSeed: seed?.seed } })
    expect(await club.get('/api/admin/plays/1-99999/verify', viewer)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })

  test('that was changed in the books is told, with the fields that differ', async () => {
    const id = played[1]?.eventId ?? ''
    await club.sql('alter table player_events disable trigger user')
    const [userId, seq] = id.split('-')
    await club.sql(
      `update player_events set payload = jsonb_set(payload::jsonb, '{win}', '999999')::json where user_id = $1 and seq = $2`,
      [userId, seq],
    )
    const { body } = await club.get<AdminVerifyReply>(`/api/admin/plays/${id}/verify`, viewer)
    expect(body).toMatchObject({ verified: false, differences: ['win'] })
  })
})

describe('the export', () => {
  const save = async (query: string) => {
    const token = await club.adminToken('operator')
    return (await club.get<string>(`/api/admin/plays/export.csv?${query}`, token)).body
  }

  test('holds what the filter lets through, the oldest first, and is audited', async () => {
    const lines = (await save('game=dice')).trim().split('\r\n')
    expect(lines[0]).toContain('eventId,occurredAt,game,userId,nickname')
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(
      idsOf(played.filter(({ game }) => game === 'dice')),
    )
    const [audit] = await club.sql('select action, after from admin_audit_logs order by id desc limit 1')
    expect(audit).toEqual({ action: 'plays.export', after: { game: 'dice' } })
  })

  test('is no program for a spreadsheet', async () => {
    await club.sql(`update users set nickname = '=1+1' where id = $1`, [anna.userId])
    expect(await save(`player=${anna.userId}`)).toContain(`,'=1+1,`)
  })
})

test('a window of time reads the partitions of its days only', async () => {
  const window = { fromMs: OPENED, toMs: OPENED + HOUR, ascending: false, limit: 25 }
  const { text, values } = windowQuery({ game: 'dice', minWin: 100 }, window)
  const plan = await club.core.pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)
  const lines = plan.rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(lines.match(/ on player_events\w*/g)?.filter((name) => !/20260101/.test(name))).toEqual([])
})
