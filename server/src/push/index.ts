/**
 * Web push: which browsers of a player are reached, and how a message gets there.
 * Invariants: a device has one subscription, a browser one account; nothing is sent anywhere but to push services that are
 * listed, at public addresses; a subscription ends with the log-in it was made in; only who is gone is deleted for it: a
 * service that refuses our key stops us, not its subscribers.
 */

export { PushCleanup } from './cleanup.service.ts'
export { OriginTally } from './origin-tally.ts'
export { PushChannel } from './push.channel.ts'
export { pushCleanupJob } from './push.jobs.ts'
export { pushRoutes } from './push.routes.ts'
export { pushAdminRoutes } from './push-admin.routes.ts'
export { PushLine } from './push-line.ts'
export { leadsInside } from './resolve.ts'
export { PushSubscriptions } from './subscriptions.service.ts'
export { testPushRoutes } from './test-push.routes.ts'
export { TestPushes } from './test-push.service.ts'
export { vapidCommand } from './vapid.command.ts'
export { VapidKeys } from './vapid-keys.ts'
