/**
 * Two accounts of one person made one.
 * Invariants: a merge is one transaction of two events that name each other, and moves all or nothing; what leaves one
 * account arrives at the other (`house:merge` holds nothing); an account that was merged away opens no session, and no
 * command is decided for it any more; nobody gets around a limit, a pause or an exclusion by it.
 */

export { mergeRoutes } from './merges.routes.ts'
export { Merges } from './merges.service.ts'
