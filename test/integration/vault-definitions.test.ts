import type { VaultDefinition, VaultTerms } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { openClub } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'
import { depositElsewhere, vaultEvents, vaultsOf } from '../support/vaults.ts'

let nowMs = Date.UTC(2026, 10, 21, 12)
// No two readings are the same.
const club = await openClub({ clock: { nowMs: () => nowMs++ } })
const PATH = '/api/admin/vaults/definitions'
const SILVER: VaultTerms = {
  coins: 500,
  unlock: { by: 'deposited_total', amount: 1_000 },
  lifetimeHours: 24,
  position: 4,
  enabled: true,
}
const operator = () => club.adminToken('operator')
const define = async (type: string, seenVersion: number, terms: object, more: object = {}) =>
  club.put<VaultDefinition>(`${PATH}/${type}`, { seenVersion, terms, reason: 'for a test', ...more }, await operator())

test('the club opens with gold, platinum and diamond', async () => {
  const { body } = await club.get<VaultDefinition[]>(PATH, await club.adminToken('viewer'))
  expect(body).toMatchObject([
    { id: 'GOLD', version: 1, unlock: { by: 'first_deposit', amount: null }, enabled: true },
    { id: 'PLATINUM', coins: 30_000, unlock: { by: 'attendance_days', amount: 3 } },
    { id: 'DIAMOND', unlock: { by: 'deposited_total', amount: 500_000 } },
  ])
})

test('a new version holds for vaults that are opened from then on; those that are open keep their terms', async () => {
  const before = await club.signUp()
  const terms: VaultTerms = { ...SILVER, coins: 77, unlock: { by: 'deposited_total', amount: 9 }, position: 1 }
  expect(await define('GOLD', 1, terms)).toMatchObject({ status: 200, body: { version: 2, coins: 77, open: 1 } })
  const after = await club.signUp()
  expect((await vaultsOf(club, before)).GOLD).toMatchObject({ coins: 10_000, unlock: { by: 'first_deposit' } })
  expect((await vaultsOf(club, after)).GOLD).toMatchObject({ coins: 77, unlock: { amount: 9 } })
  await depositElsewhere(club, [
    { userId: before.userId, depositTotal: 5 },
    { userId: after.userId, depositTotal: 5 },
  ])
  expect((await vaultsOf(club, before)).GOLD?.status).toBe('UNLOCKED')
  expect((await vaultsOf(club, after)).GOLD?.status).toBe('LOCKED')
  const { body } = await club.get<VaultDefinition[]>(`${PATH}/GOLD/versions`, await operator())
  expect(body.map(({ version }) => version)).toEqual([2, 1])
  expect(
    await club.sql(
      `select target_id, reason, after -> 'version' as version from admin_audit_logs where action = 'vaults.define'`,
    ),
  ).toEqual([{ target_id: 'GOLD', reason: 'for a test', version: 2 }])
})

test('a new kind comes to players who are there already when they next come in, once', async () => {
  const player = await club.signUp()
  const preview = await club.post(`${PATH}/SILVER/preview`, { terms: SILVER }, await operator())
  expect(preview).toMatchObject({ status: 200, body: { players: expect.any(Number), unlockedAtOnce: 0 } })
  expect(await define('SILVER', 0, SILVER)).toMatchObject({ status: 200, body: { id: 'SILVER', version: 1 } })
  expect(await vaultsOf(club, player)).not.toHaveProperty('SILVER')
  await Promise.all([1, 2, 3].map(() => club.core.keeper.enter(player.userId)))
  expect((await vaultsOf(club, player)).SILVER).toMatchObject({ status: 'LOCKED', coins: 500 })
  expect(await vaultEvents(club, player)).toMatchObject([{ type: 'vault.opened' }])
  expect((await club.audit()).bad).toBeUndefined()
})

test('a kind that is turned off comes to nobody any more, and those who have one keep it', async () => {
  const player = await club.signUp()
  expect(await define('SILVER', 1, { ...SILVER, enabled: false })).toMatchObject({ status: 200 })
  const late = await club.signUp()
  await club.core.keeper.enter(late.userId)
  expect(await vaultsOf(club, late)).not.toHaveProperty('SILVER')
  expect((await vaultsOf(club, player)).SILVER?.status).toBe('LOCKED')
})

test('of two who write a version at once one is told', async () => {
  const answers = await Promise.all([10, 20, 30].map((coins) => define('BRONZE', 0, { ...SILVER, coins })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect(await define('BRONZE', 0, SILVER)).toMatchObject(aProblem(409, 'CONFLICT'))
  const [current] = await club.sql<{ coins: number }>(`select coins from vault_definitions where type = 'BRONZE'`)
  const same = { ...SILVER, coins: current?.coins ?? 0 }
  expect(await define('BRONZE', 1, same)).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
})

test('what is no such definition is refused and leaves nothing', async () => {
  const count = () => club.sql('select 1 from vault_definitions')
  const before = (await count()).length
  for (const wrong of [
    { coins: 0 },
    { coins: -1 },
    { coins: 1.5 },
    { coins: 1_000_000_001 },
    { lifetimeHours: 0 },
    { lifetimeHours: 8_761 },
    { unlock: { by: 'first_deposit', amount: 5 } },
    { unlock: { by: 'attendance_days', amount: null } },
    { unlock: { by: 'attendance_days', amount: 367 } },
    { unlock: { by: 'luck', amount: 1 } },
    { unlock: { by: 'deposited_total', amount: 5, more: 1 } },
    { enabled: 'yes' },
    { more: 1 },
  ]) {
    expect(await define('IRON', 0, { ...SILVER, ...wrong }), JSON.stringify(wrong)).toMatchObject(
      aProblem(400, 'INVALID_PAYLOAD'),
    )
  }
  expect(await define('iron', 0, SILVER)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  expect(await define('IRON', 0, SILVER, { reason: 'x' })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  expect(await define('IRON', 0, SILVER, { more: 1 })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  expect((await count()).length).toBe(before)
})

test('the admins see a player’s vaults', async () => {
  const player = await club.signUp()
  const { body } = await club.get(`/api/admin/players/${player.userId}/vaults`, await club.adminToken('viewer'))
  expect(body).toMatchObject([
    { type: 'GOLD', version: 2, status: 'LOCKED' },
    { type: 'PLATINUM' },
    { type: 'DIAMOND' },
    {},
  ])
})

test('the day on which a vault of a new kind opens counts for it', async () => {
  const player = await club.signUp()
  expect(await define('DAYS', 0, { ...SILVER, unlock: { by: 'attendance_days', amount: 2 } })).toMatchObject({
    status: 200,
  })
  await club.core.keeper.enter(player.userId)
  expect((await vaultsOf(club, player)).DAYS?.progress).toEqual({ current: 1, needed: 2 })
})
