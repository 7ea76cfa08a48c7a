/** What there is to compare with: messages encrypted and posted over TLS, and nothing else, in a process of its own. */
import { systemClock } from '@casino-club/server/src/platform/clock.ts'
import { PushLine } from '@casino-club/server/src/push/index.ts'
import { rate } from '../auth/figures.ts'
import type { AloneFigures, AloneOrder } from './messages.ts'

const TIMEOUT_MS = 10_000

process.once(
  'message',
  async ({ origin, caFile, bodies, publicKey, privateKey, text, atOnce, seconds }: AloneOrder) => {
    const terms = { vapidSubject: 'mailto:bench@example.org', caFile, allowPrivate: true, timeoutMs: TIMEOUT_MS }
    const line = new PushLine(terms, systemClock)
    const key = { id: 1, publicKey, privateKey }
    const rest = { origin, key, text, ttlSeconds: 3_600, urgency: 'normal' as const, topic: 'bench' }
    const before = process.cpuUsage()
    let next = 0
    const perSecond = await rate(atOnce, seconds, async () => {
      const body = bodies[next++ % bodies.length]
      if (body === undefined) throw new Error('there are no browsers')
      const answer = await line.send({ ...body, ...rest }, AbortSignal.timeout(TIMEOUT_MS))
      if (answer.kind !== 'answered' || answer.status !== 201)
        throw new Error(`it was not taken: ${JSON.stringify(answer)}`)
    })
    const { user, system } = process.cpuUsage(before)
    await line.close()
    const figures: AloneFigures = { perSecond, millis: (user + system) / 1_000 / next }
    process.send?.(figures, () => process.disconnect())
  },
)
