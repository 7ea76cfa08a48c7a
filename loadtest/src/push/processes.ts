import { type ChildProcess, fork } from 'node:child_process'
import { createECDH } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import type { AloneFigures, AloneOrder, Asked, Told } from './messages.ts'

const fileOf = (name: string) => join(import.meta.dirname, `${name}.ts`)

async function told<Kind extends Told['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<Told, { kind: Kind }>> {
  const [message] = (await once(child, 'message')) as [Told]
  if (message.kind !== kind) throw new Error(`the push service said ${message.kind}, and not ${kind}`)
  return message as Extract<Told, { kind: Kind }>
}

/** The push service of a benchmark; one question at a time. */
export class ServiceProcess {
  readonly host: string
  readonly origin: string
  readonly caFile: string
  private readonly child: ChildProcess

  private constructor(child: ChildProcess, { host, origin, caFile }: Extract<Told, { kind: 'open' }>) {
    this.child = child
    this.host = host
    this.origin = origin
    this.caFile = caFile
  }

  static async start(): Promise<ServiceProcess> {
    const child = fork(fileOf('service'))
    return new ServiceProcess(child, await told(child, 'open'))
  }

  /** Browsers whose subscriptions belong to this key: what each tells the club. */
  async subscribe(vapidKey: string, count: number) {
    this.ask({ kind: 'subscribe', vapidKey, count })
    return (await told(this.child, 'subscribed')).bodies
  }

  /** Messages that browsers could open, and requests, since it was started. */
  count(): Promise<{ readonly taken: number; readonly requests: number }> {
    this.ask({ kind: 'count' })
    return told(this.child, 'counted')
  }

  stop(): void {
    this.child.disconnect()
  }

  private ask(asked: Asked): void {
    this.child.send(asked)
  }
}

const BROWSERS = 200

/** Messages a second that are encrypted and posted with nothing around it, by a process of its own, so many at once. */
export async function postAlone(
  service: ServiceProcess,
  terms: Pick<AloneOrder, 'text' | 'atOnce' | 'seconds'>,
): Promise<AloneFigures> {
  const pair = createECDH('prime256v1')
  const publicKey = pair.generateKeys('base64url')
  const bodies = await service.subscribe(publicKey, BROWSERS)
  const child = fork(fileOf('alone'))
  const { origin, caFile } = service
  child.send({
    ...terms,
    origin,
    caFile,
    bodies,
    publicKey,
    privateKey: pair.getPrivateKey('base64url'),
  } satisfies AloneOrder)
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`what posts alone ended with ${code}`)
  })
  const [figures] = (await Promise.race([once(child, 'message'), ended])) as [AloneFigures]
  ended.catch(() => undefined)
  return figures
}
