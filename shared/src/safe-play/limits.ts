import { z } from 'zod'

/** What a player can limit, with its unit; a loss is what was staked less what came back. */
export const LIMIT_KINDS = ['stakeCoins', 'stakeGems', 'lossCoins', 'lossGems', 'spendWon', 'timeMinutes'] as const
export type LimitKind = (typeof LIMIT_KINDS)[number]

/** Calendar windows in the one zone of the club's policy: a day, a week from Monday, a month. */
export const LIMIT_WINDOWS = ['day', 'week', 'month'] as const
export type LimitWindow = (typeof LIMIT_WINDOWS)[number]

export type LimitId = `${LimitKind}.${LimitWindow}`

/** Every limit there is, by its name. */
export const LIMIT_IDS: readonly LimitId[] = LIMIT_KINDS.flatMap((kind) =>
  LIMIT_WINDOWS.map((window): LimitId => `${kind}.${window}`),
)

export const kindOfLimit = (id: LimitId): LimitKind => id.slice(0, id.indexOf('.')) as LimitKind
export const windowOfLimit = (id: LimitId): LimitWindow => id.slice(id.indexOf('.') + 1) as LimitWindow

export const limitIdSchema = z.enum(LIMIT_IDS as [LimitId, ...LimitId[]])

const HIGHEST_LIMIT = 1_000_000_000_000

/** Zero is a limit too: none of it at all. */
export const limitValueSchema = z.number().int().min(0).max(HIGHEST_LIMIT)

export type Limits = Readonly<Partial<Record<LimitId, number>>>

/** Minutes of play after which a player may ask to be told of time and result. */
export const REALITY_CHECK_MINUTES = [15, 30, 60] as const
export const realityCheckMinutesSchema = z.literal([...REALITY_CHECK_MINUTES])

export const PAUSE_HOURS = { least: 24, most: 6 * 7 * 24 } as const
export const pauseHoursSchema = z.number().int().min(PAUSE_HOURS.least).max(PAUSE_HOURS.most)

export const EXCLUSION_MONTHS = { least: 6, most: 60 } as const
/** Null: for ever. */
export const exclusionMonthsSchema = z.number().int().min(EXCLUSION_MONTHS.least).max(EXCLUSION_MONTHS.most).nullable()
