import { TABLED_GAMES } from '@casino-club/shared'
import { z } from 'zod'
import { POLICY_IDS } from './safe-play/index.ts'

export const ROLES = ['game', 'api', 'worker', 'all'] as const
export type Role = (typeof ROLES)[number]

const port = z.coerce.number().int().min(1).max(65_535)
const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)
const games = list.refine((names) => names.every((name) => Object.hasOwn(TABLED_GAMES, name)), {
  message: `must be games: ${Object.keys(TABLED_GAMES).join(', ')}`,
})
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  })

export const PAYMENT_PROVIDERS = ['none', 'sandbox', 'stripe'] as const
export type PaymentProviderId = (typeof PAYMENT_PROVIDERS)[number]

/** Of Standard Webhooks or of Stripe; the first is the newest. */
const webhookSecrets = list.refine(
  (secrets) => secrets.length > 0 && secrets.every((secret) => /^whsec_[A-Za-z0-9+/=]{32,}$/.test(secret)),
  'must be secrets that begin with whsec_ and hold at least 24 bytes in base64',
)
/** `id:secret`; the first signs, all of them verify. */
const receiptSecrets = list.refine(
  (secrets) => secrets.length > 0 && secrets.every((secret) => /^[a-z0-9-]{1,20}:.{32,}$/.test(secret)),
  'must be pairs of id and secret, such as k1:<at least 32 characters>',
)

