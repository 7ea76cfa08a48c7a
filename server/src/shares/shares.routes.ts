import {
  accept,
  refuse,
  type ShareOrder,
  shareBody,
  shareParams,
  shareSchema,
  sharesReply,
  unshareReply,
} from '@casino-club/shared'
import { localeOf } from '../identity/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Page } from '../platform/http/page.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { RandomSource } from '../platform/ids.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { sharePage } from './share-page.ts'
import { deleteShare, findPrize, findShared, findShares, insertShare, type SharedBody } from './shares.store.ts'

const TAG = 'friends'
const PATH = '/api/share'
const CODE_BYTES = 16
const KEPT_MS = 30 * 86_400_000
/** Links of one player at a time. */
const MOST = 50

export interface ShareDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly random: RandomSource
  /** Where a player stands on a board that is shown, now; undefined: nowhere. */
  readonly rankOf: (userId: number, board: string) => Promise<{ period: string; rank: number } | undefined>
}

/** What is shared is looked up, and never taken from who asks. */
async function look({ pool, rankOf }: ShareDependencies, userId: number, order: ShareOrder) {
  if (order.kind === 'rank') {
    const found = await rankOf(userId, order.board)
    return found && ({ kind: 'rank', board: order.board, ...found } satisfies SharedBody)
  }
  const [owner, seq] = order.eventId.split('-').map(Number)
  return owner === userId && seq !== undefined ? findPrize(pool, userId, seq) : undefined
}

/** Links that a player makes and takes back. */
export function shareRoutes(deps: ShareDependencies): AnyRoute[] {
  const { pool, clock, random } = deps
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'The links one has shared and not taken back',
      tag: TAG,
      access: 'player',
      reply: sharesReply,
      handle: async ({ principal: { userId } }) => accept(await findShares(pool, userId, clock.nowMs())),
    }),
    route({
      method: 'post',
      path: PATH,
      summary: 'A link to a rank that one has now, or to a play that won; for thirty days',
      tag: TAG,
      access: 'player',
      limit: 'social',
      body: shareBody,
      reply: shareSchema,
      reasons: ['NOT_FOUND', 'CONFLICT'],
      handle: async ({ principal: { userId }, body: order }) => {
        const body = await look(deps, userId, order)
        if (body === undefined) return refuse('NOT_FOUND', 'there is nothing of this kind to share')
        const nowMs = clock.nowMs()
        const code = random.bytes(CODE_BYTES).toString('base64url')
        const share = { code, userId, body, nowMs, expiresAtMs: nowMs + KEPT_MS, most: MOST }
        const made = await inTransaction(pool, (tx) => insertShare(tx, share))
        return made ? accept(made) : refuse('CONFLICT', `no more than ${MOST} links at a time: take one back`)
      },
    }),
    route({
      method: 'delete',
      path: `${PATH}/:code`,
      summary: 'Takes a link back: it shows nothing any more',
      tag: TAG,
      access: 'player',
      params: shareParams,
      reply: unshareReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ principal: { userId }, params: { code } }) =>
        (await deleteShare(pool, userId, code)) ? accept({ code }) : refuse('NOT_FOUND', 'no such link of this player'),
    }),
  ]
}

/** The page behind a link, for anybody; undefined where there is nothing to be seen. */
export function sharePages({ pool, clock }: Pick<ShareDependencies, 'pool' | 'clock'>): Page {
  return {
    path: '/s/:code',
    async render({ params, url, acceptLanguage }) {
      const code = shareParams.safeParse(params)
      const found = code.success ? await findShared(pool, code.data.code, clock.nowMs()) : undefined
      return found && sharePage({ ...found, locale: localeOf(acceptLanguage), url })
    },
  }
}
