import { join, resolve } from 'node:path'
import { CONFIG_VARIABLES, type PaymentProviderId, type Role, type Variable } from './config-variables.ts'
import { StartError } from './platform/start-error.ts'
import type { PolicyId } from './safe-play/index.ts'

export { CONFIG_VARIABLES, ROLES, type Role } from './config-variables.ts'

type Name = keyof typeof CONFIG_VARIABLES
export type Environment = Readonly<Record<string, string | undefined>>

/** The settings of one process, checked; secrets that may be made at the first start are still null here. */
export interface Config {
  readonly production: boolean
  readonly environment: 'development' | 'production' | 'test'
  readonly role: Role
  readonly host: string
  readonly gamePort: number
  readonly httpPort: number
  readonly databaseUrl: string | null
  readonly redisUrl: string | null
  readonly kafkaBrokers: readonly string[]
  /** Where events are loaded to, and how many days it keeps them; null: nowhere. */
  readonly clickhouse: { readonly url: string; readonly ttlDays: number } | null
  readonly dataDir: string
  readonly jwtSecret: string | null
  /** What JWT_SECRET was before: opens what was sealed under it, signs nothing. */
  readonly jwtSecretPrevious: string | null
  readonly accessTokenSeconds: number
  readonly refreshTokenSeconds: number
  readonly adminPassword: string | null
  readonly inviteCode: string
  readonly login: {
    readonly maxFailures: number
    readonly maxFailuresPerAddress: number
    readonly lockoutSeconds: number
  }
  readonly limits: {
    readonly signupsPerHour: number
    readonly inviteChecksPerHour: number
    readonly accountRequestsPerHour: number
    readonly exportsPerHour: number
    readonly friendChangesPerHour: number
    readonly activityRequestsPerHour: number
    readonly requestsPerMinute: number
    readonly commandsPerSecond: number
    readonly commandBurst: number
    readonly maxDevices: number
    readonly maxSessions: number
  }
  readonly age: { readonly minAge: number; readonly ratedGames: readonly string[] }
  readonly safePlayPolicy: PolicyId
  readonly corsOrigins: readonly string[]
  readonly trustedProxies: number
  readonly transport: 'auto' | 'uws' | 'ws'
  /** Whether an admin without a second factor may do nothing but set one up. */
  readonly adminSecondFactorRequired: boolean
  readonly signInHistoryDays: number
  /** Where old months of actions are written to, and how many whole ones stay in the database. */
  readonly actionArchive: { readonly dir: string; readonly afterMonths: number }
  /** Somebody who vouches for players; null: log-ins by password only. */
  readonly oidc: {
    readonly issuer: string
    readonly clientId: string
    readonly clientSecret: string
    readonly publicUrl: string
  } | null
  /** Where our own pages are, if it was set; else pages of the host that the game port is reached by are our own. */
  readonly knownUrls: readonly string[]
  readonly publicGameUrl: string | null
  readonly gamePublicAddress: string | null
  readonly logLevel: string
  readonly metricsToken: string | null
  /** Where players reach the web app: what links in mails begin with, without a slash at the end. */
  readonly publicUrl: string
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly deletionGraceMs: number
  readonly shop: {
    readonly provider: PaymentProviderId
    /** Where its API is; null: the sandbox that this process starts. */
    readonly url: string | null
    readonly apiKey: string | null
    readonly webhookSecrets: readonly string[] | null
    readonly timeoutMs: number
    readonly retries: number
    readonly staleSeconds: number
    readonly holdSeconds: number
    readonly receiptSecrets: readonly string[] | null
  }
  readonly push: {
    /** Who is told whom to write to when our pushes make trouble: mailto: or https:. */
    readonly vapidSubject: string
    readonly hosts: readonly string[]
    /** A file of certificates that are trusted beside the usual ones; null: none. */
    readonly caFile: string | null
    readonly allowPrivate: boolean
    readonly maxSubscriptions: number
    readonly timeoutMs: number
  }
  /** The first reward, at the end of the tutorial. */
  readonly tutorialRewardCoins: number
  /** Where it is nine and six o'clock for reminders: where each player is, or in one zone for all. */
  readonly alertsZone: 'player' | 'Asia/Seoul'
  readonly messages: {
    /** Who has not been here for so long is told so once, if he consented to advertising. */
    readonly inactiveAfterDays: number
    /** The most that a player gets within 24 hours, by what it is for. */
    readonly caps: { readonly game: number; readonly advertising: number }
  }
  readonly shutdownTimeoutMs: number
}

const DEVELOPMENT_INVITE = '5858'

/** A first look at the club must work with a password; production asks for more. */
const unlessSet = (environment: unknown) => (environment === 'production' ? 'required' : 'optional')

function read(env: Environment): Record<Name, unknown> {
  const values: Partial<Record<Name, unknown>> = {}
  for (const [name, { schema, default: fallback }] of Object.entries(CONFIG_VARIABLES) as [Name, Variable][]) {
    const text = env[name] === undefined || env[name] === '' ? fallback : env[name]
    if (text === null) {
      values[name] = null
      continue
    }
    const parsed = schema.safeParse(text)
    if (!parsed.success)
      throw new StartError(`${name} is wrong: ${parsed.error.issues[0]?.message ?? 'not understood'}.`)
    values[name] = parsed.data
  }
  return values as Record<Name, unknown>
}

