import { RANKS, type Rank, type VipChangeKind, type VipTerms, type VipTier } from '@casino-club/shared'

const DAY_MS = 86_400_000

/** What tiers are asked for by: won captured less won refunded, and the numbers of local days with anything done. */
export interface VipFacts {
  readonly spends: readonly { readonly atMs: number; readonly won: number }[]
  /** Days since 1970 in the club's zone, each once. */
  readonly days: readonly number[]
}

export interface VipMoment {
  readonly nowMs: number
  /** The local day of `nowMs`. */
  readonly today: number
}

/** Level 0: no tier. */
export interface Place {
  readonly level: number
  readonly tier: string | null
}
export const NO_PLACE: Place = { level: 0, tier: null }

/** What counts in a shop. */
export interface VipBenefits {
  readonly discountBp: number
  readonly maxDiscountBp: number
  readonly rank: Rank
}
export const NO_BENEFITS: VipBenefits = { discountBp: 0, maxDiscountBp: 0, rank: 'STANDARD' }

/** How a player stands. */
export interface Standing {
  readonly earned: Place
  /** When he reached what he has earned (or was found to deserve it again), by which version, on which local day. */
  readonly reachedAtMs: number
  readonly reachedDay: number
  readonly reachedVersion: number
  readonly keptUntilMs: number
  readonly notice: { readonly sinceMs: number; readonly fallsAtMs: number } | null
  readonly manual: {
    readonly place: Place
    readonly untilMs: number
    readonly reason: string
    readonly by: number
  } | null
  /** What counts. */
  readonly now: Place
  readonly benefits: VipBenefits
}

export interface PublishedTerms extends VipTerms {
  readonly version: number
}

/** What of the facts counts for a tier at a moment: what is exactly a window old does not. */
export function countFor({ requires }: VipTier, { spends, days }: VipFacts, { nowMs, today }: VipMoment) {
  const sinceMs = nowMs - requires.windowDays * DAY_MS
  const sinceDay = today - requires.windowDays
  return {
    spendWon: spends.reduce((sum, { atMs, won }) => (atMs > sinceMs ? sum + won : sum), 0),
    activeDays: days.filter((day) => day > sinceDay).length,
  }
}

export function meets(tier: VipTier, facts: VipFacts, moment: VipMoment): boolean {
  const { spendWon, activeDays } = countFor(tier, facts, moment)
  return spendWon >= tier.requires.spendWon && activeDays >= tier.requires.activeDays
}

const placeOf = ({ tiers }: VipTerms, level: number): Place =>
  level === 0 ? NO_PLACE : { level, tier: tiers[level - 1]?.id ?? null }

/** The place of a tier in other terms; where it is no more, the one that stands as high, or the highest. */
export function placeIn(terms: VipTerms, { level, tier }: Place): Place {
  const index = terms.tiers.findIndex(({ id }) => id === tier)
  if (tier === null) return NO_PLACE
  return placeOf(terms, index >= 0 ? index + 1 : Math.min(level, terms.tiers.length))
}

/** The highest tier that is deserved now. */
export function deserved(terms: VipTerms, facts: VipFacts, moment: VipMoment): Place {
  return placeOf(terms, terms.tiers.findLastIndex((tier) => meets(tier, facts, moment)) + 1)
}

export function benefitsOf(terms: VipTerms, { level }: Place): VipBenefits {
  const tier = terms.tiers[level - 1]
  return tier ? { ...tier.benefits, maxDiscountBp: terms.maxDiscountBp } : NO_BENEFITS
}

export interface Decided {
  readonly standing: Standing
  /** Null: nothing is to be written. */
  readonly change: { readonly kind: VipChangeKind; readonly from: string | null; readonly to: string | null } | null
}

export interface DecideInput extends VipMoment {
  readonly facts: VipFacts
  readonly terms: PublishedTerms
  /** Those by which he reached what he has earned. */
  readonly reachedBy: PublishedTerms | undefined
  /** Only the daily job lowers a tier. */
  readonly mayFall: boolean
}

