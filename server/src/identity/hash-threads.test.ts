import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import { type HashPace, HashThreads } from './hash-threads.ts'
import { HASHES_AT_ONCE, paceBeside } from './hashing.ts'

const threads = new HashThreads(() => ({ threads: 2, jobsEach: 4, share: 1 }))

test('a hash is made and fits its password, and no other', async () => {
  const hash = String(await threads.run({ password: 'correct horse' }))
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await threads.run({ password: 'correct horse', hash })).toBe(true)
  expect(await threads.run({ password: 'correct horse ', hash })).toBe(false)
})

test('what is asked at once is answered to whom it belongs', async () => {
  const passwords = ['one password', 'another password', 'a third password']
  const hashes = await Promise.all(passwords.map((password) => threads.run({ password })))
  const fits = await Promise.all(
    passwords.flatMap((password) => hashes.map((hash) => threads.run({ password, hash: String(hash) }))),
  )
  expect(fits).toEqual([true, false, false, false, true, false, false, false, true])
})

test.each(['', '!', '$argon2id$v=19$m=19456,t=2,p=1$'])(
  'a hash that is none is a failure, and the next one is made: %j',
  async (hash) => {
    await expect(threads.run({ password: 'correct horse', hash })).rejects.toThrow()
    expect(await threads.run({ password: 'correct horse' })).toMatch(/^\$argon2id\$/)
  },
)

test('one that is none is a failure of its own among those that are done together', async () => {
  const hash = String(await threads.run({ password: 'correct horse' }))
  const jobs = Array.from({ length: 12 }, (_, place) =>
    threads.run({ password: 'correct horse', hash: place === 6 ? '!' : hash }),
  )
  const outcomes = await Promise.allSettled(jobs)
  expect(outcomes.map(({ status }) => status)).toEqual(
    Array.from(jobs, (_, place) => (place === 6 ? 'rejected' : 'fulfilled')),
  )
})

test('a thread that cannot start is a failure of those it was started for, and takes no place', async () => {
  const program = join(import.meta.dirname, 'hash-thread.ts')
  const starts = [
    () => {
      throw new Error('no thread can be started')
    },
    () => new Worker('/no/such/program.js'),
    () => new Worker(program, { execArgv: [] }),
  ]
  const one = new HashThreads(
    () => ({ threads: 1, jobsEach: 4, share: 1 }),
    () => (starts.shift() as () => Worker)(),
  )
  const ask = () => one.run({ password: 'correct horse' })
  const outcomes = await Promise.allSettled([ask(), ask(), ask()])
  const ended = { status: 'rejected', reason: { message: 'a thread that hashes ended with 1' } }
  expect(outcomes).toMatchObject([
    { status: 'rejected', reason: { message: 'no thread can be started' } },
    ...[ended, ended],
  ])
  expect(await ask()).toMatch(/^\$argon2id\$/)
})

test('so many threads are begun as the pace allows, which is asked again whenever jobs can begin', async () => {
  const program = join(import.meta.dirname, 'hash-thread.ts')
  let begun = 0
  let pace: HashPace = { threads: 1, jobsEach: 1, share: 1 }
  const some = new HashThreads(
    () => pace,
    () => {
      begun++
      return new Worker(program, { execArgv: [] })
    },
  )
  const askTwo = () => Promise.all([1, 2].map(() => some.run({ password: 'correct horse' })))
  await askTwo()
  expect(begun).toBe(1)
  pace = { threads: 2, jobsEach: 1, share: 1 }
  await askTwo()
  expect(begun).toBe(2)
})

test('a thread that shares its time rests after its jobs, as long as its part asks for', async () => {
  const rests: number[] = []
  let pace: HashPace = { threads: 1, jobsEach: 1, share: 0.2 }
  const some = new HashThreads(
    () => pace,
    undefined,
    async (ms) => rests.push(ms),
  )
  const beganMs = performance.now()
  await some.run({ password: 'correct horse' })
  await vi.waitFor(() => expect(rests).toHaveLength(1))
  const [rested = 0] = rests
  expect(rested).toBeGreaterThan(0)
  expect(rested).toBeLessThanOrEqual((performance.now() - beganMs) * 4)
  pace = { ...pace, share: 1 }
  await some.run({ password: 'correct horse' })
  await some.run({ password: 'correct horse' })
  expect(rests).toHaveLength(1)
})

test('while people play, half of the cores at most hash, and each has fewer to answer at once', () => {
  const rest = { threads: HASHES_AT_ONCE, jobsEach: 4, share: 1 }
  const half = { threads: Math.max(1, Math.floor(HASHES_AT_ONCE / 2)), jobsEach: 2, share: 2 / 3 }
  expect(paceBeside({ goOn: true })).toEqual(half)
  expect(paceBeside({ goOn: false })).toEqual(rest)
})

const TASKS = '/proc/self/task'
const NICE_FIELD = 16

test.skipIf(!existsSync(TASKS))('the threads that hash step back for the one that answers players', async () => {
  await threads.run({ password: 'correct horse' })
  const niceOf = (task: string) => {
    const stat = readFileSync(`${TASKS}/${task}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[NICE_FIELD])
  }
  const nices = readdirSync(TASKS).map(niceOf)
  expect(Math.max(...nices)).toBeGreaterThanOrEqual(niceOf(`${process.pid}`) + 10)
})
