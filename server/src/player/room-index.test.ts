import { initializeRoomCache, LocalDriver } from '@colyseus/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RoomIndex } from './room-index.ts'

const roomId = fc.integer({ min: 1, max: 6 }).map((id) => `room-${id}`)
const userId = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined })
const step = fc.oneof(
  fc.record({ kind: fc.constantFrom('insert', 'persist'), roomId, userId, locked: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('remove', 'lock', 'join'), roomId }),
  fc.record({ kind: fc.constant('clear') }),
)
type Step =
  typeof step extends fc.Arbitrary<infer T> ? T & { roomId?: string; userId?: number; locked?: boolean } : never

async function take(driver: LocalDriver, { kind, roomId: id = '', userId: whose, locked = false }: Step) {
  const metadata = whose === undefined ? {} : { metadata: { userId: whose } }
  const name = whose === undefined ? 'crash' : 'player'
  const createdAt = new Date(0)
  const listing = () => initializeRoomCache({ name, roomId: id, locked, createdAt, ...metadata })
  if (kind === 'insert') return driver.insert(listing())
  // As the matchmaker does: only a room that is not there is made.
  if (kind === 'persist') return !driver.has(id) && driver.persist(listing(), true)
  if (kind === 'remove') return driver.remove(id)
  if (kind === 'clear') return driver.clear()
  const room = await driver.findOne({ roomId: id })
  const change = kind === 'lock' ? { $set: { locked: true } } : { $inc: { clients: 1 } }
  return room && driver.update(room, change)
}

const questions = [
  {},
  { locked: false, name: 'player', private: false },
  { locked: false, name: 'crash' },
  ...[1, 2, 3].flatMap((whose) => [{ userId: whose }, { userId: whose, locked: false, name: 'player' }]),
  { roomId: 'room-1' },
  { roomId: 'room-9' },
  { roomId: 'room-2', userId: 2 },
]

test('answers as the matchmaker’s own list does, whatever came before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const [plain, indexed] = [new LocalDriver(), new RoomIndex()]
      for (const each of steps) expect(await take(indexed, each)).toEqual(await take(plain, each))
      for (const conditions of questions) {
        expect(indexed.query(conditions as never)).toEqual(plain.query(conditions as never))
        expect(await indexed.findOne(conditions as never)).toEqual(await plain.findOne(conditions as never))
        const sort = { clients: 'desc', roomId: 1 } as const
        expect(indexed.query(conditions as never, sort)).toEqual(plain.query(conditions as never, sort))
      }
      const ids = ['room-1', 'room-3', 'room-9']
      expect(await indexed.findByIds(ids)).toEqual(await plain.findByIds(ids))
      for (const id of ids) expect(indexed.has(id)).toBe(plain.has(id))
    }),
    { numRuns: 300 },
  )
})