/** Of a player who has never had a tier. */
const unwritten = ({ terms, nowMs, today }: DecideInput): Standing => ({
  earned: NO_PLACE,
  reachedAtMs: nowMs,
  reachedDay: today,
  reachedVersion: terms.version,
  keptUntilMs: nowMs,
  notice: null,
  manual: null,
  now: NO_PLACE,
  benefits: NO_BENEFITS,
})

type Step = Pick<Decided, 'standing'> & { readonly kind: VipChangeKind | null }

/**
 * How a player stands from now on. Up at once; down one tier at a time, after a notice and its days of grace, and not
 * while the time lasts that the tier is kept for, unless what he reached it by was refunded.
 */
export function decideStanding(before: Standing | undefined, input: DecideInput): Decided {
  const { terms, nowMs } = input
  const standing = before ?? unwritten(input)
  const manualOver = standing.manual !== null && standing.manual.untilMs <= nowMs
  const freed = manualOver ? { ...standing, manual: null } : standing
  const earned = { ...freed, earned: placeIn(terms, freed.earned) }
  const step = decideEarned(earned, input)
  const kind = step.kind ?? (manualOver ? 'manualEnded' : null)
  const settled = settle(step.standing, before, input)
  if (kind === null && isSame(settled, standing)) return { standing, change: null }
  return { standing: settled, change: { kind: kind ?? 'termsChanged', from: standing.now.tier, to: settled.now.tier } }
}

/** Where a tier is set until an end, with what counts then. */
export function setManual(before: Standing | undefined, manual: Standing['manual'], input: DecideInput): Decided {
  const changed = { ...decideStanding(before, input).standing, manual }
  const standing = settle(changed, undefined, input)
  const kind = manual === null ? 'manualEnded' : 'manual'
  return { standing, change: { kind, from: before?.now.tier ?? null, to: standing.now.tier } }
}

/** Until when a tier is held at least, whatever is deserved. */
const heldUntil = ({ keptUntilMs, notice }: Standing): number => Math.max(keptUntilMs, notice?.fallsAtMs ?? 0)

const isBetter = (one: Standing, other: Standing): boolean =>
  one.earned.level > other.earned.level ||
  (one.earned.level > 0 && one.earned.level === other.earned.level && heldUntil(one) > heldUntil(other))

/**
 * Two accounts of one person stand as one: by the higher tier that either has earned, of the same tier by the one that is
 * held longer, and by what was set for the one that stays, else for the other. He is told where another tier counts by it.
 */
export function joinStandings(before: Standing | undefined, other: Standing, input: DecideInput): Decided {
  const { terms, nowMs } = input
  const mine = decideStanding(before, input)
  const theirs = { ...other, earned: placeIn(terms, other.earned) }
  const takesEarned = isBetter(theirs, mine.standing)
  const isSet = mine.standing.manual === null && other.manual !== null && other.manual.untilMs > nowMs
  if (!takesEarned && !isSet) return mine
  const { earned, reachedAtMs, reachedDay, reachedVersion, keptUntilMs, notice } = takesEarned ? theirs : mine.standing
  const manual = isSet ? other.manual : mine.standing.manual
  const joined = { earned, reachedAtMs, reachedDay, reachedVersion, keptUntilMs, notice, manual }
  const isOther = takesEarned && theirs.earned.tier !== mine.standing.earned.tier
  const standing = settle({ ...mine.standing, ...joined }, isOther ? theirs : mine.standing, input)
  const [from, to] = [before?.now.tier ?? null, standing.now.tier]
  const ownKind = mine.change?.to === to ? mine.change.kind : undefined
  const kind = from === to ? 'kept' : (ownKind ?? (isSet ? 'manual' : 'reached'))
  return { standing, change: { kind, from, to } }
}

function decideEarned(standing: Standing, input: DecideInput): Step {
  const { terms, facts, nowMs } = input
  const due = deserved(terms, facts, input)
  const { level } = standing.earned
  if (due.level > level) return { standing: reach(standing, due, input), kind: 'reached' }
  if (due.level < level) return decideLoss(standing, input)
  if (standing.notice !== null) return { standing: { ...standing, notice: null }, kind: 'noticeWithdrawn' }
  const isOver = (terms.tiers[level - 1]?.holdDays ?? 0) > 0 && nowMs >= standing.keptUntilMs
  return isOver ? { standing: reach(standing, due, input), kind: 'kept' } : { standing, kind: null }
}

