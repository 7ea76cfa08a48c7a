import {
  accept,
  blockedPlayersReply,
  blockReply,
  findPlayerQuery,
  followPageQuery,
  followParams,
  followReply,
  seenPlayersReply,
  socialSettingsSchema,
} from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { findBlocked } from './settings.store.ts'
import type { Social } from './social.service.ts'

const TAG = 'friends'
const PATH = '/api/games/follow'

/** Following others, over HTTP. */
export function socialRoutes({ social, pool }: { readonly social: Social; readonly pool: Pool }): AnyRoute[] {
  return [...listRoutes(social), ...wishRoutes(social, pool), ...followRoutes(social)]
}

function listRoutes(social: Social): AnyRoute[] {
  const lists = [
    { path: `${PATH}/list`, list: 'following', summary: 'Whom one follows, newest first' },
    { path: `${PATH}/followers`, list: 'followers', summary: 'Who follows one, newest first' },
  ] as const
  return [
    ...lists.map(({ path, list, summary }) =>
      route({
        method: 'get',
        path,
        summary,
        tag: TAG,
        access: 'player',
        query: followPageQuery,
        reply: seenPlayersReply,
        handle: async ({ principal: { userId }, query, total }) => {
          const found = await social.list(list, userId, query)
          total(found.total)
          return accept(found)
        },
      }),
    ),
    route({
      method: 'get',
      path: `${PATH}/find`,
      summary: 'The player of exactly this nickname, if he lets himself be found',
      tag: TAG,
      access: 'player',
      limit: 'social',
      query: findPlayerQuery,
      reply: seenPlayersReply,
      handle: async ({ principal: { userId }, query: { nickname } }) => {
        const players = await social.find(userId, nickname)
        return accept({ total: players.length, players })
      },
    }),
  ]
}

function wishRoutes(social: Social, pool: Pool): AnyRoute[] {
  const block = (method: 'post' | 'delete', blocked: boolean, summary: string) =>
    route({
      method,
      path: `${PATH}/blocks/:targetUserId`,
      summary,
      tag: TAG,
      access: 'player',
      limit: 'social',
      params: followParams,
      reply: blockReply,
      reasons: ['NOT_FOUND', 'FOLLOW_SELF'],
      handle: ({ principal: { userId }, params: { targetUserId } }) => social.block(userId, targetUserId, blocked),
    })
  return [
    route({
      method: 'get',
      path: `${PATH}/settings`,
      summary: 'Who may follow one, and whether one is found by nickname',
      tag: TAG,
      access: 'player',
      reply: socialSettingsSchema,
      handle: async ({ principal: { userId } }) => accept(await social.settings(userId)),
    }),
    route({
      method: 'put',
      path: `${PATH}/settings`,
      summary: 'Says who may follow one from now on; who does already goes on',
      tag: TAG,
      access: 'player',
      limit: 'social',
      body: socialSettingsSchema,
      reply: socialSettingsSchema,
      handle: async ({ principal: { userId }, body }) => accept(await social.change(userId, body)),
    }),
    route({
      method: 'get',
      path: `${PATH}/blocks`,
      summary: 'Whom one blocks',
      tag: TAG,
      access: 'player',
      reply: blockedPlayersReply,
      handle: async ({ principal: { userId } }) => accept(await findBlocked(pool, userId)),
    }),
    block('post', true, 'Blocks a player: neither sees or follows the other any more'),
    block('delete', false, 'Blocks a player no more; nobody follows anybody by it'),
  ]
}

function followRoutes(social: Social): AnyRoute[] {
  const common = {
    path: `${PATH}/:targetUserId`,
    tag: TAG,
    access: 'player',
    limit: 'social',
    params: followParams,
    reply: followReply,
  } as const
  return [
    route({
      ...common,
      method: 'post',
      summary: 'Follows a player, once however often it is asked for',
      reasons: ['NOT_FOUND', 'FOLLOW_SELF', 'FOLLOW_REFUSED', 'FOLLOW_LIMIT'],
      handle: ({ principal: { userId }, params: { targetUserId } }) => social.follow(userId, targetUserId),
    }),
    route({
      ...common,
      method: 'delete',
      summary: 'Follows a player no more',
      reasons: ['FOLLOW_SELF'],
      handle: ({ principal: { userId }, params: { targetUserId } }) => social.unfollow(userId, targetUserId),
    }),
  ]
}
