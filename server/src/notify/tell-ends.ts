import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Claimed } from './claims.store.ts'
import type { Settlement } from './deliveries.store.ts'

export interface EndTellers {
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Pick<Metrics, 'notifications' | 'notificationSeconds'>
}

/** Counts what a delivery came to, once it is written down. */
export function countEnd(
  { metrics }: Pick<EndTellers, 'metrics'>,
  { channel, category }: Pick<Claimed, 'channel' | 'category'>,
  { state, event, detail }: Pick<Settlement, 'state' | 'event' | 'detail'>,
): void {
  const reason = event === 'skipped' ? (detail ?? '') : ''
  metrics.notifications.inc({ channel, category, outcome: state === 'waiting' ? event : state, reason })
}

/** Tells of a delivery that was written down as sent. */
export function tellSent({ log, metrics, clock }: EndTellers, claimed: Claimed): void {
  const { channel, template: type, userId, vaultType, raisedMs } = claimed
  const nowMs = clock.nowMs()
  metrics.notificationSeconds.observe({ channel }, Math.max(0, nowMs - raisedMs) / 1_000)
  if (vaultType === null) return
  const sentAt = new Date(nowMs).toISOString()
  log.info({ type, user_id: userId, vault_type: vaultType, sent_at: sentAt, channel }, 'ALERT_SENT')
}