/** What production must be told rather than invent. */
function refuseUnsafeProduction(values: Record<Name, unknown>): void {
  if (values.NODE_ENV !== 'production') return
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'JWT_SECRET', 'INVITE_CODE', 'ADMIN_PASSWORD'] as const) {
    if (values[name] === null) throw new StartError(`${name} must be set in production.`)
  }
  if (values.SMTP_URL !== null && values.PUBLIC_URL === null) {
    throw new StartError('PUBLIC_URL must be set in production where SMTP_URL is: links in mails begin with it.')
  }
  if (values.PUSH_ALLOW_PRIVATE === 'true') throw new StartError('PUSH_ALLOW_PRIVATE must not be true in production.')
  if (values.PAYMENT_PROVIDER === 'sandbox') throw new StartError('PAYMENT_PROVIDER must not be sandbox in production.')
  if (values.PAYMENT_PROVIDER !== null && values.PAYMENT_PROVIDER !== 'none' && values.RECEIPT_SECRETS === null) {
    throw new StartError('RECEIPT_SECRETS must be set in production where there is a PAYMENT_PROVIDER.')
  }
  if (values.INVITE_CODE === DEVELOPMENT_INVITE) {
    throw new StartError('INVITE_CODE must not be the development code in production.')
  }
}

/** A first look at the club must be able to buy; elsewhere nobody pays before it is decided to whom. */
const defaultProvider = ({ NODE_ENV, ROLE }: Record<Name, unknown>): PaymentProviderId =>
  NODE_ENV === 'development' && ROLE === 'all' ? 'sandbox' : 'none'

/** All of it or nothing; and a provider sends browsers back to an address that nobody's header decides. */
function readOidc(text: (name: Name) => string | null): Config['oidc'] {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
  if (names.every((name) => text(name) === null)) return null
  const [issuer, clientId, clientSecret, publicUrl] = [...names, 'PUBLIC_URL' as const].map((name) => {
    const value = text(name)
    if (value === null) throw new StartError(`${name} is missing: a provider needs the three of OIDC and PUBLIC_URL.`)
    return value
  }) as [string, string, string, string]
  return { issuer, clientId, clientSecret, publicUrl }
}

const readClickHouse = (url: string | null, ttlDays: number): Config['clickhouse'] =>
  url === null ? null : { url, ttlDays }

const readLimits = (number: (name: Name) => number): Config['limits'] => ({
  signupsPerHour: number('SIGNUPS_PER_ADDRESS_PER_HOUR'),
  inviteChecksPerHour: number('INVITE_CHECKS_PER_ADDRESS_PER_HOUR'),
  accountRequestsPerHour: number('ACCOUNT_REQUESTS_PER_ADDRESS_PER_HOUR'),
  exportsPerHour: number('DATA_EXPORTS_PER_HOUR'),
  friendChangesPerHour: number('FRIEND_CHANGES_PER_HOUR'),
  activityRequestsPerHour: number('ACTIVITY_REQUESTS_PER_HOUR'),
  requestsPerMinute: number('HTTP_REQUESTS_PER_MINUTE'),
  commandsPerSecond: number('COMMANDS_PER_SECOND'),
  commandBurst: number('COMMAND_BURST'),
  maxDevices: number('MAX_DEVICES'),
  maxSessions: number('MAX_SESSIONS'),
})

const readLogin = (number: (name: Name) => number): Config['login'] => ({
  maxFailures: number('LOGIN_MAX_FAILED_ATTEMPTS'),
  maxFailuresPerAddress: number('LOGIN_MAX_FAILED_PER_ADDRESS'),
  lockoutSeconds: number('LOGIN_LOCKOUT_MINUTES') * 60,
})

/** A provider that is not started with the club is nothing without its keys. */
function wantStripe(values: Record<Name, unknown>): void {
  if (values.PAYMENT_PROVIDER !== 'stripe') return
  for (const name of ['PAYMENT_API_KEY', 'PAYMENT_WEBHOOK_SECRETS'] as const) {
    if (values[name] === null) throw new StartError(`${name} must be set where PAYMENT_PROVIDER is stripe.`)
  }
  if (!/^[sr]k_/.test(values.PAYMENT_API_KEY as string)) {
    throw new StartError('PAYMENT_API_KEY must be a secret key of Stripe (sk_…) or a restricted one (rk_…).')
  }
}

function readShop(values: Record<Name, unknown>, text: (name: Name) => string | null): Config['shop'] {
  const number = (name: Name) => values[name] as number
  return {
    provider: (text('PAYMENT_PROVIDER') ?? defaultProvider(values)) as PaymentProviderId,
    url: text('PAYMENT_URL'),
    apiKey: text('PAYMENT_API_KEY'),
    webhookSecrets: values.PAYMENT_WEBHOOK_SECRETS as string[] | null,
    timeoutMs: number('PAYMENT_TIMEOUT_SECONDS') * 1_000,
    retries: number('PAYMENT_RETRIES'),
    staleSeconds: number('PAYMENT_STALE_SECONDS'),
    holdSeconds: number('SHOP_HOLD_SECONDS'),
    receiptSecrets: values.RECEIPT_SECRETS as string[] | null,
  }
}

