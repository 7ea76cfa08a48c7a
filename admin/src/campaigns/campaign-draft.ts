import {
  type Audience,
  type AudienceKind,
  audienceSchema,
  type CampaignBody,
  type CampaignFilter,
  type CampaignMessage,
  campaignBodySchema,
  campaignMessageSchema,
  HOME_ZONE,
  type NotificationChannel,
  type Rank,
} from '@casino-club/shared'
import { dayStart } from '../format/zone.ts'
import type { CampaignRecord } from '../providers/resources.ts'

type Words = Readonly<Record<'ko' | 'en', { readonly title: string; readonly body: string }>>

/** The conditions as they stand in the form; what is empty is no condition. */
export interface FilterDraft {
  readonly language: '' | 'ko' | 'en'
  readonly seenWithinDays: string
  readonly notSeenWithinDays: string
  /** Days of the club's zone. */
  readonly registeredFrom: string
  readonly registeredUntil: string
  readonly hasPush: '' | 'yes' | 'no'
  readonly vipTiers: string
  readonly vipLeast: string
  readonly vipMost: string
  readonly passLeast: string
  readonly passMost: string
}

/** A campaign as it stands in its form. */
export interface CampaignDraft {
  readonly name: string
  readonly kind: AudienceKind
  readonly ranks: readonly Rank[]
  readonly userIds: string
  readonly segments: readonly string[]
  readonly filter: FilterDraft
  readonly category: CampaignBody['category']
  readonly channels: readonly NotificationChannel[]
  readonly content: Words
  /** Words of a channel's own; none: it says what all say. */
  readonly variants: Readonly<Partial<Record<NotificationChannel, Words>>>
  readonly path: string
  readonly schedule: CampaignBody['schedule']['kind']
  readonly date: string
  readonly time: string
  readonly zone: string
  readonly pace: string
  readonly per: 'second' | 'minute'
  readonly holdoutPercent: string
  readonly goal: CampaignBody['goal']['kind']
  readonly withinHours: string
  readonly validHours: string
}

export const NO_WORDS: Words = { ko: { title: '', body: '' }, en: { title: '', body: '' } }
const NO_FILTER: FilterDraft = {
  ...{ language: '', seenWithinDays: '', notSeenWithinDays: '', registeredFrom: '', registeredUntil: '', hasPush: '' },
  ...{ vipTiers: '', vipLeast: '', vipMost: '', passLeast: '', passMost: '' },
}
export const NEW_CAMPAIGN: CampaignDraft = {
  ...{ name: '', kind: 'filter', ranks: [], userIds: '', segments: [], filter: NO_FILTER },
  ...{ category: 'game', channels: ['in_app'], content: NO_WORDS, variants: {}, path: '' },
  ...{ schedule: 'now', date: '', time: '19:00', zone: HOME_ZONE, pace: '', per: 'second' },
  ...{ holdoutPercent: '10', goal: 'visit', withinHours: '24', validHours: '24' },
}

const HOME_MS = 9 * 3_600_000
const dayOf = (iso: string | undefined) =>
  iso === undefined ? '' : new Date(Date.parse(iso) + HOME_MS).toISOString().slice(0, 10)
const textOf = (value: number | undefined) => (value === undefined ? '' : String(value))

function filterDraftOf(filter: CampaignFilter): FilterDraft {
  const { languages = [], hasPush, vipTiers = [], vipLevel, passLevel } = filter
  return {
    language: languages.length === 1 ? (languages[0] ?? '') : '',
    seenWithinDays: textOf(filter.seenWithinDays),
    notSeenWithinDays: textOf(filter.notSeenWithinDays),
    registeredFrom: dayOf(filter.registeredFrom),
    registeredUntil: dayOf(filter.registeredUntil),
    hasPush: hasPush === undefined ? '' : hasPush ? 'yes' : 'no',
    vipTiers: vipTiers.join(' '),
    ...{ vipLeast: textOf(vipLevel?.least), vipMost: textOf(vipLevel?.most) },
    ...{ passLeast: textOf(passLevel?.least), passMost: textOf(passLevel?.most) },
  }
}

