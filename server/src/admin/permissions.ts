import type { AdminRole } from '@casino-club/shared'

export const PERMISSIONS = [
  'dashboard:read',
  'players:read',
  'players:export',
  'players:correct',
  'players:logout',
  'players:ban',
  'players:rank',
  'players:note',
  'players:merge',
  'plays:read',
  'plays:export',
  'slot-tables:read',
  'odds-tables:read',
  'odds-tables:edit',
  'odds-tables:publish',
  'audit-logs:read',
  'audit-logs:export',
  'age-checks:read',
  'age-checks:decide',
  'admins:read',
  'admins:edit',
  'items:read',
  'items:edit',
  'rewards:read',
  'rewards:grant',
  'rewards:import',
  'safe-play:read',
  'safe-play:restrict',
  'safe-play:export',
  'sign-ins:read',
  'admins:second-factor',
  'invites:read',
  'invites:edit',
  'invites:export',
  'purchases:read',
  'purchases:check',
  'purchases:export',
  'purchases:refund',
  'refunds:approve',
  'revenue:read',
  'fraud:read',
  'fraud:decide',
  'products:read',
  'products:edit',
  'products:publish',
  'products:disable',
  'products:enable',
  'stocks:read',
  'stocks:edit',
  'promos:read',
  'promos:edit',
  'promos:export',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READ: readonly Permission[] = [
  'dashboard:read',
  'players:read',
  'plays:read',
  'slot-tables:read',
  'odds-tables:read',
  'audit-logs:read',
  'items:read',
  'rewards:read',
  'sign-ins:read',
  'invites:read',
  'safe-play:read',
  'purchases:read',
  'revenue:read',
  'fraud:read',
  'products:read',
  'stocks:read',
  'promos:read',
]

/** Who runs the club is decided by its owners. */
const OWNERS_ONLY: ReadonlySet<string> = new Set<Permission>(['admins:read', 'admins:edit', 'admins:second-factor'])

/** What each role may do; the server decides by this, the admin app only hides by it. */
export const ROLE_PERMISSIONS: Readonly<Record<AdminRole, readonly Permission[]>> = {
  viewer: READ,
  support: [
    ...READ,
    'players:logout',
    'players:note',
    'players:ban',
    'age-checks:read',
    'age-checks:decide',
    'safe-play:restrict',
    'purchases:check',
    'fraud:decide',
    'products:disable',
  ],
  operator: PERMISSIONS.filter((permission) => !OWNERS_ONLY.has(permission)),
  owner: PERMISSIONS,
}

export function roleMay(role: AdminRole, permission: string): boolean {
  return ROLE_PERMISSIONS[role].some((held) => held === permission)
}
