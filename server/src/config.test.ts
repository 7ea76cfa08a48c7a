import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CONFIG_VARIABLES, type Environment, readConfig } from './config.ts'
import { StartError } from './platform/start-error.ts'

/** What reading this environment complains of, as the operator reads it. */
function complaintOf(env: Environment): string {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    if (error instanceof StartError) return error.message
    throw error
  }
}

/** A value each variable cannot have; null: any text will do for it. */
const WRONG = {
  NODE_ENV: 'staging',
  ROLE: 'everything',
  HOST: null,
  GAME_PORT: '0',
  HTTP_PORT: '65536',
  DATABASE_URL: 'mysql://localhost/casino',
  REDIS_URL: 'localhost:6379',
  KAFKA_BROKERS: null,
  CLICKHOUSE_URL: 'ftp://clickhouse',
  CLICKHOUSE_TTL_DAYS: '1',
  DATA_DIR: null,
  JWT_SECRET: 'too short',
  JWT_SECRET_PREVIOUS: 'too short',
  JWT_EXPIRE_MINUTES: 'soon',
  REFRESH_EXPIRE_DAYS: '366',
  ADMIN_PASSWORD: 'short',
  INVITE_CODE: 'x'.repeat(65),
  LOGIN_MAX_FAILED_ATTEMPTS: '0',
  LOGIN_MAX_FAILED_PER_ADDRESS: '-1',
  LOGIN_LOCKOUT_MINUTES: '1.5',
  SIGNUPS_PER_ADDRESS_PER_HOUR: 'NaN',
  HTTP_REQUESTS_PER_MINUTE: '1e99',
  COMMANDS_PER_SECOND: 'many',
  COMMAND_BURST: '0',
  MAX_DEVICES: '0',
  MAX_SESSIONS: '0',
  ADMIN_SECOND_FACTOR: 'perhaps',
  SIGN_IN_HISTORY_DAYS: '0',
  ACTION_MONTHS: '1',
  ACTION_ARCHIVE_DIR: null,
  MIN_AGE: '8',
  AGE_RATED_GAMES: 'slot,poker',
  SAFE_PLAY_POLICY: 'everywhere',
  CORS_ORIGINS: null,
  TRUST_PROXY: '11',
  TRANSPORT: 'carrier-pigeon',
  PUBLIC_URL: 'play.example.com',
  OIDC_ISSUER: 'ftp://id.example.com',
  OIDC_CLIENT_ID: null,
  OIDC_CLIENT_SECRET: 'short',
  PUBLIC_GAME_URL: 'ws://play.example.com',
  GAME_PUBLIC_ADDRESS: null,
  LOG_LEVEL: 'loud',
  METRICS_TOKEN: 'short',
  SMTP_URL: 'http://mail.example.com',
  MAIL_FROM: 'Casino Club\nBcc: somebody@example.com',
  ACCOUNT_DELETION_GRACE_DAYS: '-1',
  INVITE_CHECKS_PER_ADDRESS_PER_HOUR: '0',
  ACCOUNT_REQUESTS_PER_ADDRESS_PER_HOUR: '0',
  DATA_EXPORTS_PER_HOUR: '0',
  FRIEND_CHANGES_PER_HOUR: '0',
  ACTIVITY_REQUESTS_PER_HOUR: '0',
  PAYMENT_PROVIDER: 'a-bank',
  PAYMENT_URL: 'ftp://bank.example',
  PAYMENT_API_KEY: 'short',
  PAYMENT_WEBHOOK_SECRETS: 'whsec_short',
  PAYMENT_TIMEOUT_SECONDS: '26',
  PAYMENT_RETRIES: '-1',
  PAYMENT_STALE_SECONDS: '1',
  SHOP_HOLD_SECONDS: '1',
  RECEIPT_SECRETS: 'a-secret-without-an-id',
  VAPID_SUBJECT: 'mailto: <club@example.com>',
  PUSH_HOSTS: 'https://fcm.googleapis.com',
  PUSH_CA_FILE: null,
  PUSH_ALLOW_PRIVATE: 'perhaps',
  PUSH_MAX_SUBSCRIPTIONS: '0',
  PUSH_TIMEOUT_SECONDS: '0',
  TUTORIAL_REWARD_COINS: '-1',
  INACTIVE_AFTER_DAYS: '2',
  GAME_MESSAGES_PER_DAY: '0',
  ADVERTISEMENTS_PER_DAY: '11',
  ALERTS_ZONE: 'Europe/Paris',
  SHUTDOWN_TIMEOUT_SECONDS: '0',
} satisfies Record<keyof typeof CONFIG_VARIABLES, string | null>

const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://casino:secret@db/casino',
  REDIS_URL: 'redis://cache:6379',
  JWT_SECRET: 'j'.repeat(32),
  INVITE_CODE: 'opening-night',
  ADMIN_PASSWORD: 'a-long-password',
}

