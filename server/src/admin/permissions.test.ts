import type { AdminRole } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { PERMISSIONS, type Permission, roleMay } from './permissions.ts'

/** Who may do what, written out: a permission without a row here does not compile. */
const MAY = {
  'dashboard:read': ['viewer', 'support', 'operator', 'owner'],
  'players:read': ['viewer', 'support', 'operator', 'owner'],
  'players:export': ['operator', 'owner'],
  'players:correct': ['operator', 'owner'],
  'players:logout': ['support', 'operator', 'owner'],
  'players:ban': ['support', 'operator', 'owner'],
  'players:rank': ['operator', 'owner'],
  'players:note': ['support', 'operator', 'owner'],
  'players:merge': ['operator', 'owner'],
  'plays:read': ['viewer', 'support', 'operator', 'owner'],
  'plays:export': ['operator', 'owner'],
  'slot-tables:read': ['viewer', 'support', 'operator', 'owner'],
  'odds-tables:read': ['viewer', 'support', 'operator', 'owner'],
  'odds-tables:edit': ['operator', 'owner'],
  'odds-tables:publish': ['operator', 'owner'],
  'audit-logs:read': ['viewer', 'support', 'operator', 'owner'],
  'audit-logs:export': ['operator', 'owner'],
  'age-checks:read': ['support', 'operator', 'owner'],
  'age-checks:decide': ['support', 'operator', 'owner'],
  'admins:read': ['owner'],
  'admins:edit': ['owner'],
  'items:read': ['viewer', 'support', 'operator', 'owner'],
  'items:edit': ['operator', 'owner'],
  'rewards:read': ['viewer', 'support', 'operator', 'owner'],
  'rewards:grant': ['operator', 'owner'],
  'rewards:import': ['operator', 'owner'],
  'safe-play:read': ['viewer', 'support', 'operator', 'owner'],
  'safe-play:restrict': ['support', 'operator', 'owner'],
  'safe-play:export': ['operator', 'owner'],
  'sign-ins:read': ['viewer', 'support', 'operator', 'owner'],
  'admins:second-factor': ['owner'],
  'invites:read': ['viewer', 'support', 'operator', 'owner'],
  'invites:edit': ['operator', 'owner'],
  'invites:export': ['operator', 'owner'],
  'purchases:read': ['viewer', 'support', 'operator', 'owner'],
  'purchases:check': ['support', 'operator', 'owner'],
  'purchases:export': ['operator', 'owner'],
  'purchases:refund': ['operator', 'owner'],
  'refunds:approve': ['operator', 'owner'],
  'revenue:read': ['viewer', 'support', 'operator', 'owner'],
  'fraud:read': ['viewer', 'support', 'operator', 'owner'],
  'fraud:decide': ['support', 'operator', 'owner'],
  'products:read': ['viewer', 'support', 'operator', 'owner'],
  'products:edit': ['operator', 'owner'],
  'products:publish': ['operator', 'owner'],
  'products:disable': ['support', 'operator', 'owner'],
  'products:enable': ['operator', 'owner'],
  'stocks:read': ['viewer', 'support', 'operator', 'owner'],
  'stocks:edit': ['operator', 'owner'],
  'promos:read': ['viewer', 'support', 'operator', 'owner'],
  'promos:edit': ['operator', 'owner'],
  'promos:export': ['operator', 'owner'],
  'jobs:read': ['viewer', 'support', 'operator', 'owner'],
  'jobs:run': ['operator', 'owner'],
  'jobs:edit': ['operator', 'owner'],
  'missions:read': ['viewer', 'support', 'operator', 'owner'],
  'missions:edit': ['operator', 'owner'],
  'missions:publish': ['operator', 'owner'],
  'vaults:read': ['viewer', 'support', 'operator', 'owner'],
  'vaults:edit': ['operator', 'owner'],
  'vaults:deposit': ['operator', 'owner'],
  'streaks:read': ['viewer', 'support', 'operator', 'owner'],
  'boards:read': ['viewer', 'support', 'operator', 'owner'],
  'boards:remove': ['operator', 'owner'],
  'vip:read': ['viewer', 'support', 'operator', 'owner'],
  'vip:edit': ['operator', 'owner'],
  'vip:publish': ['operator', 'owner'],
  'vip:set': ['operator', 'owner'],
  'contents:read': ['viewer', 'support', 'operator', 'owner'],
  'contents:edit': ['operator', 'owner'],
  'contents:publish': ['operator', 'owner'],
  'moods:read': ['viewer', 'support', 'operator', 'owner'],
} satisfies Record<Permission, AdminRole[]>

const ROLES: AdminRole[] = ['viewer', 'support', 'operator', 'owner']

test.each(PERMISSIONS)('%s belongs to the roles that are listed, and to no other', (permission) => {
  expect(ROLES.filter((role) => roleMay(role, permission))).toEqual(MAY[permission])
})

test('a permission nobody knows belongs to nobody', () => {
  expect(ROLES.filter((role) => roleMay(role, 'players:delete'))).toEqual([])
})
