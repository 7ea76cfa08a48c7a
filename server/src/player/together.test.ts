import { accept } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { createLog } from '../platform/log.ts'
import type { HeldPlayer } from './actor.ts'
import type { PlayerActors } from './actors.ts'
import type { Journal, JournalEntry } from './journal.ts'
import { type Member, Together } from './together.ts'

const rule = { type: 'test.do', decide: () => accept({}) } as never
const member = (userId: number): Member<object, undefined> => ({
  userId,
  rule,
  request: { commandId: crypto.randomUUID(), payload: {} },
})

const heldOf = (userId: number) =>
  ({
    read: async () => ({ userId }),
    forget: () => undefined,
    took: () => undefined,
    decide: () =>
      accept({ built: { entry: { userId }, next: { version: 1 }, answer: { ok: true, userId } }, detail: undefined }),
  }) as unknown as HeldPlayer

test('whoever shares a commit with one whose row is held is written without him', async () => {
  const written: number[][] = []
  const free = Promise.withResolvers<void>()
  const journal = {
    isDefect: () => false,
    async commitTogether(entries: readonly JournalEntry[]) {
      const userIds = entries.map(({ userId }) => userId)
      if (userIds.length > 1) throw Object.assign(new Error('a lock was waited for too long'), { code: '55P03' })
      if (userIds[0] === 1) await free.promise
      written.push(userIds)
      if (userIds[0] === 3) free.resolve()
      return new Set<number>()
    },
  } as unknown as Journal
  const actors = {
    holdAll: <T>(userIds: readonly number[], work: (held: ReadonlyMap<number, HeldPlayer>) => Promise<T>) =>
      work(new Map(userIds.map((userId) => [userId, heldOf(userId)]))),
  } as unknown as PlayerActors
  const together = new Together(actors, journal, createLog('silent'))
  const answers = await together.execute([1, 2, 3].map(member), async () => undefined, 'each')
  expect(answers).toMatchObject([{ userId: 1 }, { userId: 2 }, { userId: 3 }])
  expect(written).toEqual([[2], [3], [1]])
})
