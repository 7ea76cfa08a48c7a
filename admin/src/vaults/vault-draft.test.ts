import { describe, expect, test } from 'vitest'
import type { VaultKind } from '../providers/resources.ts'
import { draftOf, EMPTY_VAULT, termsOf, type VaultDraft } from './vault-draft.ts'

const typed = (change: Partial<VaultDraft>) => termsOf({ ...EMPTY_VAULT, type: 'SILVER', ...change })

describe('the terms of a vault', () => {
  test('are read as they are typed', () => {
    expect(typed({})).toEqual({
      coins: 10_000,
      unlock: { by: 'attendance_days', amount: 3 },
      lifetimeHours: 168,
      position: 9,
      enabled: true,
    })
    expect(typed({ by: 'first_deposit', amount: '7' })?.unlock).toEqual({ by: 'first_deposit', amount: null })
  })

  test.each<Partial<VaultDraft>>([
    { type: '' },
    { type: 'silver' },
    { coins: '0' },
    { coins: '1e3' },
    { coins: '-5' },
    { amount: '' },
    { amount: '367' },
    { lifetimeHours: '0' },
    { lifetimeHours: '8761' },
    { position: '1000' },
  ])('are not sent where they are wrong: %j', (change) => {
    expect(typed(change)).toBeNull()
  })

  test('of a kind that is in force are shown as they are', () => {
    const kind = {
      ...{ id: 'GOLD', version: 1, coins: 5, lifetimeHours: 24, position: 1, enabled: false, reason: '' },
      unlock: { by: 'first_deposit', amount: null },
      ...{ createdBy: null, createdAt: '2026-11-22T00:00:00.000Z', open: 0, ended: 0 },
    } satisfies VaultKind
    expect(termsOf(draftOf(kind))).toEqual({
      coins: 5,
      unlock: { by: 'first_deposit', amount: null },
      lifetimeHours: 24,
      position: 1,
      enabled: false,
    })
  })
})
