import type { StoredSession } from './session-store.ts'

const DATABASE = 'casino-club'
const STORE = 'rotations'
const CHAIN = 'chain'
const REMEMBERED = 20

/**
 * Remembers what the last refresh tokens were exchanged for. Web storage reaches the other tabs a moment late, also later
 * than a lock does, so a tab may still see a token that another has used up; what it became is found here.
 */
export interface Rotations {
  find(refreshToken: string): Promise<StoredSession | null>
  remember(refreshToken: string, became: StoredSession): Promise<void>
  forget(): Promise<void>
}

/** One exchange of a refresh token. */
export interface Rotation {
  readonly from: string
  readonly became: StoredSession
}

/** The newest session that a refresh token became, through any number of exchanges; null: it was not exchanged. */
export function newestOf(chain: readonly Rotation[], refreshToken: string): StoredSession | null {
  let newest: StoredSession | null = null
  for (const { from, became } of chain) {
    if (from === (newest?.refreshToken ?? refreshToken)) newest = became
  }
  return newest
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function withStore<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
  const database = await settled(opening)
  try {
    return await use(database.transaction(STORE, mode).objectStore(STORE))
  } finally {
    database.close()
  }
}

const chainIn = async (store: IDBObjectStore) => ((await settled(store.get(CHAIN))) ?? []) as readonly Rotation[]

/** Rotations in IndexedDB, whose transactions are in order over all tabs. Where it is missing, nothing is remembered. */
export function createRotations(): Rotations {
  return {
    find: (refreshToken) =>
      withStore('readonly', async (store) => newestOf(await chainIn(store), refreshToken)).catch(() => null),
    async remember(from, became) {
      await withStore('readwrite', async (store) => {
        const chain = [...(await chainIn(store)), { from, became }].slice(-REMEMBERED)
        await settled(store.put(chain, CHAIN))
      }).catch(() => undefined)
    },
    async forget() {
      await withStore('readwrite', (store) => settled(store.delete(CHAIN))).catch(() => undefined)
    },
  }
}
