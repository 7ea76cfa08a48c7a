import { createSecretKey } from 'node:crypto'
import type { Config } from '../config.ts'
import { deriveKey } from '../identity/index.ts'
import { EmailChannel, htmlBy, suppressionRoutes, triggerRoutes } from '../notify/email/index.ts'
import { templateRoutes } from '../notify/templates/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { AnyRoute } from '../platform/http/route.ts'
import type { Log } from '../platform/log.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { type MailDoor, type MayContact, mailDoor, type openMail } from '../post/index.ts'
import type { Core } from './core.ts'
import type { Services } from './services.ts'

interface LetterParts {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly mayContact: MayContact
  /** Null: mail is off. */
  readonly transport: ReturnType<typeof openMail>
}

const keyOf = (secret: string) => createSecretKey(deriveKey(secret, 'unsubscribe/1'))

/** E-mail as a way to players, and what its links are signed by. */
export function buildLetters(
  { publicUrl, jwtSecretPrevious }: Config,
  { jwtSecret }: Services,
  { transport, ...parts }: LetterParts,
) {
  const door: MailDoor | null = transport && mailDoor(transport)
  const unsubscribeKey = keyOf(jwtSecret)
  return {
    door,
    email: new EmailChannel({ ...parts, door, publicUrl, unsubscribeKey, htmlOf: htmlBy(parts.pool) }),
    unsubscribeKeys: [unsubscribeKey, ...(jwtSecretPrevious === null ? [] : [keyOf(jwtSecretPrevious)])],
  }
}

/** Letters and the words of messages, as those who run the club see and change them. */
export const letterRoutes = (core: Core): AnyRoute[] => [
  ...suppressionRoutes(core),
  ...triggerRoutes(core),
  ...templateRoutes({ ...core, ...core.letters, publicUrl: core.config.publicUrl }),
]