describe('the configuration', () => {
  test('of an empty environment is a whole club on this machine', () => {
    expect(readConfig({})).toMatchObject({
      production: false,
      role: 'all',
      host: '127.0.0.1',
      gamePort: 2567,
      httpPort: 3000,
      databaseUrl: null,
      redisUrl: null,
      kafkaBrokers: [],
      clickhouse: null,
      dataDir: resolve('.data'),
      inviteCode: '5858',
      jwtSecret: null,
      adminPassword: null,
      accessTokenSeconds: 1_800,
      refreshTokenSeconds: 2_592_000,
      transport: 'auto',
      shutdownTimeoutMs: 20_000,
    })
  })

  test('reads texts as what they stand for', () => {
    const config = readConfig({
      GAME_PORT: '9000',
      KAFKA_BROKERS: ' a:9092, ,b:9092 ',
      CLICKHOUSE_URL: 'http://casino:secret@clickhouse:8123/casino',
      CORS_ORIGINS: '',
      LOGIN_LOCKOUT_MINUTES: '2',
      DATA_DIR: '/var/lib/casino',
    })
    expect(config).toMatchObject({ gamePort: 9_000, kafkaBrokers: ['a:9092', 'b:9092'], corsOrigins: [] })
    expect(config.clickhouse).toEqual({ url: 'http://casino:secret@clickhouse:8123/casino', ttlDays: 730 })
    expect(config).toMatchObject({ login: { lockoutSeconds: 120 }, dataDir: '/var/lib/casino' })
  })

  test('takes an empty variable for one that is not set', () => {
    const empty = Object.fromEntries(Object.keys(CONFIG_VARIABLES).map((name) => [name, '']))
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  const wrong = Object.entries(WRONG).filter((entry): entry is [string, string] => entry[1] !== null)
  test.each(wrong)('says in one sentence that %s is wrong', (name, value) => {
    const complaint = complaintOf({ [name]: value })
    expect(complaint).toMatch(new RegExp(`^${name} is wrong: [^\\n]+\\.$`))
  })

  test('keeps a secret out of what it complains of', () => {
    for (const [name, { secret }] of Object.entries(CONFIG_VARIABLES)) {
      const value = WRONG[name as keyof typeof WRONG]
      if (secret && value !== null) expect(complaintOf({ [name]: value })).not.toContain(value)
    }
  })

  test('wants a provider whole', () => {
    const OIDC = { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'club', OIDC_CLIENT_SECRET: 'a-secret-of-it' }
    expect(readConfig({ ...OIDC, PUBLIC_URL: 'https://play.example.com' }).oidc).toMatchObject({ clientId: 'club' })
    expect(complaintOf(OIDC)).toMatch(/^PUBLIC_URL is missing/)
    expect(complaintOf({ OIDC_CLIENT_ID: 'club' })).toMatch(/^OIDC_ISSUER is missing/)
  })

  test('wants Stripe with its keys', () => {
    const STRIPE = {
      PAYMENT_PROVIDER: 'stripe',
      PAYMENT_API_KEY: 'sk_live_0123456789',
      PAYMENT_WEBHOOK_SECRETS: 'whsec_0123456789abcdefghijklmnopqrstuv',
    }
    expect(readConfig(STRIPE).shop).toMatchObject({ provider: 'stripe', url: null, apiKey: 'sk_live_0123456789' })
    const { PAYMENT_API_KEY: _, ...keyless } = STRIPE
    expect(complaintOf(keyless)).toBe('PAYMENT_API_KEY must be set where PAYMENT_PROVIDER is stripe.')
    const { PAYMENT_WEBHOOK_SECRETS: __, ...deaf } = STRIPE
    expect(complaintOf(deaf)).toBe('PAYMENT_WEBHOOK_SECRETS must be set where PAYMENT_PROVIDER is stripe.')
    expect(complaintOf({ ...STRIPE, PAYMENT_API_KEY: 'pk_live_0123456789' })).toMatch(
      /^PAYMENT_API_KEY must be a secret/,
    )
  })

  test.each(['mailto:club@localhost', 'https://localhost/help', 'mailto:a club@example.com', 'tel:+820000'])(
    'refuses %s as whom push services may write to',
    (subject) => {
      expect(complaintOf({ VAPID_SUBJECT: subject })).toMatch(/^VAPID_SUBJECT is wrong/)
    },
  )

  test('tells push services what it was told, else its public page', () => {
    const subjectIn = (env: Record<string, string>) => readConfig(env).push.vapidSubject
    expect(subjectIn({ VAPID_SUBJECT: 'mailto:club@example.com' })).toBe('mailto:club@example.com')
    expect(subjectIn({ PUBLIC_URL: 'https://play.example.com' })).toBe('https://play.example.com')
    expect(subjectIn({ PUBLIC_URL: 'http://localhost:3000' })).toBe('mailto:club@casino-club.invalid')
  })

  test('refuses one port for both doors', () => {
    expect(complaintOf({ GAME_PORT: '3000' })).toBe('GAME_PORT and HTTP_PORT must differ.')
  })
})

describe('in production', () => {
  test('everything that must be set is enough', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({ production: true, inviteCode: 'opening-night' })
  })

  const needed = Object.keys(PRODUCTION).filter((name) => name !== 'NODE_ENV')
  test.each(needed)('%s must be set', (name) => {
    expect(complaintOf({ ...PRODUCTION, [name]: undefined })).toBe(`${name} must be set in production.`)
  })

  test('asks admins for a second factor unless told otherwise', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({ adminSecondFactorRequired: true })
    expect(readConfig({ ...PRODUCTION, ADMIN_SECOND_FACTOR: 'optional' }).adminSecondFactorRequired).toBe(false)
    expect(readConfig({})).toMatchObject({ adminSecondFactorRequired: false })
  })

  test('pushes go to public addresses only', () => {
    expect(complaintOf({ ...PRODUCTION, PUSH_ALLOW_PRIVATE: 'true' })).toMatch(/^PUSH_ALLOW_PRIVATE must not be/)
  })

  test('the invite code of development does not do', () => {
    expect(complaintOf({ ...PRODUCTION, INVITE_CODE: '5858' })).toMatch(/^INVITE_CODE must not be/)
  })
})