/** Where nobody says whom push services may write to, they are told a public page of ours, or nothing that leads anywhere. */
const subjectOf = (text: (name: Name) => string | null): string => {
  const publicUrl = text('PUBLIC_URL')
  const isGood = CONFIG_VARIABLES.VAPID_SUBJECT.schema.safeParse(publicUrl).success
  return text('VAPID_SUBJECT') ?? (publicUrl !== null && isGood ? publicUrl : 'mailto:club@casino-club.invalid')
}

const readPush = (values: Record<Name, unknown>, text: (name: Name) => string | null): Config['push'] => ({
  vapidSubject: subjectOf(text),
  hosts: values.PUSH_HOSTS as string[],
  caFile: text('PUSH_CA_FILE'),
  allowPrivate: values.PUSH_ALLOW_PRIVATE === 'true',
  maxSubscriptions: values.PUSH_MAX_SUBSCRIPTIONS as number,
  timeoutMs: (values.PUSH_TIMEOUT_SECONDS as number) * 1_000,
})

/** Reads the environment; what is wrong is a StartError with one plain sentence. */
export function readConfig(env: Environment): Config {
  const values = read(env)
  refuseUnsafeProduction(values)
  wantStripe(values)
  if (values.GAME_PORT === values.HTTP_PORT) throw new StartError('GAME_PORT and HTTP_PORT must differ.')
  const text = (name: Name) => values[name] as string | null
  const number = (name: Name) => values[name] as number
  return {
    production: values.NODE_ENV === 'production',
    environment: values.NODE_ENV as Config['environment'],
    role: values.ROLE as Role,
    host: values.HOST as string,
    gamePort: number('GAME_PORT'),
    httpPort: number('HTTP_PORT'),
    databaseUrl: text('DATABASE_URL'),
    redisUrl: text('REDIS_URL'),
    kafkaBrokers: (values.KAFKA_BROKERS as string[] | null) ?? [],
    clickhouse: readClickHouse(text('CLICKHOUSE_URL'), number('CLICKHOUSE_TTL_DAYS')),
    dataDir: resolve(values.DATA_DIR as string),
    jwtSecret: text('JWT_SECRET'),
    jwtSecretPrevious: text('JWT_SECRET_PREVIOUS'),
    accessTokenSeconds: number('JWT_EXPIRE_MINUTES') * 60,
    refreshTokenSeconds: number('REFRESH_EXPIRE_DAYS') * 86_400,
    adminPassword: text('ADMIN_PASSWORD'),
    inviteCode: text('INVITE_CODE') ?? DEVELOPMENT_INVITE,
    login: readLogin(number),
    limits: readLimits(number),
    age: { minAge: values.MIN_AGE as number, ratedGames: values.AGE_RATED_GAMES as string[] },
    safePlayPolicy: values.SAFE_PLAY_POLICY as PolicyId,
    corsOrigins: values.CORS_ORIGINS as string[],
    trustedProxies: number('TRUST_PROXY'),
    transport: values.TRANSPORT as Config['transport'],
    adminSecondFactorRequired: (text('ADMIN_SECOND_FACTOR') ?? unlessSet(values.NODE_ENV)) === 'required',
    signInHistoryDays: number('SIGN_IN_HISTORY_DAYS'),
    actionArchive: {
      dir: resolve(text('ACTION_ARCHIVE_DIR') ?? join(values.DATA_DIR as string, 'archive')),
      afterMonths: number('ACTION_MONTHS'),
    },
    // Where only the game's address is known, its pages may be anywhere on its host.
    knownUrls: [text('PUBLIC_URL')].filter((known) => known !== null),
    oidc: readOidc(text),
    publicGameUrl: text('PUBLIC_GAME_URL'),
    gamePublicAddress: text('GAME_PUBLIC_ADDRESS'),
    logLevel: values.LOG_LEVEL as string,
    metricsToken: text('METRICS_TOKEN'),
    publicUrl: (text('PUBLIC_URL') ?? `http://localhost:${number('HTTP_PORT')}`).replace(/\/+$/, ''),
    smtpUrl: text('SMTP_URL'),
    mailFrom: values.MAIL_FROM as string,
    deletionGraceMs: number('ACCOUNT_DELETION_GRACE_DAYS') * 86_400_000,
    tutorialRewardCoins: number('TUTORIAL_REWARD_COINS'),
    push: readPush(values, text),
    shop: readShop(values, text),
    alertsZone: values.ALERTS_ZONE as Config['alertsZone'],
    messages: {
      inactiveAfterDays: number('INACTIVE_AFTER_DAYS'),
      caps: { game: number('GAME_MESSAGES_PER_DAY'), advertising: number('ADVERTISEMENTS_PER_DAY') },
    },
    shutdownTimeoutMs: number('SHUTDOWN_TIMEOUT_SECONDS') * 1_000,
  }
}
