import { z } from 'zod'
import { acceptedFields } from '../accepted.ts'
import { missionIdSchema } from '../missions/mission.ts'
import { amountSchema } from '../money.ts'
import { vipTierIdSchema } from '../vip/tiers.ts'

/** A staged content's name for life. */
export const stagedContentIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
export const MAX_STAGES = 3
export const stageSchema = z.number().int().min(1).max(MAX_STAGES)

/** For everybody, or for who has proven that he is of age. */
export const CONTENT_RATINGS = ['all', 'adult'] as const

/** What the repository ships: neutral drawings of its own, by their names. */
export const STAGE_PICTURES = ['curtain', 'lantern', 'skyline'] as const
export type StagePicture = (typeof STAGE_PICTURES)[number]

const MAX_XP = 1_000_000_000
const MAX_PRICE_GEMS = 1_000_000
const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((words) => !words.includes('\0'), 'must not hold a zero byte')
const title = text(80).min(1)
const words = (schema: z.ZodString) => z.strictObject({ en: schema, ko: schema })

const stageBodySchema = z.strictObject({
  title: words(title),
  picture: z.enum(STAGE_PICTURES),
  /** All of them must be met. */
  conditions: z.strictObject({
    /** The least tier; null: none. */
    tier: vipTierIdSchema.nullable(),
    xp: z.number().int().min(0).max(MAX_XP),
    /** A mission whose rewards were taken once; null: none. */
    mission: missionIdSchema.nullable(),
  }),
  /** 0: nothing. */
  priceGems: z.number().int().min(0).max(MAX_PRICE_GEMS),
})
export type StageBody = z.infer<typeof stageBodySchema>

/** What a version of a staged content says; its stages open one after the other. */
export const stagedContentBodySchema = z.strictObject({
  title: words(title),
  description: words(text(300)),
  rating: z.enum(CONTENT_RATINGS),
  stages: z.array(stageBodySchema).min(1).max(MAX_STAGES),
  /** Lower ones are shown first. */
  position: z.number().int().min(0).max(10_000),
  enabled: z.boolean(),
})
export type StagedContentBody = z.infer<typeof stagedContentBodySchema>

/** The name under which a stage stands among what a player has unlocked; rewards may name it too. */
export const stageContentId = (content: string, stage: number): string => `${content}-stage-${stage}`

export const contentUnlockedSchema = z.object({
  ...acceptedFields,
  content: stagedContentIdSchema,
  stage: stageSchema,
  version: z.number().int().min(1),
  priceGems: amountSchema,
  /** Gems after it. */
  gems: amountSchema,
})
