/**
 * Who plays and who runs the club.
 * Invariants: an account, its player, its seeds and its invite's use come into being together; a refresh token has
 * one successor, and one that comes back late ends its family; an ended session is ended in every process within a second.
 */
export { viewSession, viewSignIn } from './access.routes.ts'
export { Accounts } from './accounts.service.ts'
export { findBans, insertBan, liftBan, lockAccount, refuseBanned } from './bans.store.ts'
export { identityRoutes } from './identity.routes.ts'
export { ensureDefaultInvite } from './invites.store.ts'
export { deriveKey } from './keys/derive-key.ts'
export { KeyRing } from './keys/key-ring.ts'
export { keysCommand } from './keys/keys.command.ts'
export { SecretBox } from './keys/secret-box.ts'
export { hashPassword, isCommonPassword, passwordFits } from './passwords.ts'
export { changeRank, findRank } from './ranks.store.ts'
export { rbacRoutes } from './rbac.routes.ts'
export { Logins } from './second-factor/logins.service.ts'
export { SecondFactors } from './second-factor/second-factor.service.ts'
export { SessionRegistry } from './session-registry.ts'
export { Sessions } from './sessions.service.ts'
export { findSessions } from './sessions.store.ts'
export { countSignInsByHour, findSignIns, forgetSignIns } from './sign-ins.store.ts'
export { AccessTokens, type TokenClaims } from './tokens.ts'
export { findAdmin, openOwner, upsertOwner } from './users.store.ts'
