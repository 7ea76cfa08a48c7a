/**
 * Web push: which browsers of a player are reached, and how a message gets there.
 * Invariants: a device has one subscription, a browser one account; nothing is sent anywhere but to push services that are
 * listed, at public addresses; a subscription ends with the log-in it was made in; only who is gone is deleted for it: a
 * service that refuses our key stops us, not its subscribers.
 */
export { PushChannel } from './channel.ts'
export { OriginTally } from './origin-tally.ts'
export { type PushRouteDependencies, pushRoutes } from './push.routes.ts'
export { PushLine } from './push-line.ts'
export { checkedLookup, leadsInside } from './resolve.ts'
export { PushSubscriptions } from './subscriptions.service.ts'
export { VapidKeys } from './vapid-keys.ts'
