import { describe, expect, test } from 'vitest'
import { localMidnights } from '../../server/src/platform/time/local-days.ts'
import { VaultKeeper, Vaults } from '../../server/src/vaults/index.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { auditOf, cloneOf, tamper } from '../support/edits.ts'
import { merge } from '../support/merges.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'
import { aClock } from '../support/sources.ts'
import { claim, depositElsewhere, logInAgain, vaultEvents, vaultsOf } from '../support/vaults.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Nine in the evening in Seoul. */
const clock = aClock(Date.UTC(2026, 10, 21, 12))
const club = await openClub({ clock })

const coinsOf = async ({ userId }: TestPlayer) =>
  (await club.sql<{ coins: number }>('select coins from players where user_id = $1', [userId]))[0]?.coins
const enter = ({ userId }: TestPlayer) => club.core.keeper.enter(userId)

/** A player who has been here on three days. */
async function anAttender(): Promise<TestPlayer> {
  const player = await club.signUp()
  for (let day = 0; day < 3; day++) {
    await enter(player)
    if (day < 2) clock.advance(DAY)
  }
  return player
}

describe('a new player', () => {
  test('has a locked vault of every kind in force, with its end and what it waits for', async () => {
    const player = await club.signUp()
    const { body } = await club.get('/api/vault/status', player.accessToken)
    const at = (hours: number) => new Date(clock.nowMs() + hours * HOUR).toISOString()
    const locked = { status: 'LOCKED', openedAt: at(0) }
    expect(body).toMatchObject({
      serverTime: at(0),
      vaults: [
        { ...locked, type: 'GOLD', coins: 10_000, expiresAt: at(336), progress: { current: 0, needed: 1 } },
        {
          ...{ ...locked, type: 'PLATINUM', coins: 30_000, expiresAt: at(168) },
          unlock: { by: 'attendance_days', amount: 3 },
          progress: { current: 0, needed: 3 },
        },
        { ...locked, type: 'DIAMOND', expiresAt: at(720), progress: { current: 0, needed: 500_000 } },
      ],
    })
    expect(await vaultEvents(club, player)).toEqual([])
  })

  test('sees his vaults in his room, and his first day counts as he enters it', async () => {
    const player = await club.signUp()
    const room = await club.joinRoom(player.accessToken)
    await expect.poll(() => room.state.vaults?.length).toBe(3)
    expect(room.state.vaults[1]).toMatchObject({ type: 'PLATINUM', status: 'LOCKED', coins: 30_000 })
    await expect
      .poll(async () => (await vaultsOf(club, player)).PLATINUM?.progress.current, { timeout: 10_000 })
      .toBe(1)
    await room.leave()
  })
})

describe('attendance', () => {
  test('of three local days unlocks the platinum vault, and a day counts once', async () => {
    const player = await club.signUp()
    for (const [hours, days] of [
      [0, 1],
      [2, 1],
      // Midnight in Seoul.
      [2, 2],
      [20, 2],
    ] as const) {
      clock.advance(hours * HOUR)
      await enter(player)
      await enter(player)
      expect((await vaultsOf(club, player)).PLATINUM, `${hours}`).toMatchObject({
        status: 'LOCKED',
        progress: { current: days, needed: 3 },
      })
    }
    clock.advance(5 * HOUR)
    await Promise.all([enter(player), enter(player)])
    expect((await vaultsOf(club, player)).PLATINUM).toMatchObject({ status: 'UNLOCKED', progress: { current: 3 } })
    expect(await vaultEvents(club, player)).toMatchObject([{ type: 'vault.unlocked' }])
  })
})

