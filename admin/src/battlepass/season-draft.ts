import { type PassBody, passBodySchema, seasonIdSchema } from '@casino-club/shared'
import { instantOf, localTimeOf } from '../format/zone.ts'
import { type ContentDraft, contentOf, rewardOf } from '../shop/products/product-draft.ts'

export interface LevelDraft {
  readonly xp: string
  readonly free: readonly ContentDraft[]
  readonly paid: readonly ContentDraft[]
}

/** What is typed into the form; times are of the club's zone. */
export interface SeasonDraft {
  readonly id: string
  readonly titleEn: string
  readonly titleKo: string
  readonly startsAt: string
  readonly endsAt: string
  readonly play: string
  readonly playADay: string
  readonly mission: string
  readonly streakDay: string
  readonly priceGems: string
  /** Empty: there are no coupons. */
  readonly couponXp: string
  readonly couponDays: string
  readonly levels: readonly LevelDraft[]
}
export type SeasonField = keyof SeasonDraft

export const NEW_SEASON: SeasonDraft = {
  ...{ id: '', titleEn: '', titleKo: '', startsAt: '', endsAt: '' },
  ...{ play: '5', playADay: '100', mission: '50', streakDay: '20', priceGems: '300', couponXp: '', couponDays: '7' },
  levels: [{ xp: '100', free: [{ type: 'COIN', item: '', amount: '' }], paid: [] }],
}

/** The form of a season as its body has it. */
export function seasonDraftOf(id: string, body: PassBody): SeasonDraft {
  const { title, startsAt, endsAt, xp, priceGems, coupon, levels } = body
  return {
    ...{ id, titleEn: title.en, titleKo: title.ko, startsAt: localTimeOf(startsAt), endsAt: localTimeOf(endsAt) },
    ...{ play: `${xp.play}`, playADay: `${xp.playADay}`, mission: `${xp.mission}`, streakDay: `${xp.streakDay}` },
    ...{ priceGems: `${priceGems}`, couponXp: `${coupon?.xp ?? ''}`, couponDays: `${coupon?.days ?? 7}` },
    levels: levels.map((level) => ({
      xp: `${level.xp}`,
      free: level.free.map(contentOf),
      paid: level.paid.map(contentOf),
    })),
  }
}

const FIELD_OF: Readonly<Record<string, SeasonField>> = {
  'title.en': 'titleEn',
  'title.ko': 'titleKo',
  'xp.play': 'play',
  'xp.playADay': 'playADay',
  'xp.mission': 'mission',
  'xp.streakDay': 'streakDay',
  'coupon.xp': 'couponXp',
  'coupon.days': 'couponDays',
  startsAt: 'startsAt',
  endsAt: 'endsAt',
  priceGems: 'priceGems',
}
const wholeOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN)

/** Reads a form: the body as the server takes it, or the fields that are wrong. */
export function readSeason(draft: SeasonDraft): {
  readonly body: PassBody | null
  readonly wrong: ReadonlySet<SeasonField>
} {
  const { play, playADay, mission, streakDay, couponXp, couponDays } = draft
  const parsed = passBodySchema.safeParse({
    title: { en: draft.titleEn, ko: draft.titleKo },
    startsAt: instantOf(draft.startsAt) ?? draft.startsAt,
    endsAt: instantOf(draft.endsAt) ?? draft.endsAt,
    levels: draft.levels.map(({ xp, free, paid }) => ({
      xp: wholeOf(xp),
      free: free.map(rewardOf),
      paid: paid.map(rewardOf),
    })),
    xp: {
      play: wholeOf(play),
      playADay: wholeOf(playADay),
      mission: wholeOf(mission),
      streakDay: wholeOf(streakDay),
    },
    priceGems: wholeOf(draft.priceGems),
    coupon: couponXp.trim() === '' ? null : { xp: wholeOf(couponXp), days: wholeOf(couponDays) },
  })
  const fieldOf = (path: readonly PropertyKey[]): SeasonField => FIELD_OF[path.join('.')] ?? 'levels'
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => fieldOf(path)))
  if (!seasonIdSchema.safeParse(draft.id).success) wrong.add('id')
  return { body: parsed.success && wrong.size === 0 ? parsed.data : null, wrong }
}
