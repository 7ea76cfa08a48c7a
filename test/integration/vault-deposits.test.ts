import { MAX_AMOUNT } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { merge } from '../support/merges.ts'
import { newKey, openShop } from '../support/shop.ts'
import { depositElsewhere, vaultEvents, vaultsOf } from '../support/vaults.ts'

const PATIENCE_MS = 20_000
const club = await openShop()
await club.sell('gems', { body: { prices: { KRW: 5_000, GEMS: 50 } } })
const deposits = (userId: number) =>
  club.sql('select won from vault_deposits where user_id = $1 order by order_id', [userId])

test('a purchase for won is a deposit, once however often it is asked for, and unlocks the gold vault', async () => {
  const player = await club.signUp()
  const body = { quantity: 1, currency: 'KRW', expectedPrice: 5_000, idempotencyKey: newKey() }
  const bought = await club.buy(player, body)
  expect(bought.body).toMatchObject({ success: true })
  await club.buy(player, body)
  expect(await deposits(player.userId)).toEqual([{ won: 5_000 }])
  await eventually(async () => {
    expect(await vaultsOf(club, player)).toMatchObject({
      GOLD: { status: 'UNLOCKED' },
      DIAMOND: { status: 'LOCKED', progress: { current: 5_000, needed: 500_000 } },
    })
  }, PATIENCE_MS)
  expect((await vaultEvents(club, player)).map(({ type }) => type)).toEqual(['vault.unlocked'])
  expect((await club.audit()).bad).toBeUndefined()
})

test('a purchase for gems, and one whose card is declined, are none', async () => {
  const player = await club.signUp()
  const bought = await club.buy(player, { quantity: 1, currency: 'GEMS', expectedPrice: 50 })
  expect(bought.body).toMatchObject({ success: true })
  await club.buy(player, { quantity: 1, currency: 'KRW', expectedPrice: 5_000, cardToken: 'tok_always_fail' })
  expect(await deposits(player.userId)).toEqual([])
  await club.core.keeper.settle(player.userId)
  expect((await vaultsOf(club, player)).GOLD?.status).toBe('LOCKED')
})

test('totals beyond every number that can be told lock nobody out', async () => {
  const player = await club.signUp()
  await depositElsewhere(club, [{ userId: player.userId, depositTotal: MAX_AMOUNT }])
  expect((await club.buy(player, {})).body).toMatchObject({ success: true })
  await club.core.keeper.enter(player.userId)
  expect(await vaultsOf(club, player)).toMatchObject({
    DIAMOND: { status: 'UNLOCKED', progress: { current: 500_000 } },
  })
  const admin = await club.adminToken()
  expect((await club.get(`/api/admin/players/${player.userId}/vaults`, admin)).status).toBe(200)
})

test('a total of an account that was merged away is not said to have risen, and keeps no other one out', async () => {
  const [closed, player] = [await club.signUp(), await club.signUp()]
  expect((await merge(club, await club.adminToken(), closed, player)).status).toBe(200)
  const entries = [closed, player].map(({ userId }) => ({ userId, depositTotal: 500_000 }))
  expect((await depositElsewhere(club, entries)).body).toEqual({ raised: 1, unchanged: 1 })
  const kept = await club.sql('select user_id from external_ranking_data where user_id = any($1)', [
    entries.map(({ userId }) => userId),
  ])
  expect(kept).toEqual([{ user_id: player.userId }])
  expect((await vaultsOf(club, player)).DIAMOND?.status).toBe('UNLOCKED')
})
