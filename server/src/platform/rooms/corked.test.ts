import { expect, test, vi } from 'vitest'
import { corked } from './corked.ts'

const aDevice = (ref: object) => ({ ref }) as unknown as Parameters<typeof corked>[0]
const deviceOf = (ws: object | undefined) => aDevice({ ws })

test('what is sent to a device goes out by one write', () => {
  const steps: string[] = []
  const cork = (work: () => void) => {
    steps.push('corked')
    work()
    steps.push('written')
  }
  corked(deviceOf({ cork }), () => steps.push('sent'))
  expect(steps).toEqual(['corked', 'sent', 'written'])
})

test('of `ws` the stream below writes once, also when something fails', () => {
  const steps: string[] = []
  const stream = { cork: () => steps.push('corked'), uncork: () => steps.push('written') }
  corked(aDevice({ _socket: stream }), () => steps.push('sent'))
  expect(() =>
    corked(aDevice({ _socket: stream }), () => {
      throw new Error('it cannot be sent')
    }),
  ).toThrow('it cannot be sent')
  expect(steps).toEqual(['corked', 'sent', 'written', 'corked', 'written'])
})

test('a transport that cannot do so sends as ever', () => {
  const work = vi.fn()
  corked(deviceOf({}), work)
  corked(deviceOf(undefined), work)
  corked(aDevice({ _socket: null }), work)
  expect(work).toHaveBeenCalledTimes(3)
})

test('a connection that is closed keeps nothing from the others', () => {
  const work = vi.fn()
  const cork = () => {
    throw new Error('closed')
  }
  corked(deviceOf({ cork }), work)
  expect(work).toHaveBeenCalledTimes(1)
})

test('what fails fails once', () => {
  const work = vi.fn(() => {
    throw new Error('it cannot be sent')
  })
  expect(() => corked(deviceOf({ cork: (inner: () => void) => inner() }), work)).toThrow('it cannot be sent')
  expect(work).toHaveBeenCalledTimes(1)
})
