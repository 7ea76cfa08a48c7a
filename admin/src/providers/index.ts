import { adminSessionReply } from '@casino-club/shared'
import { createAuthProvider } from './auth-provider.ts'
import { createDataProvider } from './data-provider.ts'
import { createHttp, type Http, parsed } from './http.ts'
import { browserExclusive, singleFlightRefresh } from './refresh.ts'
import { sessionFrom } from './session.ts'
import { indexedDbSession } from './session-store.ts'
import { stepUpDoor } from './step-up.ts'

/** Puts the app's doors to the outside together: storage, locks, clock and network are named here and nowhere else. */
function createProviders() {
  const now = () => Date.now()
  const store = indexedDbSession(window.indexedDB)
  const refresh = singleFlightRefresh({
    store,
    exclusive: browserExclusive(navigator.locks, 'casino-club.admin.refresh'),
    renew: async (refreshToken) => {
      const response = await http.anonymous('/api/auth/refresh', { method: 'POST', body: { refreshToken } })
      return sessionFrom(await parsed(response, adminSessionReply), now())
    },
  })
  const http: Http = createHttp({
    fetch: (...request) => window.fetch(...request),
    store,
    refresh,
    now,
    stepUp: stepUpDoor,
  })
  return { authProvider: createAuthProvider(http, store, now), dataProvider: createDataProvider(http) }
}

export const { authProvider, dataProvider } = createProviders()
