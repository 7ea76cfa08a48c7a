import { createSecretKey } from 'node:crypto'
import { roleMay } from '../admin/index.ts'
import { deriveKey, type Sessions } from '../identity/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { BOARD_PERMISSION, QueueBoard } from '../queue-board/index.ts'
import type { Services } from './services.ts'

interface BoardParts {
  readonly clock: Clock
  readonly log: Log
  readonly sessions: Sessions
}

/** The board of queues; it reaches for Redis when somebody looks at it. */
export const buildQueueBoard = (
  { redisUrl, jwtSecret }: Pick<Services, 'redisUrl' | 'jwtSecret'>,
  { clock, log, sessions }: BoardParts,
): QueueBoard =>
  new QueueBoard({
    ...{ redisUrl, clock, log },
    key: createSecretKey(deriveKey(jwtSecret, 'queue-board/1')),
    isOpen: (sessionId) => sessions.isOpen(sessionId),
    may: (role) => roleMay(role, BOARD_PERMISSION),
  })
