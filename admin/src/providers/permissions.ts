/** What the server may allow an admin; it enforces them, this app only hides what would be refused. */
export const PERMISSIONS = [
  'safe-play:read',
  'safe-play:restrict',
  'safe-play:export',
  'players:read',
  'players:correct',
  'players:logout',
  'players:export',
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
  'dashboard:read',
  'items:read',
  'items:edit',
  'rewards:read',
  'rewards:grant',
  'rewards:import',
  'invites:read',
  'invites:edit',
  'invites:export',
  'sign-ins:read',
  'admins:second-factor',
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
  'jobs:read',
  'jobs:run',
  'jobs:edit',
  'missions:read',
  'missions:edit',
  'missions:publish',
  'battlepass:read',
  'battlepass:edit',
  'battlepass:publish',
  'vaults:read',
  'vaults:edit',
  'vaults:deposit',
  'streaks:read',
  'boards:read',
  'boards:remove',
  'purchases:read',
  'purchases:check',
  'purchases:export',
  'purchases:refund',
  'refunds:approve',
  'fraud:read',
  'fraud:decide',
  'revenue:read',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** Resources that fall under the permissions of another. */
const UNDER: Readonly<Record<string, string>> = {
  'reward-imports': 'rewards',
  'safe-play-standing': 'safe-play',
  'safe-play-changes': 'safe-play',
  'reward-import-lines': 'rewards',
  'invite-uses': 'invites',
  'promo-uses': 'promos',
  'job-runs': 'jobs',
  'player-vaults': 'vaults',
  'board-rows': 'boards',
  'season-standings': 'battlepass',
  'promo-batches': 'promos',
  'promo-batch-uses': 'promos',
  'product-sales': 'products',
  // Approving is a permission of its own: asked for as `approve refunds`.
  'shop-refunds': 'purchases',
  'player-merges': 'players',
}
const READING = new Set(['list', 'show', 'read'])

/** The permission that react-admin's question `may I <action> <resource>?` comes down to. Fields follow their resource. */
export function permissionFor(action: string, resource: string): string {
  const name = resource.split('.')[0] ?? resource
  return `${UNDER[name] ?? name}:${READING.has(action) ? 'read' : action}`
}

/** Whether the action is among what was allowed; what nobody has named is refused. */
export const isAllowed = (granted: ReadonlySet<string>, action: string, resource: string): boolean =>
  granted.has(permissionFor(action, resource))
