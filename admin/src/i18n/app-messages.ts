import type { FailureCode } from '../providers/request-error.ts'
import type { enAccess } from './en-access.ts'
import type { enAchievements } from './en-achievements.ts'
import type { enAnalytics } from './en-analytics.ts'
import type { enBattlepass } from './en-battlepass.ts'
import type { enBoards } from './en-boards.ts'
import type { enCampaigns } from './en-campaigns.ts'
import type { enContents } from './en-contents.ts'
import type { enDesk } from './en-desk.ts'
import type { enDrift } from './en-drift.ts'
import type { enExperiments } from './en-experiments.ts'
import type { enFriends } from './en-friends.ts'
import type { enInvites } from './en-invites.ts'
import type { enJobs } from './en-jobs.ts'
import type { enLetters } from './en-letters.ts'
import type { enMerges } from './en-merges.ts'
import type { enMissions } from './en-missions.ts'
import type { enMoods } from './en-moods.ts'
import type { enNotifications } from './en-notifications.ts'
import type { enOdds } from './en-odds.ts'
import type { enPlays } from './en-plays.ts'
import type { enPromos } from './en-promos.ts'
import type { enPush } from './en-push.ts'
import type { enReports } from './en-reports.ts'
import type { enResources } from './en-resources.ts'
import type { enRewards } from './en-rewards.ts'
import type { enSafePlay } from './en-safe-play.ts'
import type { enSavedReportResources, enSavedReports } from './en-saved-reports.ts'
import type { enSchedule } from './en-schedule.ts'
import type { enScreens } from './en-screens.ts'
import type { enSegments } from './en-segments.ts'
import type { enShop } from './en-shop.ts'
import type { enSignIn } from './en-sign-in.ts'
import type { enSimulations } from './en-simulations.ts'
import type { enStreaks } from './en-streaks.ts'
import type { enVaults } from './en-vaults.ts'
import type { enVip } from './en-vip.ts'

/** The same keys with any words: what a translation has to offer. A missing or a left-over key does not compile. */
export type Worded<T> = { readonly [K in keyof T]: T[K] extends string ? string : Worded<T[K]> }

/** All messages of this app; the English ones say which there are. */
export type AppMessages = Worded<
  typeof enScreens &
    typeof enRewards &
    typeof enAccess &
    typeof enInvites &
    typeof enSafePlay &
    typeof enJobs &
    typeof enVaults &
    typeof enBoards &
    typeof enFriends &
    typeof enNotifications &
    typeof enStreaks &
    typeof enVip &
    typeof enContents &
    typeof enExperiments &
    typeof enAnalytics &
    typeof enMoods &
    typeof enSavedReports &
    typeof enSegments &
    typeof enSimulations &
    typeof enPush &
    typeof enLetters &
    typeof enCampaigns &
    typeof enMerges &
    typeof enMissions &
    typeof enBattlepass &
    typeof enAchievements &
    typeof enPromos &
    typeof enDesk &
    typeof enReports
> & {
  readonly shop: Worded<typeof enShop>
  readonly signIn: Worded<typeof enSignIn>
  readonly odds: Worded<typeof enOdds>
  readonly drift: Worded<typeof enDrift>
  readonly plays: Worded<typeof enPlays>
  readonly schedule: Worded<typeof enSchedule>
  readonly reasons: Readonly<Record<FailureCode, string>>
  readonly resources: Worded<typeof enResources & typeof enSavedReportResources>
}

type Keys<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}` }[keyof T & string]

/** The path of a message, like `dashboard.title`. */
export type MessageKey = Keys<AppMessages>
