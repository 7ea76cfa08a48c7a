import { accept, refuse } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { createLog } from '../platform/log.ts'
import { createMetrics } from '../platform/metrics.ts'
import type { Answer } from './actor.ts'
import { CommandDesk } from './command-desk.ts'
import type { Member, Together } from './together.ts'

const rule = { type: 'test.do', decide: () => refuse('CONFLICT', 'never asked') }
const member = (userId: number): Member<object, undefined> => ({
  userId,
  rule,
  request: { commandId: crypto.randomUUID(), payload: {} },
})
const done = { ...accept({}), version: 1 } as unknown as Answer

/** A desk whose commits end when they are told to. */
function aDesk(maxWaiting?: number) {
  const commits: { readonly userIds: readonly number[]; readonly end: (error?: Error) => void }[] = []
  const together = {
    execute: (members: readonly Member<object, undefined>[]) =>
      new Promise<Answer[]>((resolve, reject) => {
        const end = (error?: Error) => (error ? reject(error) : resolve(members.map(() => done)))
        commits.push({ userIds: members.map(({ userId }) => userId), end })
      }),
  } as unknown as Together
  const metrics = createMetrics()
  const options = { together, persist: async () => undefined, metrics, log: createLog('silent') }
  const desk = new CommandDesk<undefined>({ ...options, ...(maxWaiting !== undefined && { maxWaiting }) })
  return { desk, commits, metrics }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('players who come together share a commit, and one player’s commands never do', async () => {
  const { desk, commits } = aDesk()
  const answers = Promise.all([1, 2, 1].map((userId) => desk.hand(member(userId))))
  await turn()
  expect(commits.map(({ userIds }) => userIds)).toEqual([[1, 2], [1]])
  for (const { end } of commits) end()
  expect(await answers).toEqual([done, done, done])
})

test('a crowd that is too large is turned away at once, and nobody who waits with it', async () => {
  const { desk, commits, metrics } = aDesk(2)
  const first = [desk.hand(member(1)), desk.hand(member(2))]
  await turn()
  const second = [desk.hand(member(1)), desk.hand(member(2))]
  await turn()
  const more = [desk.hand(member(3)), desk.hand(member(4)), desk.hand(member(5))]
  expect(await more[2]).toMatchObject({ ok: false, reason: 'TOO_BUSY' })
  for (let n = 0; n < 4; n++) {
    commits[n]?.end()
    await turn()
  }
  expect(await Promise.all([...first, ...second])).toEqual([done, done, done, done])
  expect(await metrics.commandsRefused.get()).toMatchObject({ values: [{ labels: { reason: 'TOO_BUSY' } }] })
})

test('a defect of a commit is the answer to all of it', async () => {
  const { desk, commits } = aDesk()
  const answer = desk.hand(member(1))
  await turn()
  commits[0]?.end(new TypeError('ours'))
  expect(await answer).toMatchObject({ ok: false, reason: 'INTERNAL' })
})
