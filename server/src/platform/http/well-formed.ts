/**
 * The path of the first text that is no Unicode, such as half of an emoji: JSON can write it as an escape, Postgres cannot
 * hold it. Undefined for none.
 */
export function findBrokenText(value: unknown, path: readonly string[] = []): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : path.join('.')
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = key.isWellFormed() ? findBrokenText(inner, [...path, key]) : path.join('.')
    if (found !== undefined) return found
  }
  return undefined
}
