import { createECDH } from 'node:crypto'
import type { SecretBox } from '../identity/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { findVapidKeys, insertVapidKey, lockVapidKeys, resealVapidKey, type VapidRow } from './vapid.store.ts'

/** A key that messages are signed with; both parts in base64url. */
export interface VapidKey {
  readonly id: number
  readonly publicKey: string
  readonly privateKey: string
}

export interface VapidKeysDependencies {
  readonly pool: Pool
  readonly box: SecretBox
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
}

const PRIVATE_BYTES = 32

const contextOf = (publicKey: string) => `push-vapid:${publicKey}`

/** Makes a key and writes it as the current one; gives its number. */
export async function makeVapidKey(
  tx: Queryable,
  { box, clock, random }: Pick<VapidKeysDependencies, 'box' | 'clock' | 'random'>,
): Promise<number> {
  const pair = createECDH('prime256v1')
  const secret = random.bytes(PRIVATE_BYTES)
  pair.setPrivateKey(secret)
  const publicKey = pair.getPublicKey('base64url')
  const sealed = box.seal(secret.toString('base64url'), contextOf(publicKey))
  return insertVapidKey(tx, { publicKey, sealed, nowMs: clock.nowMs() })
}

/**
 * The keys that push services know the club by. A subscription is bound to its key for life, so a key that was replaced goes
 * on signing for those that were made with it. One that was sealed under a secret that is gone cannot sign: it is told of
 * and left alone, since that secret may come back.
 */
export class VapidKeys {
  private readonly deps: VapidKeysDependencies
  private keys: ReadonlyMap<number, VapidKey> = new Map()
  private newest: VapidKey | undefined

  constructor(deps: VapidKeysDependencies) {
    this.deps = deps
  }

  /** Keeps up with what operators do. */
  follow(bus: Bus): void {
    const readAgain = () => {
      this.read().catch((error: unknown) =>
        this.deps.log.warn({ err: error }, 'the keys of web push could not be read'),
      )
    }
    bus.on('pushKeys', readAgain)
    bus.onResync(readAgain)
  }

  /** Reads the keys, making the first one of an empty club; to be awaited before the doors open. */
  async load(): Promise<void> {
    await inTransaction(this.deps.pool, async (tx) => {
      await lockVapidKeys(tx)
      if (!(await findVapidKeys(tx)).some(({ state }) => state === 'current')) await makeVapidKey(tx, this.deps)
    })
    await this.read()
  }

  /** What new subscriptions are made with; undefined: its secret is gone. */
  current(): VapidKey | undefined {
    return this.newest
  }

  /** The key of this number, unless it is retired or cannot be opened. */
  async find(id: number): Promise<VapidKey | undefined> {
    if (!this.keys.has(id)) await this.read()
    return this.keys.get(id)
  }

  /** The number of a public key that still signs. */
  idOf(publicKey: string): number | undefined {
    return [...this.keys.values()].find((key) => key.publicKey === publicKey)?.id
  }

  private async read(): Promise<void> {
    const { pool } = this.deps
    const rows = (await findVapidKeys(pool)).filter(({ state }) => state !== 'retired')
    const opened = rows.map((row) => ({ row, key: this.open(row) }))
    this.keys = new Map(opened.flatMap(({ key }) => (key ? [[key.id, key]] : [])))
    this.newest = opened.find(({ row }) => row.state === 'current')?.key
    for (const { row, key } of opened) if (key && this.deps.box.isOld(row.private_key)) await this.reseal(key)
  }

  private open({ id, public_key: publicKey, private_key: sealed }: VapidRow): VapidKey | undefined {
    try {
      return { id, publicKey, privateKey: this.deps.box.open(sealed, contextOf(publicKey)) }
    } catch {
      this.deps.log.error({ keyId: id }, 'a key of web push was sealed under another secret: nothing is signed with it')
      return undefined
    }
  }

  private reseal({ id, publicKey, privateKey }: VapidKey): Promise<void> {
    return resealVapidKey(this.deps.pool, id, this.deps.box.seal(privateKey, contextOf(publicKey)))
  }
}
