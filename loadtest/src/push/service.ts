/** A push service in a process of its own, so that its work is not done by a thread that is measured; spoken to over IPC. */
import { startPushService, type TestBrowser } from '../../../test/support/push-service.ts'
import type { Asked, Told } from './messages.ts'

const service = await startPushService()
const tell = (message: Told) => process.send?.(message)
const browsers: TestBrowser[] = []

process.on('message', (asked: Asked) => {
  if (asked.kind === 'count') {
    const taken = browsers.reduce((sum, browser) => sum + browser.taken.length, 0)
    return void tell({ kind: 'counted', taken, requests: service.requests() })
  }
  const subscribed = Array.from({ length: asked.count }, () => service.subscribe(asked.vapidKey))
  browsers.push(...subscribed)
  tell({ kind: 'subscribed', bodies: subscribed.map(({ body }) => body) })
})
process.once('disconnect', () => void service.stop())
tell({ kind: 'open', host: service.host, origin: service.origin, caFile: service.caFile })
