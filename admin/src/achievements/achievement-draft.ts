import {
  type ACHIEVEMENT_COUNTS,
  type AchievementBody,
  type AchievementPeriod,
  achievementBodySchema,
  missionIdSchema,
} from '@casino-club/shared'
import { instantOf, localTimeOf } from '../format/zone.ts'
import { type ContentDraft, contentOf, rewardOf } from '../shop/products/product-draft.ts'

/** What is typed into the form. */
export interface AchievementDraft {
  readonly id: string
  readonly period: AchievementPeriod
  readonly titleEn: string
  readonly titleKo: string
  readonly descriptionEn: string
  readonly descriptionKo: string
  readonly counts: (typeof ACHIEVEMENT_COUNTS)[number]
  /** Empty: every game. */
  readonly game: string
  readonly target: string
  readonly position: string
  /** Ids, with commas or spaces between them. */
  readonly parts: string
  readonly requires: string
  /** A time of the club's zone; empty: no end. */
  readonly until: string
  readonly enabled: boolean
  readonly hidden: boolean
  readonly rewards: readonly ContentDraft[]
}
export type AchievementField = Exclude<keyof AchievementDraft, 'period' | 'counts' | 'enabled' | 'hidden'>

export const NEW_ACHIEVEMENT: AchievementDraft = {
  ...{ id: '', period: 'ever', titleEn: '', titleKo: '', descriptionEn: '', descriptionKo: '' },
  ...{ counts: 'PLAYS', game: '', target: '10', position: '10', parts: '', requires: '', until: '' },
  ...{ enabled: true, hidden: false, rewards: [{ type: 'COIN', item: '', amount: '' }] },
}

/** The form of an achievement as its body has it. */
export function achievementDraftOf(id: string, period: AchievementPeriod, body: AchievementBody): AchievementDraft {
  const { title, description, counts, game, target, position, enabled, hidden, rewards, parts, requires, until } = body
  return {
    ...{ id, period, counts, enabled, hidden, game: game ?? '', target: `${target}`, position: `${position}` },
    ...{ titleEn: title.en, titleKo: title.ko, descriptionEn: description.en, descriptionKo: description.ko },
    ...{ parts: parts.join(', '), requires: requires.join(', '), until: until === null ? '' : localTimeOf(until) },
    rewards: rewards.map(contentOf),
  }
}

const FIELD_OF: Readonly<Record<string, AchievementField>> = {
  'title.en': 'titleEn',
  'title.ko': 'titleKo',
  'description.en': 'descriptionEn',
  'description.ko': 'descriptionKo',
}
const BY_NAME = ['game', 'target', 'position', 'parts', 'requires', 'until'] as const
const wholeOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN)
const idsOf = (text: string): string[] => text.split(/[\s,]+/).filter((id) => id !== '')

/** Reads a form: the body as the server takes it, or the fields that are wrong. */
export function readAchievement(draft: AchievementDraft): {
  readonly body: AchievementBody | null
  readonly wrong: ReadonlySet<AchievementField>
} {
  const { counts, enabled, hidden } = draft
  const parsed = achievementBodySchema.safeParse({
    title: { en: draft.titleEn, ko: draft.titleKo },
    description: { en: draft.descriptionEn, ko: draft.descriptionKo },
    ...{ counts, enabled, hidden, game: draft.game === '' ? null : draft.game },
    ...{ target: wholeOf(draft.target), position: wholeOf(draft.position) },
    ...{ parts: idsOf(draft.parts), requires: idsOf(draft.requires) },
    until: draft.until === '' ? null : (instantOf(draft.until) ?? draft.until),
    rewards: draft.rewards.map(rewardOf),
  })
  const fieldOf = (path: readonly PropertyKey[]): AchievementField =>
    FIELD_OF[path.join('.')] ?? BY_NAME.find((field) => field === path[0]) ?? 'rewards'
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => fieldOf(path)))
  if (!missionIdSchema.safeParse(draft.id).success) wrong.add('id')
  return { body: parsed.success && wrong.size === 0 ? parsed.data : null, wrong }
}
