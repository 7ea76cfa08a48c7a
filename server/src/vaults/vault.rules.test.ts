import { refuse, type Vault, type VaultStatus } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aPlayer, NOON_MS } from '../player/player.fixture.ts'
import { type ClaimRefusal, claimRule, expireRule, isMet, refuseClaim, unlockRule } from './vault.rules.ts'

const aVault = (overrides: Partial<Vault> = {}): Vault => ({
  id: 5,
  type: 'PLATINUM',
  status: 'UNLOCKED',
  coins: 30_000,
  openedAtMs: NOON_MS - 1_000,
  expiresAtMs: NOON_MS + 1,
  unlock: { by: 'attendance_days', amount: 3 },
  ...overrides,
})
const decide = (vault: Vault | undefined, vaultId = 5, nowMs = NOON_MS) =>
  claimRule.decide({
    player: aPlayer({ vaults: vault ? [vault] : [] }),
    payload: { vaultId },
    nowMs,
    draw: () => {
      throw new Error('nothing is drawn')
    },
  })

const refusals = {
  VAULT_NOT_YOURS: undefined,
  VAULT_ALREADY_CLAIMED: aVault({ status: 'CLAIMED', expiresAtMs: NOON_MS }),
  VAULT_EXPIRED: aVault({ expiresAtMs: NOON_MS }),
  VAULT_LOCKED: aVault({ status: 'LOCKED' }),
} satisfies Record<ClaimRefusal, Vault | undefined>

describe('a claim', () => {
  test.each(Object.entries(refusals))('is refused: %s', (reason, vault) => {
    expect(refuseClaim(vault, NOON_MS)).toMatchObject(refuse(reason as ClaimRefusal, expect.any(String)))
    expect(decide(vault)).toMatchObject({ ok: false, reason })
  })

  test('of another’s vault is as one that is not there', () => {
    expect(decide(aVault(), 6)).toMatchObject({ reason: 'VAULT_NOT_YOURS' })
  })

  test('pays what the vault holds until the very moment of its end', () => {
    expect(decide(aVault())).toMatchObject({ ok: true, value: { postings: [{ currency: 'coins', amount: 30_000 }] } })
    expect(decide(aVault(), 5, NOON_MS + 1)).toMatchObject({ reason: 'VAULT_EXPIRED' })
  })
})

test.each<[VaultStatus, boolean]>([
  ['LOCKED', true],
  ['UNLOCKED', true],
  ['CLAIMED', false],
  ['EXPIRED', false],
])('a vault that is %s ends with its time: %s', (status, ends) => {
  const input = { payload: {}, draw: () => Promise.reject() as never }
  const player = aPlayer({ vaults: [aVault({ status, expiresAtMs: NOON_MS })] })
  expect(expireRule.decide({ ...input, player, nowMs: NOON_MS }).ok).toBe(ends)
  expect(expireRule.decide({ ...input, player, nowMs: NOON_MS - 1 }).ok).toBe(false)
})

test('only what is locked and has time left is unlocked', () => {
  const input = { payload: { vaultId: 5 }, nowMs: NOON_MS, draw: () => Promise.reject() as never }
  const unlock = (vault: Vault) => unlockRule.decide({ ...input, player: aPlayer({ vaults: [vault] }) })
  expect(unlock(aVault({ status: 'LOCKED' })).ok).toBe(true)
  expect(unlock(aVault({ status: 'LOCKED', expiresAtMs: NOON_MS })).ok).toBe(false)
  for (const status of ['UNLOCKED', 'CLAIMED', 'EXPIRED'] as const) expect(unlock(aVault({ status })).ok).toBe(false)
})

test('what a vault waits for is reached to the day and to the won', () => {
  const progress = { attendanceDays: 2, deposited: 499_999 }
  const more = { attendanceDays: 3, deposited: 500_000 }
  for (const unlock of [
    { by: 'attendance_days', amount: 3 },
    { by: 'deposited_total', amount: 500_000 },
  ] as const) {
    expect(isMet({ unlock }, progress)).toBe(false)
    expect(isMet({ unlock }, more)).toBe(true)
  }
  const first = { unlock: { by: 'first_deposit', amount: null } as const }
  expect(isMet(first, { attendanceDays: 9, deposited: 0 })).toBe(false)
  expect(isMet(first, { attendanceDays: 0, deposited: 1 })).toBe(true)
})
