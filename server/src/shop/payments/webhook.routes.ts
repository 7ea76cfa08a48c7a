import { accept, refuse } from '@casino-club/shared'
import { z } from 'zod'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { verifyWebhook } from '../../platform/http/standard-webhooks.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { WebhookInbox } from './inbox.ts'
import type { PaymentProvider } from './provider.ts'
import { databaseNow, receiveWebhook } from './webhooks.store.ts'

export interface WebhookDependencies {
  readonly pool: Pool
  readonly inbox: WebhookInbox
  /** Whose events come in here, and the secrets that they may be signed with; null: nobody's. */
  readonly provider: PaymentProvider | null
  readonly secrets: readonly Buffer[]
}

/** What a provider tells of its own accord: kept, answered, and only then looked into. */
export function webhookRoutes({ pool, inbox, provider, secrets }: WebhookDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/shop/webhook/payment',
      summary: 'Events of the payment provider, signed by the Standard Webhooks scheme',
      tag: 'shop',
      access: 'none',
      rawBody: true,
      body: z.string(),
      reply: z.object({ ok: z.literal(true), duplicate: z.boolean() }),
      reasons: ['WEBHOOK_INVALID', 'WEBHOOK_REPLAYED'],
      handle: async ({ body, request }) => {
        if (provider === null) return refuse('NOT_FOUND', 'no payment provider is set')
        const header = (name: string) => request.header(name)
        const delivery = verifyWebhook(secrets, header, body, (await databaseNow(pool)).getTime() / 1_000)
        if (!delivery.ok) return delivery
        const event = provider.readWebhook(body)
        const received = { provider: provider.id, delivery: delivery.value, event, body }
        const came = await receiveWebhook(pool, received)
        if (came === 'replayed') return refuse('WEBHOOK_REPLAYED', 'this delivery has come before')
        // Its order is due or it is in the inbox, whatever becomes of this process.
        if (came === 'new' && event?.orderId) void inbox.handle(event.orderId, event.moneyBack).catch(() => undefined)
        return accept({ ok: true as const, duplicate: came === 'known' })
      },
    }),
  ]
}
