import { describe, expect, test } from 'vitest'
import { Mailbox } from './mailbox.ts'

/** A task that ends when it is told to. */
function aTask(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const run = () => {
    log.push(`${name} begins`)
    return promise.finally(() => log.push(`${name} ends`))
  }
  return { run, end: () => resolve(name), fail: (error: Error) => reject(error) }
}

describe('a mailbox', () => {
  test('runs one task at a time, in the order they came', async () => {
    const log: string[] = []
    const [a, b] = [aTask(log, 'a'), aTask(log, 'b')]
    const mailbox = new Mailbox(8)
    const results = [mailbox.run(a.run), mailbox.run(b.run)]
    b.end()
    await new Promise(setImmediate)
    expect(log).toEqual(['a begins'])
    a.end()
    expect(await Promise.all(results)).toEqual(['a', 'b'])
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  test('goes on after a task that failed, and hands its error to whoever asked', async () => {
    const mailbox = new Mailbox(8)
    const failing = mailbox.run(() => Promise.reject(new Error('broken')))
    const throwing = mailbox.run(() => {
      throw new Error('defect')
    })
    const next = mailbox.run(async () => 'fine')
    await expect(failing).rejects.toThrow('broken')
    await expect(throwing).rejects.toThrow('defect')
    expect(await next).toBe('fine')
    expect(mailbox.idle).toBe(true)
  })

  test('is full at its capacity, counting the task under way, and free again afterwards', async () => {
    const log: string[] = []
    const [a, b] = [aTask(log, 'a'), aTask(log, 'b')]
    const mailbox = new Mailbox(2)
    expect([mailbox.full, mailbox.idle]).toEqual([false, true])
    const first = mailbox.run(a.run)
    expect([mailbox.full, mailbox.idle]).toEqual([false, false])
    const second = mailbox.run(b.run)
    expect(mailbox.full).toBe(true)
    a.end()
    await first
    expect([mailbox.full, mailbox.idle]).toEqual([false, false])
    b.end()
    await second
    expect(mailbox.idle).toBe(true)
  })

  test('is drained when all that was handed in has run, even if it failed', async () => {
    const log: string[] = []
    const [a, b] = [aTask(log, 'a'), aTask(log, 'b')]
    const mailbox = new Mailbox(8)
    void mailbox.run(a.run)
    const failing = mailbox.run(b.run)
    const drained = mailbox.drain().then(() => log.push('drained'))
    a.end()
    b.fail(new Error('broken'))
    await expect(failing).rejects.toThrow('broken')
    await drained
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'drained'])
  })
})
