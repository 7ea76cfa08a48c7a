/**
 * Inviting friends.
 * Invariants: what an invitation is worth is fixed at the sign-up it led to, within the caps of that moment, and is given
 * when what was asked for is done; each side is paid once, in the transaction of its ledger entry; who pauses or is excluded
 * is offered nothing; what looks like one person with two accounts is paid only after a human has said so.
 */
export { friendsSettleJob } from './invitations.jobs.ts'
export { adminInvitationRoutes, invitationRoutes } from './invitations.routes.ts'
export { beginInvitation, Invitations } from './invitations.service.ts'
export { endInviting } from './invitations.store.ts'
export { moveInvitations } from './merged-invitations.store.ts'
