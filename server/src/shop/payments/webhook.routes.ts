import { accept, refuse } from '@casino-club/shared'
import { z } from 'zod'
import { Batches } from '../../platform/batches.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import type { Log } from '../../platform/log.ts'
import { allOrOneByOne } from '../../platform/postgres/one-by-one.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { NEWS } from '../purchases/gathering.ts'
import type { InHand } from '../purchases/in-hand.ts'
import type { WebhookInbox } from './inbox.ts'
import type { PaymentProvider, WebhookScheme } from './provider.ts'
import { storable } from './storable.ts'
import { databaseNow, type Received, type Reception, receiveWebhooks } from './webhooks.store.ts'

export interface WebhookDependencies {
  readonly pool: Pool
  readonly inbox: WebhookInbox
  /** Whose events come in here; null: nobody's. */
  readonly provider: PaymentProvider | null
  readonly inHand: InHand
  readonly log: Log
}

/** Most purchases are over by then, and nothing of them is written; the provider waits for longer than that. */
const IN_HAND_MS = 3_000

interface Door {
  readonly path: string
  readonly summary: string
  readonly scheme: WebhookScheme
}

/** One door a scheme of signing: an event that comes to another's is not looked at. */
const DOORS: readonly Door[] = [
  {
    path: '/api/shop/webhook/payment',
    summary: 'Events of the payment provider, signed by the Standard Webhooks scheme',
    scheme: 'standard',
  },
  {
    path: '/api/shop/webhook/stripe',
    summary: 'Events of Stripe, signed by the scheme of its Stripe-Signature header',
    scheme: 'stripe',
  },
]

/** What a provider tells of its own accord: kept, answered, and only then looked into. */
export function webhookRoutes(deps: WebhookDependencies): AnyRoute[] {
  const inTray = trayOf(deps.pool)
  return DOORS.map(({ path, summary, scheme }) =>
    route({
      method: 'post',
      path,
      summary,
      tag: 'shop',
      access: 'none',
      rawBody: true,
      body: z.string(),
      reply: z.object({ ok: z.literal(true), duplicate: z.boolean() }),
      reasons: ['WEBHOOK_INVALID', 'WEBHOOK_REPLAYED'],
      handle: async ({ body, request }) => {
        const { provider } = deps
        if (provider?.webhookScheme !== scheme) return refuse('NOT_FOUND', 'no payment provider that signs so is set')
        const nowSeconds = (await inTray.now()).getTime() / 1_000
        const verified = provider.verifyWebhook({ header: (name) => request.header(name), body, nowSeconds })
        if (!verified.ok) return verified
        const { mended, ...value } = storable(verified.value)
        if (mended) deps.log.warn({ webhookId: value.delivery.id }, 'an event has text that cannot be kept as it came')
        const received = { provider: provider.id, ...value }
        const orderId = value.event?.orderId
        if (orderId) await deps.inHand.wait(orderId, IN_HAND_MS)
        return follow(deps, received, await inTray.keep(received))
      },
    }),
  )
}

interface Tray {
  /** The database's clock. */
  now(): Promise<Date>
  keep(received: Received): Promise<Reception>
}

/**
 * What comes in together is kept by one statement; two deliveries of one event one after the other, and one that cannot be
 * kept keeps no other out.
 */
function trayOf(pool: Pool): Tray {
  const clock = new Batches<undefined, Date>({
    ...NEWS,
    work: async (asked) => {
      const now = await databaseNow(pool)
      return asked.map(() => now)
    },
  })
  const kept = new Batches<Received, Reception | Promise<Reception>>({
    ...NEWS,
    keyOf: ({ provider, delivery }) => `${provider} ${delivery.id}`,
    work: (received) => allOrOneByOne(received, (some) => receiveWebhooks(pool, some)),
  })
  return { now: () => clock.hand(undefined), keep: async (received) => await kept.hand(received) }
}

function follow({ inbox, log }: WebhookDependencies, { event, delivery }: Received, reception: Reception) {
  const { came, orderId, isFree } = reception
  if (came === 'replayed') return refuse('WEBHOOK_REPLAYED', 'this delivery has come before')
  if (came === 'new' && event) {
    const { type, moneyBack, alarm } = event
    const about = { webhookId: delivery.id, type, orderId }
    if (alarm) log.error(about, 'the provider tells of something that somebody must look at')
    else if (moneyBack && orderId === null) log.warn(about, 'money of no order of ours went back')
    // Its order is due or it is in the inbox, whatever becomes of this process.
    if (orderId && (isFree || moneyBack)) void inbox.handle(orderId, moneyBack).catch(() => undefined)
  }
  return accept({ ok: true as const, duplicate: came === 'known' })
}
