import { webcrypto } from 'node:crypto'
import { AccessTokens, KeyRing } from '@casino-club/server/src/identity/index.ts'
import { systemClock } from '@casino-club/server/src/platform/clock.ts'
import { systemRandom } from '@casino-club/server/src/platform/ids.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createPool } from '@casino-club/server/src/platform/postgres/pool.ts'
import type { TestPlayer } from '../players.ts'
import { median } from './figures.ts'

/** Microseconds, medians. */
export interface TokenChecks {
  readonly first: number
  readonly again: number
  /** The signature alone, by the asynchronous crypto of the platform. */
  readonly platform: number
}

const LIFETIME_SECONDS = 86_400

async function microseconds(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await work()
  return (performance.now() - startMs) * 1_000
}

async function each(players: readonly TestPlayer[], work: (token: string) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (const { accessToken } of players) times.push(await microseconds(() => work(accessToken)))
  return median(times)
}

/** What checking an access token costs: the first time, and once it is known. */
export async function tokenChecks(
  databaseUrl: string,
  secret: string,
  players: readonly TestPlayer[],
): Promise<TokenChecks> {
  const pool = createPool({ databaseUrl, max: 1, log: createLog('error'), name: 'casino-bench' })
  const keys = new KeyRing({ pool, secret, clock: systemClock, random: systemRandom })
  await keys.load()
  await pool.end()
  const tokens = new AccessTokens(keys, LIFETIME_SECONDS, systemClock)
  const check = async (token: string) => {
    const claims = await tokens.verify(token)
    if ('reason' in claims) throw new Error(`a good token was refused: ${claims.reason}`)
  }
  const use = { name: 'HMAC', hash: 'SHA-256' }
  const key = await webcrypto.subtle.importKey('raw', keys.signing().key.export(), use, false, ['verify'])
  const platform = (token: string) => {
    const end = token.lastIndexOf('.')
    const signature = Buffer.from(token.slice(end + 1), 'base64url')
    return webcrypto.subtle.verify('HMAC', key, signature, Buffer.from(token.slice(0, end)))
  }
  return {
    first: await each(players, check),
    again: await each(players, check),
    platform: await each(players, platform),
  }
}
