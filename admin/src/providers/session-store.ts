import { isSession, type SessionStore } from './session.ts'

const DATABASE = 'casino-club.admin'
const STORE = 'session'
const KEY = 'current'

/**
 * Keeps the session in IndexedDB. Not in localStorage: tabs that run in different processes see each other's writes there
 * only a little later, even under a lock, and a tab that refreshes with yesterday's token revokes the session of all.
 */
export function indexedDbSession(databases: IDBFactory): SessionStore {
  let opened: Promise<IDBDatabase> | null = null
  const forget = () => {
    opened = null
  }
  const database = (): Promise<IDBDatabase> => {
    opened ??= open(databases, forget)
    opened.catch(forget)
    return opened
  }
  const run = async <T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = (await database()).transaction(STORE, mode)
    const request = ask(transaction.objectStore(STORE))
    return await new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  }
  return {
    async read() {
      const value: unknown = await run('readonly', (store) => store.get(KEY))
      return isSession(value) ? value : null
    },
    async write(session) {
      await run('readwrite', (store) => store.put(session, KEY))
    },
    async clear() {
      await run('readwrite', (store) => store.delete(KEY))
    },
  }
}

function open(databases: IDBFactory, closed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = databases.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      request.result.onclose = closed
      resolve(request.result)
    }
  })
}
