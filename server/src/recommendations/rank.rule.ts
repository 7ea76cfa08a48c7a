import {
  type ChosenBy,
  type MissionCount,
  MOST_RECOMMENDED,
  type Recommendation,
  type RecommendationKind,
  type RecommendationReason,
} from '@casino-club/shared'
import { partOf } from '../experiments/index.ts'

/** A mission that is open to a player, and how far he is. */
export interface OpenMission {
  readonly id: string
  readonly title: Recommendation['title']
  readonly counts: MissionCount
  readonly game: string | null
  readonly progress: number
  readonly target: number
  /** The segment of his that it is for; null: it is for everybody. */
  readonly group: Recommendation['group']
}

/** A product that a player could buy now, at the price that everybody sees whom it is for. */
export interface OpenOffer {
  readonly sku: string
  readonly title: Recommendation['title']
  readonly discountPercent: number
  readonly group: Recommendation['group']
  readonly boughtBefore: boolean
}

/** What a recommendation may go by. There is no column of wins, losses or balances, so that none can be an argument. */
export interface History {
  readonly userId: number
  readonly day: string
  /** How often each game was played in the last weeks, won or lost. */
  readonly plays: ReadonlyMap<string, number>
  /** `kind target`: what he found useful, and what he did not and is not shown again for a while. */
  readonly useful: ReadonlySet<string>
  readonly notUseful: ReadonlySet<string>
  /** Somebody who does not feel well: what needs no stakes comes first. */
  readonly gentle: boolean
}

export type Chosen = Omit<Recommendation, 'id' | 'useful'>

const HOLDOUT_PARTS = 10
const ALL_PARTS = 2 ** 20
const USEFUL_BONUS = 0.5
/** More than any other score: what needs no stakes comes first, whoever chooses. */
const GENTLE_BONUS = 10

/** What needs only to be there or to use what one has. */
const STAKELESS: ReadonlySet<MissionCount> = new Set<MissionCount>(['ACTIVE_DAYS', 'ITEMS_USED'])

export const nameOf = (kind: RecommendationKind, target: string): string => `${kind} ${target}`

/** Every tenth player gets what chance chooses, for ever: what the others get is held against that. */
export const chosenBy = (userId: number): ChosenBy =>
  partOf('recommendations:holdout', userId, HOLDOUT_PARTS) === 0 ? 'chance' : 'history'

interface Scored {
  readonly score: number
  readonly chosen: Chosen
}

const NOTHING = { progress: null, goal: null, game: null, percent: null, group: null } as const

function scoreMission({ id, title, counts, game, progress, target, group }: OpenMission, history: History): Scored {
  const share = progress / target
  const stakeless = STAKELESS.has(counts)
  const all = [...history.plays.values()].reduce((sum, plays) => sum + plays, 0)
  const played = game === null || all === 0 ? 0 : (history.plays.get(game) ?? 0) / all
  const about = { kind: 'mission' as const, target: id, title, ...NOTHING }
  const as = (score: number, reason: RecommendationReason, values: Partial<Chosen> = {}): Scored => ({
    score: score + (history.gentle && stakeless ? GENTLE_BONUS : 0),
    chosen: { ...about, ...values, reason },
  })
  const far = { progress, goal: target }
  if (history.gentle && stakeless) return as(share, 'NOTHING_STAKED', far)
  if (share >= 0.5) return as(3 + share, 'NEARLY_DONE', far)
  if (progress > 0) return as(2 + share, 'BEGUN', far)
  if (group) return as(1.5 + played, 'FOR_YOUR_GROUP', { group })
  if (played > 0) return as(1 + played, 'GAME_YOU_PLAY', { game })
  return stakeless ? as(1, 'NOTHING_STAKED', far) : as(0.5, 'OPEN_NOW')
}

function scoreOffer({ sku, title, discountPercent, boughtBefore, group }: OpenOffer): Scored {
  const about = { kind: 'offer' as const, target: sku, title, ...NOTHING }
  // A discount of what only some may buy is none for everybody.
  if (group) return { score: 1.6, chosen: { ...about, reason: 'FOR_YOUR_GROUP', group } }
  if (discountPercent > 0) {
    return { score: 1.5, chosen: { ...about, reason: 'DISCOUNT_FOR_ALL', percent: discountPercent } }
  }
  if (boughtBefore) return { score: 1, chosen: { ...about, reason: 'BOUGHT_BEFORE' } }
  return { score: 0.2, chosen: { ...about, reason: 'IN_THE_SHOP' } }
}

/** The best ones, of which one is an offer at most: a recommendation is no shop window. */
function best(scored: readonly Scored[]): Chosen[] {
  const sorted = [...scored].sort((a, b) => b.score - a.score || (a.chosen.target < b.chosen.target ? -1 : 1))
  const firstOffer = sorted.find(({ chosen }) => chosen.kind === 'offer')
  return sorted
    .filter((one) => one.chosen.kind === 'mission' || one === firstOffer)
    .slice(0, MOST_RECOMMENDED)
    .map(({ chosen }) => chosen)
}

/**
 * What is recommended to a player today, each with its reason. Missions that count purchases are offers by another name, and are
 * left out where there are no offers.
 */
export function recommend(missions: readonly OpenMission[], offers: readonly OpenOffer[], history: History): Chosen[] {
  const sold = offers.length > 0
  const scored = [
    ...missions
      .filter(({ counts, progress, target }) => progress < target && (sold || counts !== 'PURCHASES'))
      .map((mission) => scoreMission(mission, history)),
    ...offers.map(scoreOffer),
  ].filter(({ chosen: { kind, target } }) => !history.notUseful.has(nameOf(kind, target)))
  if (chosenBy(history.userId) === 'chance') {
    const drawn = ({ score, chosen: { kind, target } }: Scored) =>
      partOf(`${history.day} ${nameOf(kind, target)}`, history.userId, ALL_PARTS) / ALL_PARTS +
      (score >= GENTLE_BONUS ? GENTLE_BONUS : 0)
    return best(
      scored.map((one) => ({ score: drawn(one), chosen: { ...one.chosen, ...NOTHING, reason: 'BY_CHANCE' } })),
    )
  }
  const liked = ({ kind, target }: Chosen) => (history.useful.has(nameOf(kind, target)) ? USEFUL_BONUS : 0)
  return best(scored.map(({ score, chosen }) => ({ score: score + liked(chosen), chosen })))
}
