import {
  CONTENT_RATINGS,
  STAGE_PICTURES,
  type StagedContentBody,
  type StagePicture,
  stagedContentBodySchema,
} from '@casino-club/shared'

/** A stage as it is typed; nothing typed: not asked for. */
export interface StageDraft {
  readonly en: string
  readonly ko: string
  readonly picture: StagePicture
  readonly tier: string
  readonly xp: string
  readonly mission: string
  readonly priceGems: string
}

export interface ContentDraft {
  readonly en: string
  readonly ko: string
  readonly descriptionEn: string
  readonly descriptionKo: string
  readonly rating: (typeof CONTENT_RATINGS)[number]
  readonly position: string
  readonly enabled: boolean
  readonly stages: readonly StageDraft[]
}

export const EMPTY_STAGE: StageDraft = {
  ...{ en: '', ko: '', picture: STAGE_PICTURES[0], tier: '', xp: '0', mission: '', priceGems: '0' },
}
export const EMPTY_CONTENT: ContentDraft = {
  ...{ en: '', ko: '', descriptionEn: '', descriptionKo: '', rating: CONTENT_RATINGS[0] },
  ...{ position: '1', enabled: true, stages: [EMPTY_STAGE] },
}

export const draftOf = ({
  title,
  description,
  rating,
  position,
  enabled,
  stages,
}: StagedContentBody): ContentDraft => ({
  ...{ en: title.en, ko: title.ko, descriptionEn: description.en, descriptionKo: description.ko },
  ...{ rating, position: String(position), enabled },
  stages: stages.map(({ title: name, picture, conditions: { tier, xp, mission }, priceGems }) => ({
    ...{ en: name.en, ko: name.ko, picture, tier: tier ?? '', mission: mission ?? '' },
    ...{ xp: String(xp), priceGems: String(priceGems) },
  })),
})

const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** What was typed as a content, or null where that cannot be. */
export function bodyOf(draft: ContentDraft): StagedContentBody | null {
  const read = stagedContentBodySchema.safeParse({
    title: { en: draft.en, ko: draft.ko },
    description: { en: draft.descriptionEn, ko: draft.descriptionKo },
    rating: draft.rating,
    position: number(draft.position),
    enabled: draft.enabled,
    stages: draft.stages.map(({ en, ko, picture, tier, xp, mission, priceGems }) => ({
      title: { en, ko },
      picture,
      conditions: { tier: orNull(tier), xp: number(xp), mission: orNull(mission) },
      priceGems: number(priceGems),
    })),
  })
  return read.success ? read.data : null
}
