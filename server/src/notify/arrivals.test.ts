import type { OwnNotification } from '@casino-club/shared'
import { expect, test } from 'vitest'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Arrival, publishArrivals } from './arrivals.ts'

const WORDS: Omit<OwnNotification, 'id'> = {
  ...{ template: 'service-notice', type: 'account', category: 'transactional', priority: 'high', path: null },
  ...{ title: { en: 'Notice', ko: '안내' }, body: { en: 'Maintenance tonight.', ko: '오늘 밤 점검이 있어요.' } },
  ...{ at: '2026-03-01T00:00:00.000Z', readAt: null, expiresAt: null },
}
const anArrival = (n: number, words = WORDS): Arrival => ({
  userId: 1_000_000_000_000 + n,
  id: 2_000_000_000_000 + n,
  words,
  unread: 123_456,
})

interface Told {
  readonly words: Omit<OwnNotification, 'id'>
  readonly to: readonly (readonly [number, number, number])[]
}

/** What goes over the bus, as it goes. */
async function told(arrivals: readonly Arrival[]): Promise<readonly string[]> {
  let payloads: readonly string[] = []
  const query = (async (_text: string, values: unknown[]) => {
    payloads = values[1] as readonly string[]
  }) as unknown as Queryable['query']
  await publishArrivals({ query }, arrivals)
  return payloads
}
const read = (payload: string): Told => (JSON.parse(payload) as { message: Told }).message

test('those of the same words are told together', async () => {
  const payloads = await told([anArrival(1), anArrival(2), anArrival(3, { ...WORDS, path: '/vaults' })])
  expect(payloads.map(read)).toEqual([
    {
      words: WORDS,
      to: [
        [1_000_000_000_001, 2_000_000_000_001, 123_456],
        [1_000_000_000_002, 2_000_000_000_002, 123_456],
      ],
    },
    { words: { ...WORDS, path: '/vaults' }, to: [[1_000_000_000_003, 2_000_000_000_003, 123_456]] },
  ])
})

test.each([
  ['short', '짧은 글'],
  ['as long as they may be', '금'.repeat(500)],
])('no message is longer than one NOTIFY holds, with words that are %s', async (_what, body) => {
  const words = { ...WORDS, body: { en: body, ko: body } }
  const arrivals = Array.from({ length: 1_000 }, (_, n) => anArrival(n, words))
  const payloads = await told(arrivals)
  for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000)
  expect(payloads.flatMap((payload) => read(payload).to)).toEqual(
    arrivals.map(({ userId, id, unread }) => [userId, id, unread]),
  )
})
