import type { AdminRole } from '@casino-club/shared'

export const PERMISSIONS = [
  'dashboard:read',
  'players:read',
  'players:export',
  'players:correct',
  'players:logout',
  'plays:read',
  'plays:export',
  'slot-tables:read',
  'odds-tables:read',
  'odds-tables:edit',
  'odds-tables:publish',
  'audit-logs:read',
  'items:read',
  'items:edit',
  'rewards:read',
  'rewards:grant',
  'rewards:import',
  'sign-ins:read',
  'admins:read',
  'admins:second-factor',
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
]

/** What only owners do. */
const OWNERS: readonly Permission[] = ['admins:read', 'admins:second-factor']

/** What each role may do; the server decides by this, the admin app only hides by it. */
export const ROLE_PERMISSIONS: Readonly<Record<AdminRole, readonly Permission[]>> = {
  viewer: READ,
  support: [...READ, 'players:logout'],
  operator: PERMISSIONS.filter((permission) => !OWNERS.includes(permission)),
  owner: PERMISSIONS,
}

export function roleMay(role: AdminRole, permission: string): boolean {
  return ROLE_PERMISSIONS[role].some((held) => held === permission)
}
