import { describe, expect, test } from 'vitest'
import { verifyQuery } from './games.ts'

const TRANSCRIPT = {
  serverSeed: 'ab'.repeat(32),
  clientSeed: 'mine',
  nonce: '0',
  tableVersion: '1',
  bet: '10',
  streakBefore: '0',
}

describe('what is to be verified', () => {
  test('is an event or a transcript, with its numbers read', () => {
    expect(verifyQuery.parse({ eventId: '7-12' })).toEqual({ eventId: '7-12' })
    expect(verifyQuery.parse(TRANSCRIPT)).toEqual({
      ...TRANSCRIPT,
      nonce: 0,
      tableVersion: 1,
      bet: 10,
      streakBefore: 0,
    })
  })

  test.each<Record<string, string>>([
    { eventId: '7' },
    { eventId: '0-1' },
    { eventId: '7-12-1' },
    { eventId: "7-1' or 1=1" },
    { serverSeed: 'ab' },
    { serverSeed: 'AB'.repeat(32) },
    { nonce: '-1' },
    { bet: '0' },
    { bet: '1.5' },
    { bet: 'NaN' },
    { streakBefore: '1000001' },
    { table: 'mine' },
  ])('is refused: %o', (change) => {
    expect(verifyQuery.safeParse({ ...TRANSCRIPT, ...change }).success).toBe(false)
  })
})
