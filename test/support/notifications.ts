import { afterAll } from 'vitest'
import {
  type Channel,
  type ChannelName,
  type DeliveryOrder,
  NotificationWorker,
  type Outcome,
  type RaiseOrder,
  raise,
} from '../../server/src/notify/index.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { aName, type TestClub } from './club.ts'
import { freshRedisUrl } from './redis.ts'

export const HOUR_MS = 3_600_000

/** What is told to players in tests. */
export const TEXT = { ko: { title: '금고', body: '곧 끝나요.' }, en: { title: 'A vault', body: 'It ends soon.' } }

/** A channel that does as a test says, and keeps what it was handed. */
export interface FakeChannel extends Channel {
  readonly orders: DeliveryOrder[]
  places: readonly string[]
  /** What the next sends come to, in order; after them everything is sent. */
  readonly script: (Outcome | Error)[]
  /** Runs before a send comes to anything. */
  before: (order: DeliveryOrder) => Promise<void> | void
}

export function aChannel(name: ChannelName = 'push', places: readonly string[] = ['']): FakeChannel {
  const channel: FakeChannel = {
    ...{ name, places, orders: [], script: [], before: () => undefined },
    targets: async () => channel.places,
    async send(order) {
      channel.orders.push(order)
      await channel.before(order)
      const next = channel.script.shift() ?? { kind: 'sent' as const }
      if (next instanceof Error) throw next
      return next
    },
  }
  return channel
}

interface WorkerChanges {
  readonly redisUrl?: string
  readonly strandedMs?: number
  /** Whether there are plays that sends give way to. */
  readonly plays?: { readonly goOn: boolean }
}

/** A worker over a club whose own does nothing, with channels of a test; not started. */
export async function aNotificationWorker(
  { core }: TestClub,
  channels: readonly Channel[],
  { redisUrl, strandedMs, plays }: WorkerChanges = {},
) {
  const metrics = createMetrics()
  const worker = new NotificationWorker({
    ...{ ...core, metrics, channels, caps: core.config.messages.caps },
    redisUrl: redisUrl ?? (await freshRedisUrl()),
    ...(strandedMs !== undefined && { strandedMs }),
    ...(plays && { plays }),
  })
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= worker.stop()
    return stopped
  }
  afterAll(stop)
  return { worker, metrics, start: () => worker.start(), stop }
}

/** A message about a vault that ends tomorrow, by push. */
export function anOrder({ core }: TestClub, userId: number, changes: Partial<RaiseOrder> = {}): RaiseOrder {
  const nowMs = core.clock.nowMs()
  return {
    ...{ userId, template: 'EXPIRY_D2', category: 'game', dedupeKey: aName('key-'), params: {}, text: TEXT },
    ...{ path: '/vaults', priority: 'normal', channels: ['push'], atMs: nowMs, deadlineMs: nowMs + 24 * HOUR_MS },
    ...changes,
  }
}

/** Raises a message; gives its id. */
export async function tell(club: TestClub, userId: number, changes: Partial<RaiseOrder> = {}): Promise<number> {
  const id = await inTransaction(club.core.pool, (tx) => raise(tx, anOrder(club, userId, changes)))
  if (id === undefined) throw new Error('it was raised before')
  return id
}

export interface KeptDelivery extends Record<string, unknown> {
  id: number
  channel: string
  target: string | null
  state: string
  reason: string | null
  attempts: number
  rounds: number
  nextMs: number
}

/** What became of a message, a channel and place each. */
export const deliveriesOf = ({ sql }: TestClub, notificationId: number) =>
  sql<KeptDelivery>(
    `select id, channel, target, state, reason, attempts, rounds, (extract(epoch from next_attempt_at) * 1000)::bigint as "nextMs"
     from notification_deliveries where notification_id = $1 order by channel, target`,
    [notificationId],
  )

export const eventsOf = async ({ sql }: TestClub, deliveryId: number): Promise<string[]> =>
  (
    await sql<{ event: string }>('select event from notification_attempts where delivery_id = $1 order by id', [
      deliveryId,
    ])
  ).map(({ event }) => event)
