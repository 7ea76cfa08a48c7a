import { expect, test } from 'vitest'
import { createPendingCommands, type PendingCommand } from './pending-commands.ts'

/** Web storage without a browser. */
function aStorage(text?: string) {
  const items = new Map<string, string>(text === undefined ? [] : [['casino-club.pending', text]])
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    items,
  }
}

const aSpin = (commandId: string, userId = 1): PendingCommand => ({
  userId,
  type: 'slot.spin',
  payload: { commandId, bet: 100 },
})

test('a kept command survives a page load', () => {
  const storage = aStorage()
  createPendingCommands(storage).keep(aSpin('a'))
  expect(createPendingCommands(storage).of(1)).toEqual([aSpin('a')])
})

test('a settled command is forgotten, the others stay in order', () => {
  const storage = aStorage()
  const pending = createPendingCommands(storage)
  for (const id of ['a', 'b', 'c']) pending.keep(aSpin(id))
  pending.settle('b')
  expect(pending.of(1)).toEqual([aSpin('a'), aSpin('c')])
  pending.settle('a')
  pending.settle('c')
  expect(storage.items.size).toBe(0)
})

test('another player in the same tab does not get the command', () => {
  const pending = createPendingCommands(aStorage())
  pending.keep(aSpin('a', 1))
  expect(pending.of(2)).toEqual([])
})

test.each(['', 'null', '{"a":1}', '[1,null,{"userId":1}]', '[{"userId":1,"type":"none","payload":{"commandId":"a"}}]'])(
  'what is no list of commands counts as none: %s',
  (text) => {
    expect(createPendingCommands(aStorage(text)).of(1)).toEqual([])
  },
)
