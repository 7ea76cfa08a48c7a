import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { startSandbox } from '../payment-sandbox/start.ts'
import { startEmbeddedPostgres, startEmbeddedRedis } from '../platform/embedded/index.ts'
import { keptSecret } from '../platform/embedded/secrets.ts'
import { StartError } from '../platform/start-error.ts'

/** Where the process finds what it stands on, and how to stop what it started itself. */
export interface Services {
  readonly databaseUrl: string
  readonly redisUrl: string
  readonly jwtSecret: string
  /** Absent when ADMIN_PASSWORD gave it. */
  readonly adminPasswordFile?: string
  readonly adminPassword: string
  /** `id:secret`, as RECEIPT_SECRETS has them. */
  readonly receiptSecrets: readonly string[]
  /** How the payment provider is reached; null: there is none. */
  readonly payments: PaymentService | null
  stop(): Promise<void>
}

export type PaymentService = {
  readonly apiKey: string
  /** As they are written down; the first is the newest. */
  readonly webhookSecrets: readonly string[]
} & (
  | { readonly provider: 'sandbox'; readonly url: string }
  /** Null: Stripe's own address. */
  | { readonly provider: 'stripe'; readonly url: string | null }
)

/** Uses what the environment names, and starts or makes under DATA_DIR what it does not. */
export async function startServices(config: Config, say: (line: string) => void): Promise<Services> {
  mkdirSync(config.dataDir, { recursive: true })
  const started: { stop(): Promise<void> }[] = []
  const stop = async () => {
    for (const service of started.splice(0).reverse()) await service.stop()
  }
  try {
    const [databaseUrl, redisUrl] = await Promise.all([
      config.databaseUrl ?? startEmbeddedPostgres({ dataDir: config.dataDir, log: say }).then(kept(started)),
      config.redisUrl ?? startEmbeddedRedis({ dataDir: config.dataDir, log: say }).then(kept(started)),
    ])
    await reachDatabase(databaseUrl)
    const payments = await startPayments(config, (service) => started.push(service))
    return { databaseUrl, redisUrl, ...secrets(config), payments, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const kept =
  (started: { stop(): Promise<void> }[]) =>
  (service: { url: string; stop(): Promise<void> }): string => {
    started.push(service)
    return service.url
  }

function secrets(config: Config) {
  const adminPasswordFile = join(config.dataDir, 'admin-password')
  return {
    jwtSecret: config.jwtSecret ?? keptSecret(join(config.dataDir, 'jwt-secret')),
    receiptSecrets: config.shop.receiptSecrets ?? [`k0:${keptSecret(join(config.dataDir, 'receipt-secret'))}`],
    ...(config.adminPassword === null
      ? { adminPassword: keptSecret(adminPasswordFile), adminPasswordFile }
      : { adminPassword: config.adminPassword }),
  }
}

/** The provider that is configured; a sandbox without an address is started beside the club, and ends with it. */
async function startPayments(
  { shop, dataDir, host, httpPort }: Config,
  keep: (service: { stop(): Promise<void> }) => void,
): Promise<PaymentService | null> {
  if (shop.provider === 'none') return null
  if (shop.provider === 'stripe') {
    return { provider: 'stripe', url: shop.url, apiKey: shop.apiKey ?? '', webhookSecrets: shop.webhookSecrets ?? [] }
  }
  const apiKey = shop.apiKey ?? keptSecret(join(dataDir, 'payment-api-key'))
  const own = `whsec_${Buffer.from(keptSecret(join(dataDir, 'payment-webhook-secret'))).toString('base64')}`
  const webhookSecrets = shop.webhookSecrets ?? [own]
  const provider = 'sandbox'
  if (shop.url !== null) return { provider, url: shop.url, apiKey, webhookSecrets }
  const address = host === '0.0.0.0' ? '127.0.0.1' : host
  const webhookUrl = `http://${address}:${httpPort}/api/shop/webhook/payment`
  const sandbox = await startSandbox({ dataDir, apiKey, webhookSecret: webhookSecrets[0] ?? own, webhookUrl })
  keep(sandbox)
  return { provider, url: sandbox.url, apiKey, webhookSecrets }
}

async function reachDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    await client.query('select 1')
  } catch (error) {
    const { hostname, port, pathname } = new URL(databaseUrl)
    const why = error instanceof Error && error.message !== '' ? error.message : 'no answer'
    throw new StartError(`The database at ${hostname}:${port || 5432}${pathname} cannot be reached: ${why}.`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