describe('a day of attendance', () => {
  test('begins at midnight where the player lives, once his streak says where that is', async () => {
    const player = await club.signUp()
    const token = await logInAgain(club, player)
    const tick = { commandId: newCommandId(), timeZone: 'America/New_York' }
    expect((await club.post('/api/streak/tick', tick, token)).status).toBe(200)
    await enter(player)
    const days = async () => (await vaultsOf(club, player)).PLATINUM?.progress.current
    const untilMidnight = (zone: string) => localMidnights(clock.nowMs(), zone).endsAtMs - clock.nowMs()
    // Whichever midnight comes first, the club's is none of his.
    if (untilMidnight('Asia/Seoul') < untilMidnight('America/New_York')) clock.advance(untilMidnight('Asia/Seoul'))
    await enter(player)
    expect(await days()).toBe(1)
    clock.advance(untilMidnight('America/New_York') - 1)
    await enter(player)
    expect(await days()).toBe(1)
    clock.advance(1)
    await enter(player)
    expect(await days()).toBe(2)
  })
})

describe('a claim', () => {
  test('pays once, whatever is asked again, with a line in the ledger', async () => {
    const player = await anAttender()
    const commandId = newCommandId()
    const first = await claim(club, player, 'PLATINUM', commandId)
    expect(first).toMatchObject({ status: 200, body: { vaultType: 'PLATINUM', amount: 30_000, coins: 40_000 } })
    expect((await claim(club, player, 'PLATINUM', commandId)).body).toEqual({ ...first.body, replayed: true })
    expect(await claim(club, player, 'PLATINUM')).toMatchObject(aProblem(409, 'VAULT_ALREADY_CLAIMED'))
    expect(await claim(club, player, 'GOLD', commandId)).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
    expect(await coinsOf(player)).toBe(40_000)
    const lines = await club.sql(
      `select amount, counter_account as account, reason from ledger_entries where user_id = $1 and reason like 'vault%'`,
      [player.userId],
    )
    expect(lines).toEqual([{ amount: 30_000, account: 'house:vaults', reason: 'vault.claim' }])
    expect((await vaultsOf(club, player)).PLATINUM?.status).toBe('CLAIMED')
  })

  test('of a locked vault, of another’s and of none is refused and changes nothing', async () => {
    const [player, other] = [await club.signUp(), await anAttender()]
    const { PLATINUM } = await vaultsOf(club, other)
    const token = await logInAgain(club, player)
    const ask = (body: object) => club.post('/api/vault/claim', body, token)
    expect(await claim(club, player, 'GOLD')).toMatchObject(aProblem(409, 'VAULT_LOCKED'))
    const stolen = { commandId: newCommandId(), vaultId: PLATINUM?.id }
    expect(await ask(stolen)).toMatchObject(aProblem(404, 'VAULT_NOT_YOURS'))
    expect(await ask({ ...stolen, vaultId: 999_999_999 })).toMatchObject(aProblem(404, 'VAULT_NOT_YOURS'))
    for (const wrong of [
      { vaultId: PLATINUM?.id },
      { ...stolen, vaultId: -1 },
      { ...stolen, vaultId: '1' },
      { ...stolen, vaultId: 1.5 },
      { ...stolen, vaultId: 2 ** 53 },
      { ...stolen, coins: 1_000_000 },
      { ...stolen, commandId: 'mine' },
      {},
    ]) {
      expect(await ask(wrong), JSON.stringify(wrong)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    }
    expect(await coinsOf(player)).toBe(10_000)
    expect((await vaultsOf(club, other)).PLATINUM?.status).toBe('UNLOCKED')
  })

  test('is taken until the very last moment, and not at the very second of the end', async () => {
    const [inTime, late] = [await anAttender(), await anAttender()]
    const endOf = async (player: TestPlayer) => Date.parse((await vaultsOf(club, player)).PLATINUM?.expiresAt ?? '')
    clock.advance((await endOf(inTime)) - 1 - clock.nowMs())
    expect((await claim(club, inTime, 'PLATINUM')).status).toBe(200)
    clock.advance((await endOf(late)) - clock.nowMs())
    expect(await claim(club, late, 'PLATINUM')).toMatchObject(aProblem(409, 'VAULT_EXPIRED'))
    // Nobody has written it down yet, and it shows all the same.
    expect((await vaultsOf(club, late)).PLATINUM?.status).toBe('EXPIRED')
    expect(
      await club.sql('select state from player_vaults where user_id = $1 and type = $2', [late.userId, 'PLATINUM']),
    ).toEqual([{ state: 'UNLOCKED' }])
    expect(await coinsOf(late)).toBe(10_000)
  })

  test('is taken by who pauses as well, for it would end meanwhile', async () => {
    const player = await anAttender()
    const accessToken = await logInAgain(club, player)
    expect((await safely(club, { accessToken }, 'pause', { hours: 24 })).status).toBe(200)
    expect(await claim(club, player, 'PLATINUM')).toMatchObject({ status: 200, body: { amount: 30_000 } })
  })

  test('from two devices and over HTTP at once pays once', async () => {
    const player = await anAttender()
    const token = await logInAgain(club, player)
    const rooms = [await club.joinRoom(token), await club.joinRoom(await logInAgain(club, player))]
    const vaultId = (await vaultsOf(club, player)).PLATINUM?.id
    const answers = await Promise.all([
      ...rooms.map((room) => room.request('vault.claim', { commandId: newCommandId(), vaultId })),
      club.post('/api/vault/claim', { commandId: newCommandId(), vaultId }, token).then(({ body }) => body),
    ])
    const reasons = answers.map((answer) => (answer as { reason?: string }).reason ?? 'paid').sort()
    expect(reasons).toEqual(['VAULT_ALREADY_CLAIMED', 'VAULT_ALREADY_CLAIMED', 'paid'])
    expect(await coinsOf(player)).toBe(40_000)
    await expect.poll(() => rooms[0]?.state.vaults[1]?.status).toBe('CLAIMED')
    for (const room of rooms) await room.leave()
  })
})

describe('deposits known elsewhere', () => {
  test('unlock at their first won and at their sum; only what is more counts, however often it is told', async () => {
    const player = await club.signUp()
    const { userId } = player
    const tell = (depositTotal: number) => depositElsewhere(club, [{ userId, depositTotal }])
    expect(await tell(0)).toMatchObject({ status: 200, body: { raised: 1, unchanged: 0 } })
    expect((await vaultsOf(club, player)).GOLD?.status).toBe('LOCKED')
    expect(await tell(499_999)).toMatchObject({ body: { raised: 1, unchanged: 0 } })
    expect(await vaultsOf(club, player)).toMatchObject({
      GOLD: { status: 'UNLOCKED' },
      DIAMOND: { status: 'LOCKED', progress: { current: 499_999, needed: 500_000 } },
    })
    expect(await tell(499_999)).toMatchObject({ body: { raised: 0, unchanged: 1 } })
    expect(await tell(100)).toMatchObject({ body: { raised: 0, unchanged: 1 } })
    expect((await vaultsOf(club, player)).DIAMOND?.progress.current).toBe(499_999)
    expect(await tell(500_000)).toMatchObject({ body: { raised: 1, unchanged: 0 } })
    expect((await vaultsOf(club, player)).DIAMOND?.status).toBe('UNLOCKED')
    expect((await vaultEvents(club, player)).map(({ type }) => type)).toEqual(['vault.unlocked', 'vault.unlocked'])
    expect(await claim(club, player, 'DIAMOND')).toMatchObject({ status: 200, body: { amount: 100_000 } })
  })

  test('of many unlock theirs together, each by one event of his own, and open games show it', async () => {
    const players = [await club.signUp(), await club.signUp(), await club.signUp()]
    const room = await club.joinRoom(players[0]?.accessToken ?? '')
    const told = players.map(({ userId }) => ({ userId, depositTotal: 1 }))
    expect(await depositElsewhere(club, told)).toMatchObject({ status: 200, body: { raised: 3, unchanged: 0 } })
    for (const player of players) {
      expect((await vaultsOf(club, player)).GOLD?.status).toBe('UNLOCKED')
      expect((await vaultEvents(club, player)).map(({ type }) => type)).toEqual(['vault.unlocked'])
    }
    await expect.poll(() => [...(room.state.vaults ?? [])].find(({ type }) => type === 'GOLD')?.status).toBe('UNLOCKED')
    await room.leave()
  })

  test('are taken in also where what they unlock cannot be looked at; it is met again when he comes in', async () => {
    const player = await club.signUp()
    const { userId } = player
    await club.adminToken('operator')
    const [admin] = await club.sql<{ id: number; site_id: string }>('select id, site_id from admin_users order by id')
    const load = () => Promise.reject(new Error('no answer'))
    const keeper = new VaultKeeper({ ...club.core, players: { ...club.core.players, load } })
    const vaults = new Vaults({ ...club.core, keeper })
    const actor = { adminId: admin?.id ?? 0, siteId: admin?.site_id ?? '' }
    const by = { admin: actor, request: { address: 'test', id: 'test' } }
    const taken = await vaults.takeTotals([{ userId, depositTotal: 1 }], 'for a test', by)
    expect(taken).toMatchObject({ ok: true, value: { raised: 1 } })
    expect((await vaultsOf(club, player)).GOLD?.status).toBe('LOCKED')
    await enter(player)
    expect((await vaultsOf(club, player)).GOLD?.status).toBe('UNLOCKED')
  })

  test('that are negative, of nobody, or no such list are refused, and nothing of the list is taken in', async () => {
    const { userId } = await club.signUp()
    const good = { userId, depositTotal: 5 }
    for (const wrong of [
      [{ userId, depositTotal: -1 }],
      [{ userId, depositTotal: 1.5 }],
      [{ userId, depositTotal: 2 ** 53 }],
      [{ userId, depositTotal: '5' }],
      [good, good],
      [{ ...good, more: 1 }],
      [],
    ]) {
      expect(await depositElsewhere(club, wrong), JSON.stringify(wrong)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    }
    expect(await depositElsewhere(club, [good, { userId: 999_999, depositTotal: 5 }])).toMatchObject(
      aProblem(404, 'NOT_FOUND'),
    )
    expect(await club.sql('select 1 from external_ranking_data where user_id = $1', [userId])).toEqual([])
  })
})

test('of two accounts that are made one the closed one’s vaults end, and the other keeps its own', async () => {
  const [from, into] = [await club.signUp(), await club.signUp()]
  const operator = await club.adminToken('operator')
  expect((await merge(club, operator, from, into)).status).toBe(200)
  const statesOf = ({ userId }: TestPlayer) =>
    club.sql('select distinct state from player_vaults where user_id = $1', [userId])
  expect(await statesOf(from)).toEqual([{ state: 'EXPIRED' }])
  expect(await statesOf(into)).toEqual([{ state: 'LOCKED' }])
  await club.core.keeper.enter(from.userId)
  expect(await statesOf(from)).toEqual([{ state: 'EXPIRED' }])
})

test('the audit proves all of it', async () => {
  expect((await club.audit()).bad).toBeUndefined()
})

test.each<[string, string]>([
  [
    'a vault that paid less',
    "update player_vaults set coins = coins + 1 where id = (select min(id) from player_vaults where state = 'CLAIMED')",
  ],
  [
    'a vault that nothing unlocked',
    "update player_vaults set unlocked_seq = 1 where id = (select min(id) from player_vaults where state = 'UNLOCKED')",
  ],
])('the audit names %s', async (what, statement) => {
  const copy = await club.stop().then(() => cloneOf(club.databaseUrl, what.replaceAll(/\W/g, '_')))
  await tamper(copy, statement)
  expect((await auditOf(copy)).bad?.where).toMatch(/^player_vaults/)
})