/** A campaign as its form begins with it. */
export function campaignDraftOf(seen: Pick<CampaignRecord, 'name' | 'body'> | null): CampaignDraft {
  if (seen === null) return NEW_CAMPAIGN
  const { audience, schedule, pace, goal, path, ...body } = seen.body
  return {
    ...NEW_CAMPAIGN,
    ...{ name: seen.name, category: body.category, channels: body.channels, content: body.content, path: path ?? '' },
    variants: body.variants as CampaignDraft['variants'],
    kind: audience.kind,
    ...(audience.kind === 'rank' && { ranks: audience.ranks }),
    ...(audience.kind === 'players' && { userIds: audience.userIds.join('\n') }),
    ...(audience.kind === 'segments' && { segments: audience.segments }),
    ...(audience.kind === 'filter' && { filter: filterDraftOf(audience.filter) }),
    schedule: schedule.kind,
    ...(schedule.kind !== 'now' && { date: schedule.date, time: schedule.time }),
    ...(schedule.kind === 'at' && { zone: schedule.zone }),
    ...(pace && { pace: String(pace.count), per: pace.per }),
    ...{ holdoutPercent: String(body.holdoutPercent), goal: goal.kind, withinHours: String(goal.withinHours) },
    validHours: String(body.validHours),
  }
}

const numberOf = (text: string) => (text.trim() === '' ? undefined : Number(text))
const wordsIn = (text: string) => text.split(/[\s,]+/).filter((word) => word !== '')
/** What is said of one end only goes to the other one's. */
const rangeOf = (least: string, most: string, top: number) =>
  least.trim() === '' && most.trim() === '' ? undefined : { least: numberOf(least) ?? 0, most: numberOf(most) ?? top }

const instantOf = (day: string) => {
  const start = dayStart(day)
  return start === null ? (day === '' ? undefined : day) : new Date(start).toISOString()
}

function rawAudience({ kind, ranks, userIds, segments, filter }: CampaignDraft): object {
  if (kind === 'rank') return { kind, ranks }
  if (kind === 'players') return { kind, userIds: [...new Set(wordsIn(userIds).map(Number))] }
  if (kind === 'segments') return { kind, segments }
  if (kind !== 'filter') return { kind }
  const tiers = wordsIn(filter.vipTiers)
  const conditions = {
    languages: filter.language === '' ? undefined : [filter.language],
    seenWithinDays: numberOf(filter.seenWithinDays),
    notSeenWithinDays: numberOf(filter.notSeenWithinDays),
    registeredFrom: instantOf(filter.registeredFrom),
    registeredUntil: instantOf(filter.registeredUntil),
    hasPush: filter.hasPush === '' ? undefined : filter.hasPush === 'yes',
    vipTiers: tiers.length === 0 ? undefined : tiers,
    vipLevel: rangeOf(filter.vipLeast, filter.vipMost, 100),
    passLevel: rangeOf(filter.passLeast, filter.passMost, 1_000),
  }
  return { kind, filter: Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined)) }
}

function rawMessage({ category, channels, content, variants, path }: CampaignDraft): object {
  const used = Object.entries(variants).filter(([channel]) => channels.some((name) => name === channel))
  return {
    category,
    channels,
    content,
    variants: Object.fromEntries(used),
    path: path.trim() === '' ? null : path.trim(),
  }
}

const scheduleOf = ({ schedule: kind, date, time, zone }: CampaignDraft) => {
  if (kind === 'now') return { kind }
  return kind === 'at' ? { kind, date, time, zone: zone.trim() } : { kind, date, time }
}

/** Whom it is for; null where that cannot be counted yet. */
export const readAudience = (draft: CampaignDraft): Audience | null =>
  audienceSchema.safeParse(rawAudience(draft)).data ?? null

/** What is said; null where it cannot be shown yet. */
export const readMessage = (draft: CampaignDraft): CampaignMessage | null =>
  campaignMessageSchema.safeParse(rawMessage(draft)).data ?? null

/** What is sent to the server, and the parts that are wrong where it cannot be sent yet. */
export function readCampaign(draft: CampaignDraft): {
  readonly body: CampaignBody | null
  readonly wrong: readonly string[]
} {
  const { pace, per, holdoutPercent, goal, withinHours, validHours } = draft
  const read = campaignBodySchema.safeParse({
    audience: rawAudience(draft),
    ...rawMessage(draft),
    schedule: scheduleOf(draft),
    pace: pace.trim() === '' ? null : { count: Number(pace), per },
    holdoutPercent: numberOf(holdoutPercent),
    goal: { kind: goal, withinHours: numberOf(withinHours) },
    validHours: numberOf(validHours),
  })
  const parts = read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))
  const wrong = [...new Set([...(draft.name.trim() === '' ? ['name'] : []), ...parts])]
  return { body: wrong.length === 0 ? (read.data ?? null) : null, wrong }
}
