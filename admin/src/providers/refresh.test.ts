import { expect, test } from 'vitest'
import { aSession, memoryStore } from './fakes.ts'
import { type Exclusive, singleFlightRefresh } from './refresh.ts'
import { RequestError } from './request-error.ts'
import type { Session } from './session.ts'

/** Like Web Locks: one at a time, in the order of asking, among all that share it. */
function sharedLock(): Exclusive {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work, work)
    last = result.catch(() => undefined)
    return result
  }
}

/** A server that takes every refresh token once. */
function rotatingServer(first: string) {
  const used: string[] = []
  let valid = first
  return {
    used,
    renew: async (refreshToken: string): Promise<Session> => {
      used.push(refreshToken)
      await Promise.resolve()
      if (refreshToken !== valid) throw new RequestError(401, 'REFRESH_REUSED')
      const renewed = aSession(`${used.length}`)
      valid = renewed.refreshToken
      return renewed
    },
  }
}

test('many calls of one tab share one refresh', async () => {
  const stale = aSession('old')
  const store = memoryStore(stale)
  const server = rotatingServer(stale.refreshToken)
  const refresh = singleFlightRefresh({ store, exclusive: sharedLock(), renew: server.renew })
  const sessions = await Promise.all([refresh(stale), refresh(stale), refresh(stale)])
  expect(server.used).toEqual(['refresh-old'])
  expect(new Set(sessions.map((session) => session.accessToken))).toEqual(new Set(['access-1']))
  expect(await store.read()).toEqual(aSession('1'))
})

test('a second tab takes what the first one got', async () => {
  const stale = aSession('old')
  const store = memoryStore(stale)
  const exclusive = sharedLock()
  const server = rotatingServer(stale.refreshToken)
  const tabs = [1, 2].map(() => singleFlightRefresh({ store, exclusive, renew: server.renew }))
  const sessions = await Promise.all(tabs.map((refresh) => refresh(stale)))
  expect(server.used).toEqual(['refresh-old'])
  expect(sessions).toEqual([aSession('1'), aSession('1')])
})

test('the next time is a new refresh', async () => {
  const stale = aSession('old')
  const store = memoryStore(stale)
  const server = rotatingServer(stale.refreshToken)
  const refresh = singleFlightRefresh({ store, exclusive: sharedLock(), renew: server.renew })
  const first = await refresh(stale)
  await refresh(first)
  expect(server.used).toEqual(['refresh-old', 'refresh-1'])
})

test('a refused refresh ends the session, an unreachable server does not', async () => {
  const stale = aSession('old')
  const store = memoryStore(stale)
  const failing = (error: RequestError) =>
    singleFlightRefresh({ store, exclusive: sharedLock(), renew: () => Promise.reject(error) })(stale)
  await expect(failing(new RequestError(0, 'UNREACHABLE'))).rejects.toMatchObject({ code: 'UNREACHABLE' })
  expect(await store.read()).toEqual(stale)
  await expect(failing(new RequestError(401, 'SESSION_REVOKED'))).rejects.toMatchObject({ status: 401 })
  expect(await store.read()).toBeNull()
})

test('without a session there is nothing to refresh', async () => {
  const refresh = singleFlightRefresh({
    store: memoryStore(null),
    exclusive: sharedLock(),
    renew: () => Promise.reject(new Error('must not be asked')),
  })
  await expect(refresh(aSession('old'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})
