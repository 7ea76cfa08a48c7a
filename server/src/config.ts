import { resolve } from 'node:path'
import { TABLED_GAMES } from '@casino-club/shared'
import { z } from 'zod'
import { StartError } from './platform/start-error.ts'
import { POLICY_IDS, type PolicyId } from './safe-play/index.ts'

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

/** An address, or a name and an address in angle brackets; on one line. */
const mailbox = z
  .string()
  .max(200)
  .regex(
    /^([^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
    'must be an address, as in Casino Club <club@example.com>',
  )

interface Variable {
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
  TUTORIAL_REWARD_COINS: variable(count(0, 1_000_000), '500'),
  SHUTDOWN_TIMEOUT_SECONDS: variable(count(1, 600), '20'),
} as const satisfies Record<string, Variable>

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
  /** The first reward, at the end of the tutorial. */
  readonly tutorialRewardCoins: number
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
  if (values.INVITE_CODE === DEVELOPMENT_INVITE) {
    throw new StartError('INVITE_CODE must not be the development code in production.')
  }
}

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

const readLimits = (number: (name: Name) => number): Config['limits'] => ({
  signupsPerHour: number('SIGNUPS_PER_ADDRESS_PER_HOUR'),
  inviteChecksPerHour: number('INVITE_CHECKS_PER_ADDRESS_PER_HOUR'),
  accountRequestsPerHour: number('ACCOUNT_REQUESTS_PER_ADDRESS_PER_HOUR'),
  exportsPerHour: number('DATA_EXPORTS_PER_HOUR'),
  requestsPerMinute: number('HTTP_REQUESTS_PER_MINUTE'),
  commandsPerSecond: number('COMMANDS_PER_SECOND'),
  commandBurst: number('COMMAND_BURST'),
  maxDevices: number('MAX_DEVICES'),
  maxSessions: number('MAX_SESSIONS'),
})

/** Reads the environment; what is wrong is a StartError with one plain sentence. */
export function readConfig(env: Environment): Config {
  const values = read(env)
  refuseUnsafeProduction(values)
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
    dataDir: resolve(values.DATA_DIR as string),
    jwtSecret: text('JWT_SECRET'),
    jwtSecretPrevious: text('JWT_SECRET_PREVIOUS'),
    accessTokenSeconds: number('JWT_EXPIRE_MINUTES') * 60,
    refreshTokenSeconds: number('REFRESH_EXPIRE_DAYS') * 86_400,
    adminPassword: text('ADMIN_PASSWORD'),
    inviteCode: text('INVITE_CODE') ?? DEVELOPMENT_INVITE,
    login: {
      maxFailures: number('LOGIN_MAX_FAILED_ATTEMPTS'),
      maxFailuresPerAddress: number('LOGIN_MAX_FAILED_PER_ADDRESS'),
      lockoutSeconds: number('LOGIN_LOCKOUT_MINUTES') * 60,
    },
    limits: readLimits(number),
    age: { minAge: values.MIN_AGE as number, ratedGames: values.AGE_RATED_GAMES as string[] },
    safePlayPolicy: values.SAFE_PLAY_POLICY as PolicyId,
    corsOrigins: values.CORS_ORIGINS as string[],
    trustedProxies: number('TRUST_PROXY'),
    transport: values.TRANSPORT as Config['transport'],
    adminSecondFactorRequired: (text('ADMIN_SECOND_FACTOR') ?? unlessSet(values.NODE_ENV)) === 'required',
    signInHistoryDays: number('SIGN_IN_HISTORY_DAYS'),
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
    shutdownTimeoutMs: number('SHUTDOWN_TIMEOUT_SECONDS') * 1_000,
  }
}
