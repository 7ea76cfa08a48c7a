import { createHash } from 'node:crypto'
import {
  anyGame,
  fairStream,
  type Play,
  STANDARD_SLOT_TABLE,
  slotGame,
  slotTableHash,
  spinSlot,
} from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { COMMAND_ID, NOON_MS } from '../player/player.fixture.ts'
import { type VerifySources, verifyPlay, verifyRecordedPlay } from './verify-play.ts'

const SEED = '5e'.repeat(32)
const SEED_HASH = createHash('sha256').update(Buffer.from(SEED, 'hex')).digest('hex')
const TABLE = STANDARD_SLOT_TABLE

/** A spin as it was recorded. */
function aRecord(nonce = 3) {
  const outcome = spinSlot(TABLE, 50, 1, fairStream({ serverSeed: SEED, clientSeed: 'mine', nonce }))
  return {
    commandId: COMMAND_ID,
    eventId: '7-4',
    occurredAtMs: NOON_MS,
    bet: 50,
    ...outcome,
    coins: 1_000,
    streakBefore: 1,
    nonce,
    clientSeed: 'mine',
    serverSeedHash: SEED_HASH,
    tableVersion: 2,
    tableHash: slotTableHash(TABLE),
  }
}

const verify = (recorded: ReturnType<typeof aRecord> | null, change: object = {}) =>
  verifyPlay(anyGame(slotGame), {
    serverSeed: SEED,
    clientSeed: 'mine',
    nonce: 3,
    choice: { bet: 50 },
    before: { streak: 1 },
    tableVersion: 2,
    table: TABLE,
    recorded,
    ...change,
  })

describe('a recorded spin', () => {
  test('is verified when its seeds give it again', () => {
    expect(verify(aRecord())).toMatchObject({ verified: true, differences: [], serverSeedHash: SEED_HASH })
  })

  test.each<[string, object]>([
    ['reels', { reels: ['seven', 'seven', 'bell'] }],
    ['line', { line: 'pair' }],
    ['multiplier', { multiplier: 99 }],
    ['bonusPercent', { bonusPercent: 99 }],
    ['win', { win: 1_000_000 }],
    ['streak', { streak: 99 }],
    ['serverSeedHash', { serverSeedHash: '00'.repeat(32) }],
    ['tableHash', { tableHash: '00'.repeat(32) }],
  ])('that says something else in %s is found', (field, change) => {
    expect(verify({ ...aRecord(), ...change })).toMatchObject({ verified: false, differences: [field] })
  })

  test('is not needed to compute a spin', () => {
    const { verified, computed, recorded } = verify(null)
    expect([verified, recorded]).toEqual([null, null])
    expect(computed).toMatchObject({ reels: aRecord().reels, win: aRecord().win })
  })
})

describe('a spin by its event', () => {
  const play = (outcome: Record<string, unknown>) => ({ game: 'slot', outcome }) as unknown as Play
  const sources = (overrides: Partial<VerifySources> = {}): VerifySources => ({
    findPlay: async (userId, seq) => (userId === 7 && seq === 4 ? play(aRecord()) : undefined),
    findSeed: async (_, hash) => (hash === SEED_HASH ? { serverSeed: SEED, revealed: true } : undefined),
    findTable: async (_, version) => (version === 2 ? TABLE : undefined),
    ...overrides,
  })

  test('is verified with the seed and the table it names', async () => {
    expect(await verifyRecordedPlay(sources(), '7-4')).toMatchObject({ ok: true, value: { verified: true } })
  })

  test.each<[string, string, Partial<VerifySources>]>([
    ['nobody made', '7-5', {}],
    ['that is none', '7-4', { findPlay: async () => play({ anything: 'else' }) }],
    ['without its seed', '7-4', { findSeed: async () => undefined }],
    ['without its table', '7-4', { findTable: async () => undefined }],
  ])('%s is not found', async (_, eventId, overrides) => {
    expect(await verifyRecordedPlay(sources(overrides), eventId)).toMatchObject({ ok: false, reason: 'NOT_FOUND' })
  })

  test('keeps its seed to itself while that is in use', async () => {
    const inUse = sources({ findSeed: async () => ({ serverSeed: SEED, revealed: false }) })
    const answer = await verifyRecordedPlay(inUse, '7-4')
    expect(answer).toMatchObject({ ok: false, reason: 'SEED_NOT_REVEALED' })
    expect(JSON.stringify(answer)).not.toContain(SEED)
  })
})
