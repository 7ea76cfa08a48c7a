import type { Category } from '../notify/index.ts'

/** What an answer of a push service means for us. */
export type Verdict =
  | { readonly kind: 'sent' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'poison' }
  /** Our key is refused: nothing of this origin helps until that is mended. */
  | { readonly kind: 'held' }
  /** It may pass; `slow`: the whole origin asks us to be slower. */
  | { readonly kind: 'again'; readonly slow: boolean }

/**
 * By status (RFC 8030, and what the services say of theirs). Windows throttles with 406. What redirects is not followed: the
 * address was checked, the other one was not.
 */
export function verdictOf(status: number): Verdict {
  if (status >= 200 && status < 300) return { kind: 'sent' }
  if (status === 404 || status === 410) return { kind: 'gone' }
  if (status === 401 || status === 403) return { kind: 'held' }
  if (status === 429 || status === 406) return { kind: 'again', slow: true }
  if (status === 408 || status >= 500) return { kind: 'again', slow: false }
  return { kind: 'poison' }
}

const DEFAULT_SLOW_MS = 60_000
const LONGEST_SLOW_MS = 3_600_000

/** Until when to be slow, by a `Retry-After` in seconds or as a date; ms since the epoch. A minute where nothing is said. */
export function slowUntil(retryAfter: string | undefined, nowMs: number): number {
  const text = retryAfter?.trim() ?? ''
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs
  if (Number.isNaN(waitMs) || waitMs <= 0) return nowMs + (text === '0' ? 0 : DEFAULT_SLOW_MS)
  return nowMs + Math.min(waitMs, LONGEST_SLOW_MS)
}

/** How a service is to treat messages of a kind: the longest it keeps them, in seconds, and whether it may wake a device. */
export const MANNERS: Readonly<
  Record<Category, { readonly ttlSeconds: number; readonly urgency: 'high' | 'normal' | 'low' }>
> = {
  transactional: { ttlSeconds: 86_400, urgency: 'high' },
  game: { ttlSeconds: 43_200, urgency: 'normal' },
  advertising: { ttlSeconds: 21_600, urgency: 'low' },
}

/** Seconds that a service keeps a message for a device that is off; 0 or less: it is too late. */
export function ttlOf(category: Category, deadlineMs: number, nowMs: number): number {
  return Math.min(Math.floor((deadlineMs - nowMs) / 1_000), MANNERS[category].ttlSeconds)
}
