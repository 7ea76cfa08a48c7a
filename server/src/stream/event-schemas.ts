import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { canonicalJson, EVENT_TYPES } from '@casino-club/shared'
import { z } from 'zod'

/** Where the schemas that were released are written down; the file only grows. */
export const FINGERPRINTS_FILE = new URL('../../../shared/event-fingerprints.json', import.meta.url)

/** By `type@version`, the hash of the payload's JSON schema. */
export type Fingerprints = Readonly<Record<string, string>>

/** The hash of a schema's JSON Schema: what it takes, not how it is written. */
export function fingerprintOf(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  // The order in which fields are named is none of the schema.
  const text = JSON.stringify(json, (key, value: unknown) =>
    key === 'required' && Array.isArray(value) ? value.toSorted() : value,
  )
  const canonical = canonicalJson(JSON.parse(text))
  return createHash('sha256').update(canonical).digest('hex').slice(0, 32)
}

/** The fingerprint of every declared type and version. */
export function declaredFingerprints(): Fingerprints {
  const entries = Object.entries(EVENT_TYPES).flatMap(([type, { versions }]) =>
    Object.entries(versions).map(([version, schema]) => [`${type}@${version}`, fingerprintOf(schema)] as const),
  )
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Those that were released. */
export const releasedFingerprints = (): Fingerprints =>
  JSON.parse(readFileSync(FINGERPRINTS_FILE, 'utf8')) as Fingerprints

/** How the declared schemas stand beside those that were released. */
export interface SchemaDrift {
  /** Declared and not written down yet. */
  readonly added: readonly string[]
  /** Changed or taken away: what is stored under them could not be read any more. */
  readonly broken: readonly string[]
}

/** Compares what is declared with what was released. */
export function compareFingerprints(declared: Fingerprints, released: Fingerprints): SchemaDrift {
  return {
    added: Object.keys(declared).filter((name) => released[name] === undefined),
    broken: Object.keys(released).filter((name) => declared[name] !== released[name]),
  }
}