/** The tier is his from now on, and kept for its time. */
function reach(standing: Standing, earned: Place, { terms, nowMs, today }: DecideInput): Standing {
  const holdMs = (terms.tiers[earned.level - 1]?.holdDays ?? 0) * DAY_MS
  const reached = { reachedAtMs: nowMs, reachedDay: today, reachedVersion: terms.version }
  return { ...standing, ...reached, earned, keptUntilMs: nowMs + holdMs, notice: null }
}

/** Until when what he reached is kept, with everything refunded since taken away from what he reached it by. */
function protectedUntil({ earned, reachedAtMs, reachedDay, keptUntilMs }: Standing, input: DecideInput): number {
  const tier = input.reachedBy?.tiers.find(({ id }) => id === earned.tier)
  const then = { nowMs: reachedAtMs, today: reachedDay }
  return tier && meets(tier, input.facts, then) ? keptUntilMs : 0
}

function decideLoss(standing: Standing, input: DecideInput): Step {
  const { terms, nowMs, mayFall } = input
  const graceMs = (terms.tiers[standing.earned.level - 1]?.graceDays ?? 1) * DAY_MS
  const safeUntilMs = protectedUntil(standing, input)
  const { notice } = standing
  if (notice === null) {
    // Not long before it may happen at all: much may change until then.
    if (nowMs < safeUntilMs - graceMs) return { standing, kind: null }
    const fallsAtMs = Math.max(nowMs + graceMs, safeUntilMs)
    return { standing: { ...standing, notice: { sinceMs: nowMs, fallsAtMs } }, kind: 'noticed' }
  }
  if (!mayFall || nowMs < Math.max(notice.fallsAtMs, safeUntilMs)) return { standing, kind: null }
  const earned = placeOf(terms, standing.earned.level - 1)
  const reached = { reachedAtMs: nowMs, reachedDay: input.today, reachedVersion: terms.version }
  return { standing: { ...standing, ...reached, earned, keptUntilMs: nowMs, notice: null }, kind: 'lowered' }
}

const givesLess = (now: VipBenefits, before: VipBenefits): boolean =>
  now.discountBp < before.discountBp ||
  now.maxDiscountBp < before.maxDiscountBp ||
  RANKS.indexOf(now.rank) < RANKS.indexOf(before.rank)

/** What a tier that was earned gave last; once something else was set, what it was reached by. Undefined: another tier. */
function givenBefore({ now, reachedVersion }: Standing, before: Standing | undefined, reachedBy?: PublishedTerms) {
  if (before?.manual === null) return before.now.tier === now.tier ? before.benefits : undefined
  const level = (reachedBy?.tiers.findIndex(({ id }) => id === now.tier) ?? -1) + 1
  return reachedBy?.version === reachedVersion && level > 0 ? benefitsOf(reachedBy, { ...now, level }) : undefined
}

/** What counts, and what it gives: other terms take nothing away while the time lasts that the same tier is kept for. */
function settle(standing: Standing, before: Standing | undefined, { terms, nowMs, reachedBy }: DecideInput): Standing {
  const { manual } = standing
  const now = manual ? placeIn(terms, manual.place) : standing.earned
  const benefits = benefitsOf(terms, now)
  const settled = { ...standing, now, benefits }
  const keptUntilMs = before?.keptUntilMs ?? standing.keptUntilMs
  if (manual !== null || now.tier === null || nowMs >= keptUntilMs) return settled
  const given = givenBefore(settled, before, reachedBy)
  return given && givesLess(benefits, given) ? { ...settled, benefits: given } : settled
}

/** Whatever else changes does so with a kind of its own. */
const isSame = (a: Standing, b: Standing): boolean =>
  a.earned.tier === b.earned.tier &&
  a.earned.level === b.earned.level &&
  a.now.tier === b.now.tier &&
  a.now.level === b.now.level &&
  a.benefits.discountBp === b.benefits.discountBp &&
  a.benefits.maxDiscountBp === b.benefits.maxDiscountBp &&
  a.benefits.rank === b.benefits.rank
