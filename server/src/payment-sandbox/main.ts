import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { systemClock } from '../platform/clock.ts'
import { webhookSecret } from '../platform/http/standard-webhooks.ts'
import { systemRandom } from '../platform/ids.ts'
import { sandboxApp } from './app.ts'
import { MODES, Payments } from './payments.ts'
import { Sandbox } from './sandbox.ts'
import { WebhookSender } from './webhook-sender.ts'

const environment = z.object({
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(2568),
  SANDBOX_API_KEY: z.string().min(16),
  SANDBOX_WEBHOOK_URL: z.url().optional(),
  SANDBOX_WEBHOOK_SECRET: z.string(),
  SANDBOX_FILE: z.string().optional(),
  SANDBOX_MODE: z.enum(MODES).default('success'),
  SANDBOX_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(1_500),
  SANDBOX_PUBLIC_URL: z.url().optional(),
  SANDBOX_TIED: z.enum(['0', '1']).default('0'),
})

const settings = environment.parse(process.env)
const nowMs = () => systemClock.nowMs()
const webhooks = new WebhookSender({
  url: settings.SANDBOX_WEBHOOK_URL ?? null,
  secret: webhookSecret(settings.SANDBOX_WEBHOOK_SECRET),
  newId: () => `msg_${systemRandom.uuid()}`,
  nowMs,
})
const sandbox = new Sandbox({
  payments: new Payments(settings.SANDBOX_FILE ?? null),
  webhooks,
  random: systemRandom,
  nowMs,
  mode: settings.SANDBOX_MODE,
  delayMs: settings.SANDBOX_DELAY_MS,
})
let address = ''
const server = createServer(sandboxApp(sandbox, settings.SANDBOX_API_KEY, () => settings.SANDBOX_PUBLIC_URL ?? address))
server.listen(settings.SANDBOX_PORT, settings.SANDBOX_HOST, () => {
  const { port } = server.address() as AddressInfo
  address = `http://${settings.SANDBOX_HOST}:${port}`
  // Whoever started it reads the port from here.
  console.log(`payment sandbox on ${address}`)
})
server.once('error', ({ message }) => {
  console.error(`payment sandbox: ${message}`)
  process.exit(1)
})

function stop(): void {
  webhooks.stop()
  process.stdin.destroy()
  server.close()
  server.closeAllConnections()
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
// Whoever started it may be killed: then this pipe ends.
if (settings.SANDBOX_TIED === '1') process.stdin.once('end', stop).resume()
