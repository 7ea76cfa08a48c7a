import {
  type MissionBody,
  type MissionCount,
  type MissionPeriod,
  missionBodySchema,
  missionIdSchema,
} from '@casino-club/shared'
import { type ContentDraft, contentOf, rewardOf } from '../shop/products/product-draft.ts'

/** What is typed into the form. */
export interface MissionDraft {
  readonly id: string
  readonly period: MissionPeriod
  readonly titleEn: string
  readonly titleKo: string
  readonly descriptionEn: string
  readonly descriptionKo: string
  readonly counts: MissionCount
  /** Empty: every game. */
  readonly game: string
  readonly target: string
  readonly position: string
  readonly enabled: boolean
  /** Empty: everybody. */
  readonly segments: readonly string[]
  readonly rewards: readonly ContentDraft[]
}
export type MissionField = Exclude<keyof MissionDraft, 'period' | 'counts' | 'enabled'>

export const NEW_MISSION: MissionDraft = {
  ...{ id: '', period: 'daily', titleEn: '', titleKo: '', descriptionEn: '', descriptionKo: '' },
  ...{ counts: 'PLAYS', game: '', target: '10', position: '10', enabled: true },
  segments: [],
  rewards: [{ type: 'COIN', item: '', amount: '' }],
}

/** The form of a mission as its body has it. */
export function missionDraftOf(id: string, period: MissionPeriod, body: MissionBody): MissionDraft {
  const { title, description, counts, game, target, position, enabled, rewards } = body
  return {
    ...{ id, period, counts, enabled },
    ...{ titleEn: title.en, titleKo: title.ko, descriptionEn: description.en, descriptionKo: description.ko },
    game: game ?? '',
    target: `${target}`,
    position: `${position}`,
    segments: body.segments ?? [],
    rewards: rewards.map(contentOf),
  }
}

const FIELD_OF: Readonly<Record<string, MissionField>> = {
  'title.en': 'titleEn',
  'title.ko': 'titleKo',
  'description.en': 'descriptionEn',
  'description.ko': 'descriptionKo',
  game: 'game',
  target: 'target',
  position: 'position',
}
const wholeOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN)

/** Reads a form: the body as the server takes it, or the fields that are wrong. */
export function readMission(draft: MissionDraft): {
  readonly body: MissionBody | null
  readonly wrong: ReadonlySet<MissionField>
} {
  const parsed = missionBodySchema.safeParse({
    title: { en: draft.titleEn, ko: draft.titleKo },
    description: { en: draft.descriptionEn, ko: draft.descriptionKo },
    counts: draft.counts,
    game: draft.game === '' ? null : draft.game,
    target: wholeOf(draft.target),
    rewards: draft.rewards.map(rewardOf),
    position: wholeOf(draft.position),
    enabled: draft.enabled,
    ...(draft.segments.length > 0 && { segments: draft.segments }),
  })
  const fieldOf = (path: readonly PropertyKey[]): MissionField =>
    path[0] === 'segments' ? 'segments' : (FIELD_OF[path.join('.')] ?? 'rewards')
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => fieldOf(path)))
  if (!missionIdSchema.safeParse(draft.id).success) wrong.add('id')
  return { body: parsed.success && wrong.size === 0 ? parsed.data : null, wrong }
}
