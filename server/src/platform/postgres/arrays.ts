/**
 * Postgres array literals, one a column, for statements that take many rows at once. The driver's own arrays run every
 * element through two regular expressions; on the hot path that is most of what it costs to send a batch.
 */

type Plain = number | string | null

/** Elements that need no quotes: numbers, UUIDs, `\\x` bytes of hex, names of letters, digits, dots and dashes. */
export function plainArray(values: readonly Plain[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`
}

/** Bytes given as hex. */
export function bytesArray(values: readonly string[]): string {
  return values.length === 0 ? '{}' : `{"\\\\x${values.join('","\\\\x')}"}`
}

/** Any text. */
export function textArray(values: readonly string[]): string {
  return `{${values.map(quoted).join(',')}}`
}

const NEEDS_ESCAPE = /["\\]/g

function quoted(value: string): string {
  return `"${value.replace(NEEDS_ESCAPE, '\\$&')}"`
}
