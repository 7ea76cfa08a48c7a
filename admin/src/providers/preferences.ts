import type { Store } from 'react-admin'

/** What belongs to the person at this browser and not to the session. */
const KEPT = ['locale', 'theme']

/** A store whose reset, which react-admin does at every log-out, leaves language and theme as they were chosen. */
export function keepingPreferences(store: Store): Store {
  return {
    ...store,
    reset: () => {
      const kept = KEPT.map((key) => [key, store.getItem<unknown>(key)] as const)
      store.reset()
      for (const [key, value] of kept) if (value !== undefined) store.setItem(key, value)
    },
  }
}
