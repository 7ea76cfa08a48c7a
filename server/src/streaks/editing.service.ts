import { refuse, type StreakTerms, type StreakTermsPreview, streakReward } from '@casino-club/shared'
import { Drafts } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { addDays } from '../platform/time/local-days.ts'
import { CLUB_ZONE, localDateOf } from '../vaults/index.ts'
import { countStreaks, findInForce, streakTerms } from './terms.store.ts'

export interface EditingDependencies {
  readonly pool: Pool
  readonly clock: Clock
}

/** Writes what streaks are held to: a draft that may be corrected, and published versions in force from the next tick on. */
export const streakEditing = (deps: EditingDependencies) =>
  new Drafts(deps, {
    ...{ name: 'set of terms', targetType: 'streaks', actions: 'streaks', store: streakTerms },
    refuseDraft: (before, terms) =>
      before && isSame(before, terms) ? refuse('NOTHING_TO_CHANGE', 'the draft says so already') : undefined,
    async refusePublish(tx, _id, terms) {
      return isSame(await findInForce(tx), terms) ? refuse('NOTHING_TO_CHANGE', 'they are in force already') : undefined
    },
  })

/** What the next day of everybody whose streak goes on would bring by these terms, and brings by those in force. Nothing is written. */
export async function preview({ pool, clock }: EditingDependencies, terms: StreakTerms): Promise<StreakTermsPreview> {
  const yesterday = addDays(localDateOf(clock.nowMs(), CLUB_ZONE), -1)
  const [now, streaks] = await Promise.all([findInForce(pool), countStreaks(pool, yesterday)])
  const preview = { players: 0, less: 0, before: { coins: 0, gems: 0 }, after: { coins: 0, gems: 0 } }
  for (const { count, players } of streaks) {
    const [before, after] = [streakReward(now, count + 1), streakReward(terms, count + 1)]
    preview.players += players
    if (after.coins < before.coins || after.gems < before.gems) preview.less += players
    for (const currency of ['coins', 'gems'] as const) {
      preview.before[currency] += players * before[currency]
      preview.after[currency] += players * after[currency]
    }
  }
  return preview
}

function isSame(one: StreakTerms, other: StreakTerms): boolean {
  const { graceHours, mostShields, zoneDays, rewards } = one
  const isSameDay = (day: number) =>
    rewards[day]?.coins === other.rewards[day]?.coins && rewards[day]?.gems === other.rewards[day]?.gems
  return (
    graceHours === other.graceHours &&
    mostShields === other.mostShields &&
    zoneDays === other.zoneDays &&
    rewards.length === other.rewards.length &&
    rewards.every((_, day) => isSameDay(day))
  )
}
