import { expect, test } from 'vitest'
import { Deadline } from './deadline.ts'

const aborted = (signal: AbortSignal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason)))

test('is over after its time', async () => {
  const { signal } = new Deadline(1)
  expect(await aborted(signal)).toMatchObject({ name: 'TimeoutError' })
})

test.each(['before', 'after'])('is over as another signal is, which was aborted %s it began', async (when) => {
  const other = new AbortController()
  const why = new Error('stopped')
  if (when === 'before') other.abort(why)
  const { signal } = new Deadline(60_000, other.signal)
  other.abort(why)
  expect([signal.aborted, signal.reason]).toEqual([true, why])
})

test('is never over once it was cleared', async () => {
  const other = new AbortController()
  const deadline = new Deadline(1, other.signal)
  deadline.clear()
  other.abort()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(deadline.signal.aborted).toBe(false)
})
