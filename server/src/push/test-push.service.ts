import { accept, type PushSendBody, type Result, refuse } from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Channel, DeliveryOrder } from '../notify/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import type { MayContact } from '../safe-play/index.ts'

export interface TestPushDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly random: RandomSource
  readonly channel: Channel
  readonly mayContact: MayContact
}

export interface TestMessage {
  readonly userId: number
  readonly title: string
  readonly body: string
  readonly path: string | null
  readonly language: 'ko' | 'en'
}

export interface TestPushResult {
  readonly sent: number
  readonly failed: number
  readonly results: readonly { readonly subscriptionId: string; readonly outcome: string; readonly detail: string }[]
}

/** Of no use later: somebody is looking at his device. */
const TEST_MS = 600_000

/** Messages that show whether a player's devices are reached: at once, past the queue, and once. */
export class TestPushes {
  private readonly deps: TestPushDependencies

  constructor(deps: TestPushDependencies) {
    this.deps = deps
  }

  /** To every device of a player who asks for it himself. */
  async send(message: TestMessage): Promise<Result<TestPushResult, 'NOT_FOUND'>> {
    const { channel, clock, random } = this.deps
    const targets = await channel.targets(message.userId)
    if (targets.length === 0) return refuse('NOT_FOUND', 'no device of this player is subscribed')
    const notificationId = random.uuid()
    const results = await Promise.all(
      targets.map(async (target) => {
        const order: DeliveryOrder = {
          ...message,
          ...{ deliveryId: random.uuid(), notificationId, template: 'push.test', category: 'transactional', target },
          ...{ priority: 'normal', deadlineMs: clock.nowMs() + TEST_MS, attempt: 1 },
        }
        const outcome = await channel.send(order, AbortSignal.timeout(TEST_MS))
        const detail = 'reason' in outcome ? outcome.reason : (outcome.detail ?? '')
        return { subscriptionId: target, outcome: outcome.kind, detail }
      }),
    )
    const sent = results.filter(({ outcome }) => outcome === 'sent').length
    return accept({ sent, failed: results.length - sent, results })
  }

  /** The same by an admin; written down before it is sent. Who may not be written to is not. */
  async sendFor(
    { userId, title, message, path, reason }: PushSendBody,
    language: 'ko' | 'en',
    actor: AuditActor,
  ): Promise<Result<TestPushResult, 'NOT_FOUND' | 'CONFLICT'>> {
    const { pool, clock, channel, mayContact } = this.deps
    const nowMs = clock.nowMs()
    if ((await channel.targets(userId)).length === 0)
      return refuse('NOT_FOUND', 'no device of this player is subscribed')
    if (!(await mayContact([userId], nowMs)).has(userId))
      return refuse('CONFLICT', 'this player is not to be written to now')
    await inTransaction(pool, (tx) =>
      insertAudit(tx, actor, {
        ...{ action: 'push.send', targetType: 'player', targetId: String(userId), reason, before: null },
        ...{ after: { title, message, path: path ?? null }, atMs: nowMs },
      }),
    )
    return this.send({ userId, title, body: message, path: path ?? null, language })
  }
}
