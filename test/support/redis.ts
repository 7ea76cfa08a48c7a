import { Redis } from 'ioredis'
import { inject } from 'vitest'
import './provided.ts'

/** Redis has 16 numbered databases by default; 0 keeps the counter. */
const DATABASES = 15

/**
 * The URL of an empty Redis database that no other running test uses. Publish and subscribe know no databases: channels
 * are shared by the whole run.
 */
export async function freshRedisUrl(): Promise<string> {
  const base = inject('redisUrl')
  if (base === null) throw new Error('no Redis in this run: only integration and browser tests have one')
  const counter = new Redis(withDatabase(base, 0))
  const url = withDatabase(base, ((await counter.incr('casino-test:databases')) % DATABASES) + 1)
  await counter.quit()
  const fresh = new Redis(url)
  await fresh.flushdb()
  await fresh.quit()
  return url
}

function withDatabase(base: string, index: number): string {
  const url = new URL(base)
  url.pathname = `/${index}`
  return url.href
}
