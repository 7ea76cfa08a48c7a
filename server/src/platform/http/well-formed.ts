const canBeKept = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** Nothing that we take is nested as deeply. */
const MAX_DEPTH = 64

/**
 * The path of the first text that Postgres cannot hold: no Unicode, such as half of an emoji, or with a zero byte; JSON can
 * write both as an escape. So is what is nested beyond all measure. Undefined for none.
 */
export function findBrokenText(value: unknown, path: readonly string[] = []): string | undefined {
  if (typeof value === 'string') return canBeKept(value) ? undefined : path.join('.')
  if (typeof value !== 'object' || value === null) return undefined
  if (path.length > MAX_DEPTH) return path.join('.')
  for (const [key, inner] of Object.entries(value)) {
    const found = canBeKept(key) ? findBrokenText(inner, [...path, key]) : path.join('.')
    if (found !== undefined) return found
  }
  return undefined
}
