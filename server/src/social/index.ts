/**
 * Players and each other: following.
 * Invariants: a follow is there once; nobody follows himself, who blocks him, whom he blocks, or who does not want it at the
 * moment; who leaves, pauses, is excluded, banned, merged or erased is shown to nobody from the next answer on; of a player
 * nobody sees more than his nickname, his badge and the boards he shows himself on.
 */
export { findFollowedIds, findUnseen } from './follows.store.ts'
export { eraseSocial, moveSocial } from './settings.store.ts'
export { socialRoutes } from './social.routes.ts'
export { Social } from './social.service.ts'
