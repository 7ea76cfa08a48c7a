/**
 * Who plays and who runs the club.
 * Invariants: an account, its player, its seeds and its invite's use come into being together; a refresh token works
 * once; an ended session is ended in every process within a second.
 */
export { Accounts } from './accounts.service.ts'
export { findBans, insertBan, liftBan, lockAccount, refuseBanned } from './bans.store.ts'
export { identityRoutes } from './identity.routes.ts'
export { ensureDefaultInvite } from './invites.store.ts'
export { hashPassword, isCommonPassword, passwordFits } from './passwords.ts'
export { changeRank, findRank } from './ranks.store.ts'
export { rbacRoutes } from './rbac.routes.ts'
export { SessionRegistry } from './session-registry.ts'
export { Sessions } from './sessions.service.ts'
export { AccessTokens, type TokenClaims } from './tokens.ts'
export { findAdmin, openOwner, upsertOwner } from './users.store.ts'
