import { randomBytes, randomUUID } from 'node:crypto'

/** Where ids and secrets come from; tests pass their own. */
export interface RandomSource {
  uuid(): string
  bytes(count: number): Buffer
}

export const systemRandom: RandomSource = { uuid: () => randomUUID(), bytes: (count) => randomBytes(count) }
