import { hash } from 'node:crypto'
import { accept, type PushStatus, type PushSubscribeBody, type Result, refuse } from '@casino-club/shared'
import type { Sessions } from '../identity/index.ts'
import { noteOtherChange } from '../notify/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { checkEndpoint, type EndpointTerms } from './endpoint.rule.ts'
import { isPointOfP256 } from './receiver-key.ts'
import {
  endBeyond,
  endSubscription,
  findOwn,
  lockSubscribing,
  logSubscribed,
  type SubscriptionRow,
  takeEndpoint,
  upsertSubscription,
} from './subscriptions.store.ts'
import type { VapidKeys } from './vapid-keys.ts'

export interface SubscriptionsDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly sessions: Pick<Sessions, 'requireOpen'>
  readonly keys: VapidKeys
  readonly terms: EndpointTerms & { readonly maxSubscriptions: number }
  /** Whether a host's name leads to an address that is not public. */
  readonly leadsInside: (host: string) => Promise<boolean>
}

export interface Subscriber {
  readonly userId: number
  readonly sessionId: string
}

type SubscribeRefusal = 'PUSH_ENDPOINT_REFUSED' | 'INVALID_PAYLOAD' | 'TEMPORARILY_UNAVAILABLE'

/** A player's own devices that pushes reach. */
export class PushSubscriptions {
  private readonly deps: SubscriptionsDependencies

  constructor(deps: SubscriptionsDependencies) {
    this.deps = deps
  }

  /**
   * Makes this device one that is reached, in place of what it had before; a browser that was known for another account is
   * this one's from now on. Throws `Refused` where the session has ended.
   */
  async subscribe(
    { userId, sessionId }: Subscriber,
    { vapidPublicKey, ...body }: PushSubscribeBody,
  ): Promise<Result<SubscriptionRow, SubscribeRefusal>> {
    const { pool, clock, sessions, keys, terms, leadsInside } = this.deps
    if (!isPointOfP256(body.p256dh)) return refuse('INVALID_PAYLOAD', 'p256dh is no point of P-256')
    const endpoint = checkEndpoint(body.endpoint, terms)
    if (!endpoint.ok) return endpoint
    const { origin, host } = endpoint.value
    if (await leadsInside(host)) return refuse('PUSH_ENDPOINT_REFUSED', 'the endpoint is not public')
    const vapidKeyId = vapidPublicKey === undefined ? keys.current()?.id : keys.idOf(vapidPublicKey)
    if (vapidKeyId === undefined) {
      return vapidPublicKey === undefined
        ? refuse('TEMPORARILY_UNAVAILABLE', 'there is no key to sign with')
        : refuse('INVALID_PAYLOAD', 'vapidPublicKey is no key of ours')
    }
    const endpointHash = hash('sha256', body.endpoint, 'buffer')
    const row = await inTransaction(pool, async (tx) => {
      const nowMs = clock.nowMs()
      await sessions.requireOpen(tx, sessionId)
      await lockSubscribing(tx, userId, endpointHash)
      await takeEndpoint(tx, { endpointHash, userId, deviceId: body.deviceId, nowMs })
      const written = await upsertSubscription(tx, {
        ...body,
        userId,
        sessionId,
        endpointHash,
        origin,
        vapidKeyId,
        nowMs,
      })
      if (written.began) await logSubscribed(tx, userId, body.deviceId, nowMs)
      if (written.began && (await findOwn(tx, userId, undefined)).active === 1) await noteOtherChange(tx, userId, nowMs)
      await endBeyond(tx, { userId, most: terms.maxSubscriptions, keepId: written.id, nowMs })
      return written
    })
    return accept(row)
  }

  /** Ends a device's subscription; again, it stays as it is. */
  async unsubscribe(userId: number, deviceId: string): Promise<Result<null, 'NOT_FOUND'>> {
    const known = await endSubscription(this.deps.pool, { userId, deviceId, nowMs: this.deps.clock.nowMs() })
    return known ? accept(null) : refuse('NOT_FOUND', 'this device is not subscribed')
  }

  async status(userId: number, deviceId: string | undefined): Promise<PushStatus> {
    const { pool, keys, terms } = this.deps
    const { row, active } = await findOwn(pool, userId, deviceId)
    return {
      subscription: row
        ? {
            id: row.id,
            deviceId: row.device_id,
            isActive: row.is_active,
            createdAt: row.created_at.toISOString(),
            updatedAt: row.updated_at.toISOString(),
            lastUsedAt: row.last_used_at?.toISOString() ?? null,
          }
        : null,
      keyIsCurrent: row !== undefined && row.vapid_key_id === keys.current()?.id,
      active,
      most: terms.maxSubscriptions,
    }
  }
}
