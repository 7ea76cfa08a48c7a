import { describe, expect, test } from 'vitest'
import { checkInvite, type InviteRefusal } from './check-invite.ts'
import type { Invite } from './invites.store.ts'

const NOON_MS = Date.UTC(2026, 0, 2, 12)
const anInvite = (overrides: Partial<Invite> = {}): Invite => ({
  code: '5858',
  maxUses: 10,
  usedCount: 9,
  expiresAt: new Date(NOON_MS + 1),
  disabledAt: null,
  ...overrides,
})

const refusals = {
  INVITE_UNKNOWN: [undefined],
  INVITE_DISABLED: [anInvite({ disabledAt: new Date(NOON_MS - 1) })],
  INVITE_EXPIRED: [
    anInvite({ expiresAt: new Date(NOON_MS) }),
    anInvite({ expiresAt: new Date(NOON_MS - 1), usedCount: 10 }),
  ],
  INVITE_USED_UP: [anInvite({ usedCount: 10 }), anInvite({ maxUses: 0, usedCount: 0, expiresAt: null })],
} satisfies Record<InviteRefusal, (Invite | undefined)[]>

describe('an invite', () => {
  test.each(Object.entries(refusals))('is refused: %s', (reason, invites) => {
    for (const invite of invites) expect(checkInvite(invite, NOON_MS)).toMatchObject({ ok: false, reason })
  })

  test.each<[string, Partial<Invite>]>([
    ['to its last use and its last millisecond', {}],
    ['without an end', { expiresAt: null }],
    ['without a limit', { maxUses: null, usedCount: 1_000_000 }],
  ])('is good %s', (_, overrides) => {
    const invite = anInvite(overrides)
    expect(checkInvite(invite, NOON_MS)).toEqual({ ok: true, value: invite })
  })
})
