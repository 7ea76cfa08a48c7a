/**
 * Who plays and who runs the club.
 * Invariants: an account, its player, its seeds and its invite's use come into being together; a refresh token works
 * once; an ended session is ended in every process within a second; `users.email` is an address its owner has proven; no
 * secret of a link is kept.
 */

export { accountRoutes } from './account.routes.ts'
export { prepareAccountLetter } from './account-letters.ts'
export { type AccountRow, findAccount } from './account-row.store.ts'
export { Accounts } from './accounts.service.ts'
export { AttemptGuard } from './attempt-guard.ts'
export { findBans, insertBan, liftBan, lockAccount, refuseBanned } from './bans.store.ts'
export { Emails } from './emails.service.ts'
export { identityRoutes } from './identity.routes.ts'
export { ensureDefaultInvite } from './invites.store.ts'
export { Leaving } from './leaving.service.ts'
export { Passwords } from './passwords.service.ts'
export { hashPassword, isCommonPassword, passwordFits } from './passwords.ts'
export { Profiles } from './profile.service.ts'
export { changeRank, findRank } from './ranks.store.ts'
export { rbacRoutes } from './rbac.routes.ts'
export { retireNames } from './retired-names.store.ts'
export { SessionRegistry } from './session-registry.ts'
export { Sessions } from './sessions.service.ts'
export { AccessTokens, type TokenClaims } from './tokens.ts'
export { findAdmin, openOwner, upsertOwner } from './users.store.ts'
