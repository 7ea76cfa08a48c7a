import {
  blockedPlayersReply,
  blockReply,
  followReply,
  type SocialSettings,
  seenPlayersReply,
  socialSettingsSchema,
} from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'

const PATH = '/api/games/follow'
export type FriendList = 'list' | 'followers'

/** Calls about whom one follows. */
export function createFriendsApi(call: AuthorisedCall) {
  return {
    list: (list: FriendList, page: number) => call(`${PATH}/${list}?page=${page}`, seenPlayersReply),
    find: (nickname: string) => call(`${PATH}/find?nickname=${encodeURIComponent(nickname)}`, seenPlayersReply),
    follow: (id: number) => call(`${PATH}/${id}`, followReply, { method: 'POST', body: {} }),
    unfollow: (id: number) => call(`${PATH}/${id}`, followReply, { method: 'DELETE' }),
    blocked: () => call(`${PATH}/blocks`, blockedPlayersReply),
    block: (id: number) => call(`${PATH}/blocks/${id}`, blockReply, { method: 'POST', body: {} }),
    unblock: (id: number) => call(`${PATH}/blocks/${id}`, blockReply, { method: 'DELETE' }),
    settings: () => call(`${PATH}/settings`, socialSettingsSchema),
    change: (settings: SocialSettings) =>
      call(`${PATH}/settings`, socialSettingsSchema, { method: 'PUT', body: settings }),
  }
}
