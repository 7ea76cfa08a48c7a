/**
 * What the club tells its players, and by which ways.
 * Invariants: a message is a row in the transaction that wants it, told once a key; whether it may go out is asked when it
 * goes out, and every no is kept with its reason; a delivery is in one worker's hands at a time; what was cut off between
 * sending and writing it down is tried once more, and counted; Redis may lose everything.
 */
export { noteOtherChange } from './age-settings.store.ts'
export { spreadArrivals } from './arrivals.ts'
export { Centre } from './centre.service.ts'
export type { Category, Channel, ChannelName, DeliveryOrder, Outcome, Priority } from './channel.ts'
export { adminNotificationRoutes } from './desk.routes.ts'
export { releaseHold } from './desk.store.ts'
export { eraseNotifications } from './erase.store.ts'
export { findBadNotificationEvent } from './event-checks.store.ts'
export { CONSENT_MS } from './gates.rule.ts'
export { inAppChannel } from './in-app.ts'
export { LiveFeeds } from './live-feeds.ts'
export { notificationRoutes } from './notification.routes.ts'
export {
  cancel,
  cancelMany,
  type RaiseOrder,
  type RaiseTerms,
  type Recipient,
  raise,
  raiseMany,
} from './raise.store.ts'
export { notificationStreamRoutes } from './stream.routes.ts'
export { sayable, type TellTerms, type ToldPlayer, tellByTemplate } from './tell.ts'
export { triageJob } from './triage.job.ts'
export { type Text, wordMessage } from './wording.ts'
export { HANDS, NotificationWorker } from './worker.ts'
