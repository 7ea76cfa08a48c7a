import type { Trouble } from '../text/translate.ts'
import { createAccessApi } from './access.ts'
import { createAchievementsApi } from './achievements.ts'
import { createActivityApi } from './activity.ts'
import { createAccountApi, createDoor } from './auth.ts'
import { createAuthorisedCall, createAuthorisedDownload } from './authorised.ts'
import { createBattlePassApi } from './battlepass.ts'
import { createBoardsApi } from './boards.ts'
import { createFriendsApi } from './friends.ts'
import { createGameUrlFinder } from './game-url.ts'
import { createGamesApi, createItemsApi, createOddsApi, createPlaysApi } from './games.ts'
import { createCall, createDownload } from './http.ts'
import { createInvitationsApi } from './invitations.ts'
import { createMissionsApi } from './missions.ts'
import { createMoodApi } from './mood.ts'
import { createNotificationsApi } from './notifications.ts'
import { createProviderApi } from './provider.ts'
import { createPushApi } from './push.ts'
import { createRecommendationsApi } from './recommendations.ts'
import { createRotations } from './rotations.ts'
import { createSafePlayApi } from './safe-play.ts'
import { createSessionStore } from './session-store.ts'
import { createShopApi } from './shop.ts'
import { type StepUpDoor, withStepUp } from './step-up.ts'
import { createStreakApi } from './streak.ts'
import { createTokens } from './tokens.ts'
import { createTutorialApi } from './tutorial.ts'
import { createUnlocksApi } from './unlocks.ts'
import { createVaultsApi } from './vaults.ts'
import { createVipApi } from './vip.ts'

const REFRESH_LOCK = 'casino-club.refresh'

/** One at a time over all tabs. Pages without TLS have no locks; there one tab alone is kept in order. */
async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return await work()
  return await navigator.locks.request(REFRESH_LOCK, work)
}

/** Everything the app asks the server over HTTP. `onEnded` hears that the session is over. */
export function createBackend(storage: Storage, onEnded: (trouble: Trouble) => void) {
  const call = createCall()
  const store = createSessionStore(storage)
  const rotations = createRotations()
  const door = createDoor(call)
  const tokens = createTokens({ store, rotations, nowMs: Date.now, exclusively, refresh: door.refresh, onEnded })
  const stepUp: StepUpDoor = { ask: null }
  const authorised = withStepUp(createAuthorisedCall(call, tokens), stepUp)
  const download = createAuthorisedDownload(createDownload(), tokens)
  return {
    store,
    tokens,
    /** Forgets the session in this browser. */
    forget() {
      store.write(null)
      void rotations.forget()
    },
    door,
    stepUp,
    access: createAccessApi(authorised),
    provider: createProviderApi(call, authorised),
    account: createAccountApi(authorised, download),
    odds: createOddsApi(call),
    items: createItemsApi(call),
    games: createGamesApi(authorised),
    safePlay: createSafePlayApi(authorised),
    shop: createShopApi(authorised),
    streak: createStreakApi(authorised),
    tutorial: createTutorialApi(authorised),
    missions: createMissionsApi(authorised),
    battlePass: createBattlePassApi(authorised),
    achievements: createAchievementsApi(authorised),
    vaults: createVaultsApi(authorised),
    vip: createVipApi(authorised),
    unlocks: createUnlocksApi(authorised),
    mood: createMoodApi(authorised),
    activity: createActivityApi(call, authorised),
    recommendations: createRecommendationsApi(authorised),
    push: createPushApi(authorised),
    boards: createBoardsApi(authorised),
    friends: createFriendsApi(authorised),
    notifications: createNotificationsApi(authorised),
    invitations: createInvitationsApi(authorised),
    plays: createPlaysApi(authorised, download),
    findGameUrl: createGameUrlFinder(call, location),
  }
}
export type Backend = ReturnType<typeof createBackend>