/** An address, or a name and an address in angle brackets; on one line. */
const mailbox = z
  .string()
  .max(200)
  .regex(
    /^([^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
    'must be an address, as in Casino Club <club@example.com>',
  )

/** Hosts of push services: `host`, `host:port`, or `*.host` for all beneath it. */
const pushHosts = list.refine(
  (hosts) => hosts.length > 0 && hosts.every((host) => /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/.test(host)),
  'must be hosts in small letters, such as fcm.googleapis.com or *.push.apple.com',
)
const PUSH_HOSTS =
  'fcm.googleapis.com,updates.push.services.mozilla.com,*.push.services.mozilla.com,*.notify.windows.com,*.push.apple.com'

/** Apple turns away a subject with a space or brackets, and one on localhost. */
const vapidSubject = z
  .string()
  .max(200)
  .refine(
    (text) =>
      /^mailto:[^\s<>@]+@[^\s<>@]+\.[^\s<>@.]+$/.test(text) ||
      (URL.canParse(text) &&
        new URL(text).protocol === 'https:' &&
        new URL(text).hostname !== 'localhost' &&
        !/[\s<>]/.test(text)),
    'must be mailto: and an address without spaces or brackets, or an https address, and not on localhost',
  )

export interface Variable {
  readonly schema: z.ZodType
  /** What holds when it is not set; null: nothing, or made at the first start. */
  readonly default: string | null
  readonly secret: boolean
}

const variable = (schema: z.ZodType, fallback: string | null, secret = false): Variable => ({
  schema,
  default: fallback,
  secret,
})

/** Every environment variable the server reads, and nothing else. */
export const CONFIG_VARIABLES = {
  NODE_ENV: variable(z.enum(['development', 'production', 'test']), 'development'),
  ROLE: variable(z.enum(ROLES), 'all'),
  HOST: variable(z.string().min(1), '127.0.0.1'),
  GAME_PORT: variable(port, '2567'),
  HTTP_PORT: variable(port, '3000'),
  DATABASE_URL: variable(url('postgres:', 'postgresql:'), null, true),
  REDIS_URL: variable(url('redis:', 'rediss:'), null, true),
  KAFKA_BROKERS: variable(list, null),
  CLICKHOUSE_URL: variable(url('http:', 'https:'), null, true),
  CLICKHOUSE_TTL_DAYS: variable(count(2, 36_500), '730'),
  DATA_DIR: variable(z.string().min(1), '.data'),
  JWT_SECRET: variable(z.string().min(32), null, true),
  JWT_SECRET_PREVIOUS: variable(z.string().min(32), null, true),
  JWT_EXPIRE_MINUTES: variable(count(1, 1_440), '30'),
  REFRESH_EXPIRE_DAYS: variable(count(1, 365), '30'),
  ADMIN_PASSWORD: variable(z.string().min(8).max(128), null, true),
  INVITE_CODE: variable(z.string().min(1).max(64), null, true),
  LOGIN_MAX_FAILED_ATTEMPTS: variable(count(1, 100), '5'),
  LOGIN_MAX_FAILED_PER_ADDRESS: variable(count(1, 10_000), '50'),
  LOGIN_LOCKOUT_MINUTES: variable(count(1, 1_440), '10'),
  SIGNUPS_PER_ADDRESS_PER_HOUR: variable(count(1, 1_000_000), '60'),
  HTTP_REQUESTS_PER_MINUTE: variable(count(1, 10_000_000), '600'),
  COMMANDS_PER_SECOND: variable(count(1, 1_000_000), '20'),
  COMMAND_BURST: variable(count(1, 1_000_000), '40'),
  MAX_DEVICES: variable(count(1, 1_000), '10'),
  MAX_SESSIONS: variable(count(1, 1_000), '20'),
  ADMIN_SECOND_FACTOR: variable(z.enum(['required', 'optional']), null),
  SIGN_IN_HISTORY_DAYS: variable(count(1, 3_650), '90'),
  ACTION_MONTHS: variable(count(2, 600), '13'),
  ACTION_ARCHIVE_DIR: variable(z.string().min(1), null),
  MIN_AGE: variable(count(12, 30), '19'),
  AGE_RATED_GAMES: variable(games, ''),
  SAFE_PLAY_POLICY: variable(z.enum(POLICY_IDS), 'default'),
  CORS_ORIGINS: variable(list, ''),
  TRUST_PROXY: variable(count(0, 10), '0'),
  TRANSPORT: variable(z.enum(['auto', 'uws', 'ws']), 'auto'),
  PUBLIC_URL: variable(url('http:', 'https:'), null),
  OIDC_ISSUER: variable(url('http:', 'https:'), null),
  OIDC_CLIENT_ID: variable(z.string().min(1), null),
  OIDC_CLIENT_SECRET: variable(z.string().min(8), null, true),
  PUBLIC_GAME_URL: variable(url('http:', 'https:'), null),
  GAME_PUBLIC_ADDRESS: variable(z.string().min(1), null),
  LOG_LEVEL: variable(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']), 'info'),
  METRICS_TOKEN: variable(z.string().min(16), null, true),
  SMTP_URL: variable(url('smtp:', 'smtps:'), null, true),
  MAIL_FROM: variable(mailbox, 'Casino Club <club@localhost>'),
  ACCOUNT_DELETION_GRACE_DAYS: variable(count(0, 365), '14'),
  INVITE_CHECKS_PER_ADDRESS_PER_HOUR: variable(count(1, 1_000_000), '60'),
  ACCOUNT_REQUESTS_PER_ADDRESS_PER_HOUR: variable(count(1, 1_000_000), '60'),
  DATA_EXPORTS_PER_HOUR: variable(count(1, 1_000_000), '5'),
  FRIEND_CHANGES_PER_HOUR: variable(count(1, 1_000_000), '120'),
  ACTIVITY_REQUESTS_PER_HOUR: variable(count(1, 100_000_000), '1200'),
  PAYMENT_PROVIDER: variable(z.enum(PAYMENT_PROVIDERS), null),
  PAYMENT_URL: variable(url('http:', 'https:'), null),
  PAYMENT_API_KEY: variable(z.string().min(16), null, true),
  PAYMENT_WEBHOOK_SECRETS: variable(webhookSecrets, null, true),
  PAYMENT_TIMEOUT_SECONDS: variable(count(1, 25), '8'),
  PAYMENT_RETRIES: variable(count(0, 5), '1'),
  PAYMENT_STALE_SECONDS: variable(count(10, 86_400), '300'),
  SHOP_HOLD_SECONDS: variable(count(5, 3_600), '120'),
  RECEIPT_SECRETS: variable(receiptSecrets, null, true),
  VAPID_SUBJECT: variable(vapidSubject, null),
  PUSH_HOSTS: variable(pushHosts, PUSH_HOSTS),
  PUSH_CA_FILE: variable(z.string().min(1), null),
  PUSH_ALLOW_PRIVATE: variable(z.enum(['true', 'false']), 'false'),
  PUSH_MAX_SUBSCRIPTIONS: variable(count(1, 100), '10'),
  PUSH_TIMEOUT_SECONDS: variable(count(1, 60), '10'),
  TUTORIAL_REWARD_COINS: variable(count(0, 1_000_000), '500'),
  INACTIVE_AFTER_DAYS: variable(count(3, 28), '14'),
  GAME_MESSAGES_PER_DAY: variable(count(1, 1_000), '20'),
  ADVERTISEMENTS_PER_DAY: variable(count(0, 10), '2'),
  ALERTS_ZONE: variable(z.enum(['player', 'Asia/Seoul']), 'Asia/Seoul'),
  SHUTDOWN_TIMEOUT_SECONDS: variable(count(1, 600), '20'),
} as const satisfies Record<string, Variable>
