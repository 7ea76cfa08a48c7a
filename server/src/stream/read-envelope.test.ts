import { type EventEnvelope, eventEnvelopeSchema } from '@casino-club/shared'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPlainEnvelope, readEnvelope } from './read-envelope.ts'

const ENVELOPE: EventEnvelope = {
  eventId: '7-12',
  userId: 7,
  seq: 12,
  xid: '998',
  type: 'slot.spun',
  schemaVersion: 1,
  occurredAt: '2026-01-02T03:04:05.678Z',
  commandId: '3f1c9a52-7c1b-4f0e-9d39-0b1f8f2f4a11',
  game: 'slot',
  tableVersion: 1,
  bet: 10,
  win: 0,
  payload: { reels: ['a', 'b', 'c'] },
}

/** What a field may be that is not what it should. */
const STRANGE = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', 'one', '-1', '1e3', '18446744073709551616', '2026-02-30T03:04:05.678Z'),
  fc.constantFrom<unknown>('2026-01-02', '2026-01-02T03:04Z', '2026-01-02T03:04:05+09:00', [], {}, [1], { a: 1 }),
  fc.constantFrom<unknown>(0, -1, 0.5, 1, 32_767, 32_768, 2 ** 31, 2 ** 53, 1e300),
  fc.integer(),
  fc.string(),
  fc.uuid(),
)

test('an envelope as the relay writes it is known without the schema', () => {
  expect(isPlainEnvelope(ENVELOPE)).toBe(true)
  expect(isPlainEnvelope({ ...ENVELOPE, game: null, tableVersion: null, bet: null, win: null })).toBe(true)
})

test('what is known without the schema is what the schema takes', () => {
  const changed = fc.record({ field: fc.constantFrom(...Object.keys(ENVELOPE)), value: STRANGE })
  fc.assert(
    fc.property(fc.array(changed, { minLength: 1, maxLength: 3 }), (changes) => {
      const value = { ...ENVELOPE, ...Object.fromEntries(changes.map(({ field, value }) => [field, value])) }
      if (isPlainEnvelope(value)) expect(eventEnvelopeSchema.safeParse(value).success).toBe(true)
    }),
    { numRuns: 5_000 },
  )
})

test('of each field, what the schema refuses is refused', () => {
  for (const field of Object.keys(ENVELOPE)) {
    fc.assert(
      fc.property(STRANGE, (value) => {
        const changed = { ...ENVELOPE, [field]: value }
        const read = () => readEnvelope(JSON.stringify(changed))
        if (eventEnvelopeSchema.safeParse(JSON.parse(JSON.stringify(changed))).success) expect(read()).toEqual(changed)
        else expect(read).toThrow()
      }),
    )
    const { [field as keyof EventEnvelope]: _, ...without } = ENVELOPE
    expect(() => readEnvelope(JSON.stringify(without))).toThrow()
  }
  for (const text of ['', 'no json', 'null', '7', '[]', '{}']) expect(() => readEnvelope(text)).toThrow()
})
