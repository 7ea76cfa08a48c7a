import { z } from 'zod'
import { amountSchema } from '../money.ts'
import { RANKS } from '../ranks.ts'
import { idParamSchema, isoTimeSchema } from './common.ts'

export const FOLLOWERS = ['everybody', 'followed', 'nobody'] as const
/** So many players one player may follow. */
export const MAX_FOLLOWED = 1_000

export const followParams = z.object({ targetUserId: idParamSchema })
export const followPageQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  perPage: z.coerce.number().int().min(1).max(50).default(20),
})

/** How two players stand to each other, and how many each list of the asking player has. */
export const followReply = z
  .object({
    targetUserId: idParamSchema,
    following: z.boolean(),
    followingCount: amountSchema,
    followerCount: amountSchema,
  })
  .meta({ id: 'Follow' })
export type FollowStanding = z.infer<typeof followReply>

/** All that one player sees of another: never what he has, spends, or has limited. */
export const seenPlayerSchema = z
  .object({
    id: idParamSchema,
    nickname: z.string(),
    badge: z.enum(RANKS),
    /** Whether the asking player follows him, and he the asking one. */
    following: z.boolean(),
    followsYou: z.boolean(),
    /** Null: not by a list. */
    since: isoTimeSchema.nullable(),
    /** Where he stands on the boards he shows himself on. */
    ranks: z.array(z.object({ board: z.string(), rank: amountSchema })),
    /** His level in the season of the battle pass that runs; null: none runs, he has none in it, or he shows himself on no boards. */
    passLevel: z.number().int().min(0).nullable(),
  })
  .meta({ id: 'SeenPlayer' })
export type SeenPlayer = z.infer<typeof seenPlayerSchema>
/** Newest first, equals by id; how many there are in all stands in `X-Total-Count`. */
export const seenPlayersReply = z.object({ total: amountSchema, players: z.array(seenPlayerSchema) })
export const findPlayerQuery = z.strictObject({ nickname: z.string().trim().min(1).max(40) })

export const socialSettingsSchema = z
  .strictObject({ followers: z.enum(FOLLOWERS), findable: z.boolean() })
  .meta({ id: 'SocialSettings' })
export type SocialSettings = z.infer<typeof socialSettingsSchema>

export const blockReply = z.object({ targetUserId: idParamSchema, blocked: z.boolean() })
export const blockedPlayersReply = z.array(z.object({ id: idParamSchema, nickname: z.string(), since: isoTimeSchema }))
