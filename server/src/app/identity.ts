import type { Config } from '../config.ts'
import {
  AccessTokens,
  Accounts,
  AttemptGuard,
  Emails,
  Leaving,
  Passwords,
  Profiles,
  prepareAccountLetter,
  SessionRegistry,
  Sessions,
} from '../identity/index.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { MailSender, type MayContact, openMail, Post } from '../post/index.ts'
import type { Sources } from './core.ts'
import type { Services } from './services.ts'

interface IdentityParts extends Sources {
  readonly pool: Pool
  readonly bus: Bus
  readonly log: Log
  readonly metrics: Metrics
  readonly mayContact: MayContact
}

/** Sessions, accounts, and the post that both are written to by. */
export async function buildIdentity(config: Config, services: Services, parts: IdentityParts) {
  const { pool, bus, log, clock, random, metrics, mayContact } = parts
  const tokens = new AccessTokens(services.jwtSecret, config.accessTokenSeconds, clock)
  const registry = new SessionRegistry(pool, bus, clock, config.accessTokenSeconds, log)
  await registry.load()
  const { refreshTokenSeconds, login, publicUrl, deletionGraceMs: graceMs } = config
  const sessions = new Sessions({ pool, bus, tokens, registry, clock, random, refreshTokenSeconds })
  const guard = new AttemptGuard(pool, clock, login)
  const post = new Post({ bus, clock, mayContact })
  const leaving = new Leaving({ pool, clock, post, guard, sessions, graceMs })
  const transport = openMail(config)
  const prepare = prepareAccountLetter({ pool, clock, random, publicUrl })
  return {
    registry,
    sessions,
    post,
    leaving,
    accounts: new Accounts({ pool, sessions, clock, random, post, guard, leaving }),
    emails: new Emails({ pool, clock, post, guard }),
    passwords: new Passwords({ pool, clock, post, guard, sessions }),
    profiles: new Profiles(pool, clock),
    /** Null: mail is off. Started in the worker. */
    mailSender: transport && new MailSender({ pool, bus, clock, log, metrics, transport, prepare, mayContact }),
  }
}
