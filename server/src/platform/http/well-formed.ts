const canBeKept = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/**
 * The path of the first text that Postgres cannot hold: no Unicode, such as half of an emoji, or with a zero byte; JSON can
 * write both as an escape. Undefined for none.
 */
export function findBrokenText(value: unknown, path: readonly string[] = []): string | undefined {
  if (typeof value === 'string') return canBeKept(value) ? undefined : path.join('.')
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = canBeKept(key) ? findBrokenText(inner, [...path, key]) : path.join('.')
    if (found !== undefined) return found
  }
  return undefined
}
