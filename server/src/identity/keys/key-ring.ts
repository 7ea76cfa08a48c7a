import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Clock } from '../../platform/clock.ts'
import type { RandomSource } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import type { Bus } from '../../platform/postgres/bus.ts'
import { inTransaction, type Pool } from '../../platform/postgres/pool.ts'
import { deriveKey } from './derive-key.ts'
import { findSigningKeys, insertSigningKey, lockSigningKeys } from './keys.store.ts'

export interface SigningKey {
  readonly kid: string
  readonly key: KeyObject
}

export interface KeyRingDependencies {
  readonly pool: Pool
  readonly secret: string
  readonly clock: Clock
  readonly random: RandomSource
}

const KID_BYTES = 8
const SALT_BYTES = 32
/** However often an unknown key is asked for, Postgres is read no more often than this. */
const READ_EVERY_MS = 1_000

export const newSigningKey = (random: RandomSource) => ({
  kid: random.bytes(KID_BYTES).toString('hex'),
  salt: random.bytes(SALT_BYTES),
})

/**
 * The keys of access tokens: the newest signs, all that are not retired verify. A change is told over the bus; a token
 * whose key is not known yet makes the ring read once more, and while the bus is down it is read every second.
 */
export class KeyRing {
  private readonly deps: KeyRingDependencies
  private keys: ReadonlyMap<string, SigningKey> = new Map()
  private newest: SigningKey | undefined
  private bus: Bus | undefined
  private readAtMs = 0
  private turns = 0
  private taken = 0
  private reading: Promise<void> | undefined
  /** Raised whenever the keys are read: what was verified before counts no more. */
  generation = 0

  constructor(deps: KeyRingDependencies) {
    this.deps = deps
  }

  /** Keeps up with what other processes and operators do. */
  follow(bus: Bus, log: Log): void {
    this.bus = bus
    const readAgain = () => {
      this.read().catch((error: unknown) => log.warn({ err: error }, 'the signing keys could not be read'))
    }
    bus.on('keys', readAgain)
    bus.onResync(readAgain)
  }

  /** Reads the keys, making the first one of an empty club; to be awaited before the doors open. */
  async load(): Promise<void> {
    const { pool, clock, random } = this.deps
    await inTransaction(pool, async (tx) => {
      await lockSigningKeys(tx)
      if ((await findSigningKeys(tx)).some(({ retired_at }) => retired_at === null)) return
      const { kid, salt } = newSigningKey(random)
      await insertSigningKey(tx, kid, salt, clock.nowMs())
    })
    await this.read()
  }

  signing(): SigningKey {
    if (this.newest === undefined) throw new Error('the key ring was not loaded')
    return this.newest
  }

  /** The key of this name, unless it is retired or was never ours. */
  async find(kid: string): Promise<SigningKey | undefined> {
    if (!this.keys.has(kid)) await this.readWithin()
    return this.keys.get(kid)
  }

  /** While the bus is down nobody tells of retired keys; then they are read. */
  async keepUp(): Promise<void> {
    if (this.bus !== undefined && !this.bus.connected) await this.readWithin()
  }

  private async readWithin(): Promise<void> {
    const since = this.deps.clock.nowMs() - this.readAtMs
    if (since >= 0 && since < READ_EVERY_MS) return
    this.reading ??= this.read().finally(() => {
      this.reading = undefined
    })
    await this.reading
  }

  private async read(): Promise<void> {
    const { pool, secret, clock } = this.deps
    const turn = ++this.turns
    this.readAtMs = clock.nowMs()
    const rows = (await findSigningKeys(pool)).filter(({ retired_at }) => retired_at === null)
    const keys = rows.map(({ kid, salt }) => ({
      kid,
      key: createSecretKey(deriveKey(secret, `access-token/${kid}`, salt)),
    }))
    // Of two readings under way the one that began later knows more.
    if (turn < this.taken) return
    this.taken = turn
    this.keys = new Map(keys.map((key) => [key.kid, key]))
    this.newest = keys[0]
    this.generation++
  }
}
