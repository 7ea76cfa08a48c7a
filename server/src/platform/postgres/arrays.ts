/**
 * Postgres arrays in the binary format, one a column, for statements that take many rows at once. Nothing is escaped,
 * nothing is parsed, and bytes travel as bytes: on the hot path this is most of what a batch costs to send.
 * Layout: dimensions, null flag, element type, length, lower bound; then each element behind its length (-1: null).
 */

const OID = { bytea: 17, bigint: 20, smallint: 21, integer: 23, text: 25, uuid: 2950 } as const
const HEADER_BYTES = 20
const LENGTH_BYTES = 4
const NULL_LENGTH = -1
const HEX_PER_BYTE = 2

function allocate(type: keyof typeof OID, count: number, bodyBytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + bodyBytes)
  buffer.writeInt32BE(1, 0)
  buffer.writeInt32BE(1, 4)
  buffer.writeInt32BE(OID[type], 8)
  buffer.writeInt32BE(count, 12)
  buffer.writeInt32BE(1, 16)
  return buffer
}

const INTEGER_BYTES = { bigint: 8, integer: 4, smallint: 2 } as const

function integers(type: keyof typeof INTEGER_BYTES, values: readonly (number | null)[]): Buffer {
  const size = INTEGER_BYTES[type]
  const buffer = allocate(type, values.length, values.length * (LENGTH_BYTES + size))
  let at = HEADER_BYTES
  for (const value of values) {
    at = buffer.writeInt32BE(value === null ? NULL_LENGTH : size, at)
    if (value === null) continue
    if (type === 'bigint') at = buffer.writeBigInt64BE(BigInt(value), at)
    else at = buffer.writeIntBE(value, at, size)
  }
  return buffer.subarray(0, at)
}

export const bigintArray = (values: readonly (number | null)[]): Buffer => integers('bigint', values)
export const integerArray = (values: readonly (number | null)[]): Buffer => integers('integer', values)
export const smallintArray = (values: readonly (number | null)[]): Buffer => integers('smallint', values)

/** Bytes given as hex, all of any length. */
export function byteaArray(values: readonly string[]): Buffer {
  return hexArray('bytea', values)
}

export function uuidArray(values: readonly string[]): Buffer {
  return hexArray(
    'uuid',
    values.map((value) => value.replaceAll('-', '')),
  )
}

function hexArray(type: 'bytea' | 'uuid', values: readonly string[]): Buffer {
  const bytes = values.reduce((sum, value) => sum + value.length / HEX_PER_BYTE, 0)
  const buffer = allocate(type, values.length, values.length * LENGTH_BYTES + bytes)
  let at = HEADER_BYTES
  for (const value of values) {
    at = buffer.writeInt32BE(value.length / HEX_PER_BYTE, at)
    at += buffer.write(value, at, 'hex')
  }
  return buffer
}

/** Any text, as UTF-8. */
export function textArray(values: readonly (string | null)[]): Buffer {
  const bytes = values.reduce((sum, value) => sum + (value === null ? 0 : Buffer.byteLength(value)), 0)
  const buffer = allocate('text', values.length, values.length * LENGTH_BYTES + bytes)
  let at = HEADER_BYTES
  for (const value of values) {
    if (value === null) {
      at = buffer.writeInt32BE(NULL_LENGTH, at)
      continue
    }
    const written = buffer.write(value, at + LENGTH_BYTES)
    buffer.writeInt32BE(written, at)
    at += LENGTH_BYTES + written
  }
  return buffer
}
