/**
 * Of age or not: asked of the player, judged by a provider, decided by its rule or by an admin.
 * Invariants: what is rated for adults is closed to who is not verified, whatever door he comes by; the day of birth is
 * forgotten with the decision; who was too young cannot try another day.
 */

export { ageRoutes } from './age.routes.ts'
export { AgeChecks } from './age.service.ts'
export { ageGuard } from './age-guard.ts'
export { ageReviewRoutes } from './age-review.routes.ts'
export { declaredAge } from './declared-age.ts'
