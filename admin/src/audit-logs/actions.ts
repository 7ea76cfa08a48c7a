/** What admins can do that is written to the audit log, by the server's names. */
export const AUDIT_ACTIONS = [
  'players.correct',
  'players.logout',
  'players.export',
  'plays.export',
  'keys.rotate',
  'keys.retire',
  'admins.second-factor-reset',
  'odds-tables.draft',
  'odds-tables.redraft',
  'odds-tables.publish',
  'items.create',
  'items.update',
  'rewards.grant',
  'reward-imports.upload',
  'reward-imports.start',
  'reward-imports.cancel',
  'odds-tables.stop',
  'odds-tables.retire',
  'odds-tables.plan-schedule',
  'odds-tables.plan-unschedule',
  'odds-tables.plan-publish',
  'odds-tables.plan-refuse',
  'odds-tables.plan-end',
  'odds-tables.plan-overtake',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** Whether a word of the server is an action this app has a name for. */
export const isAuditAction = (action: string): action is AuditAction => AUDIT_ACTIONS.some((known) => known === action)
