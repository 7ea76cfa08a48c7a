import { accept, adminMoodsReply, kindnessFor, type MoodReply, moodBody, moodReply } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { findMood, sumMoods, writeMood, writeWish } from './mood.store.ts'

const TAG = 'mood'
const DAY_MS = 86_400_000

export interface MoodRouteDependencies {
  readonly pool: Pool
  readonly clock: Clock
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
}

/** How a player feels: asked once a local day, answered or not, and never told to anybody but in sums. */
export function moodRoutes({ pool, clock, dayOf }: MoodRouteDependencies): AnyRoute[] {
  const dayNow = () => new Date(dayOf(clock.nowMs()) * DAY_MS).toISOString().slice(0, 10)
  const standing = async (userId: number): Promise<MoodReply> => {
    const { today, neverAsk } = await findMood(pool, userId, dayNow())
    const mood = today ?? null
    return { ask: today === undefined && !neverAsk, mood, neverAsk, kindness: kindnessFor(mood) }
  }
  return [
    route({
      method: 'get',
      path: '/api/feedback/mood',
      summary: 'Whether to ask how one feels, what one said today, and what kind things it chooses',
      tag: TAG,
      access: 'player',
      reply: moodReply,
      handle: async ({ principal: { userId } }) => accept(await standing(userId)),
    }),
    route({
      method: 'post',
      path: '/api/feedback',
      summary: 'Says how one feels today, that one would rather not say, or whether to be asked at all',
      tag: TAG,
      access: 'player',
      body: moodBody,
      reply: moodReply,
      handle: async ({ principal: { userId }, body }) => {
        const nowMs = clock.nowMs()
        if ('neverAsk' in body) await writeWish(pool, userId, body.neverAsk, nowMs)
        else await writeMood(pool, { userId, day: dayNow(), mood: 'mood' in body ? body.mood : null, nowMs })
        return accept(await standing(userId))
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/moods',
      summary: 'How players felt, in sums of days with enough answers',
      tag: 'admin',
      access: { permission: 'moods:read' },
      reply: adminMoodsReply,
      handle: async () => accept(await sumMoods(pool)),
    }),
  ]
}
