export interface Difference {
  /** The field, with a dot for every level below. */
  readonly path: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly before: string | null
  readonly after: string | null
}

export interface Comparison {
  readonly differences: readonly Difference[]
  /** How many fields stand on both sides alike. */
  readonly unchanged: number
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

function leaves(fields: Fields, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(fields).flatMap(([name, value]) =>
      isFields(value) ? [...leaves(value, `${prefix}${name}.`)] : [[prefix + name, asText(value)] as const],
    ),
  )
}

/** Compares what was recorded before and after a change, field by field; a missing side has no fields. */
export function compare(before: Fields | null, after: Fields | null): Comparison {
  const old = leaves(before ?? {})
  const fresh = leaves(after ?? {})
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].sort()
  const differences = paths.flatMap((path): Difference[] => {
    const [was, is] = [old.get(path) ?? null, fresh.get(path) ?? null]
    if (was === is) return []
    return [{ path, change: was === null ? 'added' : is === null ? 'removed' : 'changed', before: was, after: is }]
  })
  return { differences, unchanged: paths.length - differences.length }
}
