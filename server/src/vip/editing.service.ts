import { checkVipTerms, refuse, STANDARD_VIP_TERMS, type VipDryRunReply, type VipTerms } from '@casino-club/shared'
import { Drafts } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { findCandidates } from './due.store.ts'
import { findFacts } from './facts.store.ts'
import { deserved } from './standing.rule.ts'
import { type DayOf, findMembers } from './standings.store.ts'
import { draftFirst, vipTerms } from './terms.store.ts'
import { findHeldTiers, findNicknames } from './vip-admin.store.ts'

export interface EditingDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly dayOf: DayOf
}

const PAGE = 500
const SAMPLE = 20

/** Drafts the club's first tiers where there are none; somebody has to look at them and publish. */
export const ensureVipTerms = (pool: Pool, clock: Clock): Promise<void> =>
  draftFirst(pool, STANDARD_VIP_TERMS, clock.nowMs())

/** Writes tiers: a draft that anybody may correct, and published versions that never change. */
export const vipEditing = (deps: EditingDependencies) =>
  new Drafts(deps, {
    ...{ name: 'set of tiers', targetType: 'vip', actions: 'vip', store: vipTerms },
    async refusePublish(tx, _id, terms) {
      const problems = checkVipTerms(terms).map(({ code, tier }) => `${code} at tier ${tier + 1}`)
      // Whoever has a tier keeps it for its time, and is told before he loses it.
      const missed = (await findHeldTiers(tx)).filter(({ tier }) => !terms.tiers.some(({ id }) => id === tier))
      const words = [...problems, ...missed.map(({ tier, players }) => `${tier} is missing, and ${players} have it`)]
      return words.length > 0 ? refuse('VIP_TERMS_INVALID', words.join('; ')) : undefined
    },
  })

/** Who would stand elsewhere by these tiers if they were in force and nothing were kept; writes nothing. */
export async function dryRun({ pool, clock, dayOf }: EditingDependencies, terms: VipTerms): Promise<VipDryRunReply> {
  const moment = { nowMs: clock.nowMs(), today: dayOf(clock.nowMs()) }
  const moves = new Map<string, VipDryRunReply['moves'][number]>()
  const sample: { userId: number; from: string | null; to: string | null }[] = []
  let looked = 0
  for (let after = 0; ; ) {
    const page = await findCandidates(pool, after, PAGE)
    const facts = await findFacts(pool, page, moment.nowMs)
    for (const { userId, standing } of await findMembers(pool, page, dayOf)) {
      looked++
      const from = standing?.earned.tier ?? null
      const to = deserved(terms, facts.get(userId) ?? { spends: [], days: [] }, moment).tier
      if (from === to) continue
      const key = `${from} ${to}`
      moves.set(key, { from, to, players: (moves.get(key)?.players ?? 0) + 1 })
      if (sample.length < SAMPLE) sample.push({ userId, from, to })
    }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) break
    after = last
  }
  const names = await findNicknames(
    pool,
    sample.map(({ userId }) => userId),
  )
  return {
    problems: checkVipTerms(terms),
    looked,
    moves: [...moves.values()].sort((a, b) => b.players - a.players),
    sample: sample.map((move) => ({ ...move, nickname: names.get(move.userId) ?? '' })),
  }
}
