import { auditSecondFactor } from '../admin/index.ts'
import type { Config } from '../config.ts'
import {
  AccessTokens,
  Accounts,
  AttemptGuard,
  DeviceCookies,
  deriveKey,
  Emails,
  hashBeside,
  KeyRing,
  Leaving,
  Logins,
  type OidcDependencies,
  OidcLogins,
  OpenIdProvider,
  Passwords,
  Profiles,
  prepareAccountLetter,
  SecondFactors,
  SecretBox,
  SessionRegistry,
  Sessions,
} from '../identity/index.ts'
import { beginInvitation } from '../invitations/index.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import { MailSender, type MayContact, openMail, Post } from '../post/index.ts'
import { openFirstVaults } from '../vaults/index.ts'
import type { Sources } from './core.ts'
import { buildLetters } from './letters.ts'
import type { Services } from './services.ts'

/** What belongs to the first moment of an account, in its transaction. */
async function openedAccount(tx: Queryable, userId: number, nowMs: number): Promise<void> {
  await openFirstVaults(tx, userId, nowMs)
  await beginInvitation(tx, userId, nowMs)
}

interface IdentityParts extends Sources {
  readonly pool: Pool
  readonly bus: Bus
  readonly log: Log
  readonly metrics: Metrics
  readonly mayContact: MayContact
  /** Whether people play in this process. */
  readonly plays: { readonly goOn: boolean }
}

/** Sessions, accounts, and the post that both are written to by. */
export async function buildIdentity(config: Config, services: Services, parts: IdentityParts) {
  const { pool, bus, log, clock, random, metrics, mayContact } = parts
  hashBeside(parts.plays)
  const keys = new KeyRing({ pool, secret: services.jwtSecret, clock, random })
  keys.follow(bus, log)
  await keys.load()
  const tokens = new AccessTokens(keys, config.accessTokenSeconds, clock)
  const registry = new SessionRegistry(pool, bus, clock, config.accessTokenSeconds, log)
  await registry.load()
  const { refreshTokenSeconds, login, publicUrl, deletionGraceMs: graceMs } = config
  const sessions = new Sessions({
    pool,
    bus,
    tokens,
    registry,
    clock,
    random,
    refreshTokenSeconds,
    maxSessions: config.limits.maxSessions,
    successorKey: deriveKey(services.jwtSecret, 'refresh-successor'),
  })
  const guard = new AttemptGuard(pool, clock, login)
  const post = new Post({ bus, clock, mayContact })
  const leaving = new Leaving({ pool, clock, post, guard, sessions, graceMs })
  const transport = openMail(config)
  const prepare = prepareAccountLetter({ pool, clock, random, publicUrl })
  const twoSteps = buildSecondStep(config, services, parts, { sessions, leaving, post })
  const { logins } = twoSteps
  const accounts = new Accounts({ pool, sessions, logins, clock, random, post, guard, opened: openedAccount })
  return {
    keys,
    tokens,
    registry,
    sessions,
    ...twoSteps,
    oidc: buildOidc(config, parts, { accounts, logins, sessions, post }),
    guard,
    post,
    leaving,
    accounts,
    devices: new DeviceCookies(deriveKey(services.jwtSecret, 'device-cookie'), random, clock, publicUrl),
    emails: new Emails({ pool, clock, post, guard }),
    passwords: new Passwords({ pool, clock, post, guard, sessions }),
    profiles: new Profiles(pool, clock),
    letters: buildLetters(config, services, { pool, clock, log, mayContact, transport }),
    /** Null: mail is off. Started in the worker. */
    mailSender: transport && new MailSender({ pool, bus, clock, log, metrics, transport, prepare, mayContact }),
  }
}

/** What is asked for besides the password. */
function buildSecondStep(
  config: Config,
  services: Services,
  { pool, clock, random }: IdentityParts,
  { sessions, leaving, post }: { readonly sessions: Sessions; readonly leaving: Leaving; readonly post: Post },
) {
  const previous = config.jwtSecretPrevious === null ? [] : [config.jwtSecretPrevious]
  const box = new SecretBox(services.jwtSecret, previous, random)
  const { adminSecondFactorRequired } = config
  const factors = new SecondFactors({
    pool,
    box,
    clock,
    random,
    sessions,
    post,
    lockoutSeconds: config.login.lockoutSeconds,
    adminRequired: adminSecondFactorRequired,
    audit: auditSecondFactor(clock),
  })
  const logins = new Logins({ pool, sessions, factors, leaving, clock, random, adminSecondFactorRequired })
  return { factors, logins }
}

/** Log-ins by a provider; null where none is configured. */
function buildOidc(
  { oidc }: Config,
  { pool, clock, random }: IdentityParts,
  linking: Pick<OidcDependencies, 'accounts' | 'logins' | 'sessions' | 'post'>,
): { readonly logins: OidcLogins; readonly publicUrl: string } | null {
  if (oidc === null) return null
  const provider = new OpenIdProvider({ ...oidc, redirectUri: new URL('/api/auth/oidc/callback', oidc.publicUrl).href })
  return {
    logins: new OidcLogins({ pool, provider, clock, random, ...linking }),
    publicUrl: oidc.publicUrl,
  }
}
