import { expect, test, vi } from 'vitest'
import type { Log } from '../log.ts'
import { Bus } from './bus.ts'

test('a listener that fails keeps a message from nobody behind it', () => {
  const error = vi.fn()
  const bus = new Bus('', { error } as unknown as Log)
  const heard: string[] = []
  const fails = () => {
    throw new Error('it cannot be told')
  }
  bus.on('notification', fails)
  bus.on('notification', () => heard.push('of all'))
  bus.onPlayer('notification', 7, fails)
  bus.onPlayer('notification', 7, () => heard.push('of his own'))
  bus.onPlayer('notification', 8, () => heard.push('of somebody else'))
  bus.tellHere('notification', { userId: 7, news: { notification: null, unread: 1 } })
  expect(heard).toEqual(['of all', 'of his own'])
  expect(error).toHaveBeenCalledTimes(2)
})
