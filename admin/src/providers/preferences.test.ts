import type { Store } from 'react-admin'
import { expect, test } from 'vitest'
import { keepingPreferences } from './preferences.ts'

test('a reset forgets lists and keeps language and theme', () => {
  const items = new Map<string, unknown>([
    ['locale', 'ko'],
    ['players.listParams', { page: 9 }],
  ])
  const inner: Pick<Store, 'getItem' | 'setItem' | 'reset'> = {
    getItem: (key) => items.get(key) as never,
    setItem: (key, value) => {
      items.set(key, value)
    },
    reset: () => items.clear(),
  }
  keepingPreferences(inner as Store).reset()
  expect([...items]).toEqual([['locale', 'ko']])
})
