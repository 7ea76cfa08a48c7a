import { createHmac } from 'node:crypto'
import type { HmacSha256 } from '@casino-club/shared'

/** The same function as the shared default, ten times as fast. */
export const nodeHmac: HmacSha256 = (key, message) => createHmac('sha256', key).update(message).digest()
