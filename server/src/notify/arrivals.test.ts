import type { OwnNotification } from '@casino-club/shared'
import { expect, test } from 'vitest'
import type { Queryable } from '../platform/postgres/pool.ts'
import { publishArrivals } from './arrivals.ts'

const WORDS: Omit<OwnNotification, 'id'> = {
  ...{ template: 'service-notice', type: 'account', category: 'transactional', priority: 'high', path: null },
  ...{ title: { en: 'Notice', ko: '안내' }, body: { en: 'Maintenance tonight.', ko: '오늘 밤 점검이 있어요.' } },
  ...{ at: '2026-03-01T00:00:00.000Z', readAt: null, expiresAt: null },
}
const arrival = (n: number): Told['to'][number] => [1_000_000_000_000 + n, 2_000_000_000_000 + n, 123_456]

interface Told {
  readonly words: Omit<OwnNotification, 'id'>
  readonly to: readonly (readonly [number, number, number])[]
}

/** What goes over the bus, as it goes. */
async function told(arrivals: readonly Told[]): Promise<readonly string[]> {
  let payloads: readonly string[] = []
  const query = (async (_text: string, values: unknown[]) => {
    payloads = values[1] as readonly string[]
  }) as unknown as Queryable['query']
  await publishArrivals({ query }, arrivals)
  return payloads
}
const read = (payload: string): Told => (JSON.parse(payload) as { message: Told }).message

test('each words go with those whom they are for', async () => {
  const arrivals = [
    { words: WORDS, to: [arrival(1), arrival(2)] },
    { words: { ...WORDS, path: '/vaults' }, to: [arrival(3)] },
  ]
  const payloads = await told(arrivals)
  expect(payloads.map(read)).toEqual(arrivals)
})

test.each([
  ['short', '짧은 글'],
  ['as long as they may be', '금'.repeat(500)],
])('no message is longer than one NOTIFY holds, with words that are %s', async (_what, body) => {
  const words = { ...WORDS, body: { en: body, ko: body } }
  const to = Array.from({ length: 1_000 }, (_, n) => arrival(n))
  const payloads = await told([{ words, to }])
  for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000)
  expect(payloads.flatMap((payload) => read(payload).to)).toEqual(to)
})
