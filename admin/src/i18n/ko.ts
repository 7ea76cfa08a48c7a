import type { AppMessages } from './app-messages.ts'
import { koAccess } from './ko-access.ts'
import { koAchievements } from './ko-achievements.ts'
import { koAnalytics } from './ko-analytics.ts'
import { koBattlepass } from './ko-battlepass.ts'
import { koBoards } from './ko-boards.ts'
import { koCampaigns } from './ko-campaigns.ts'
import { koContents } from './ko-contents.ts'
import { koDesk } from './ko-desk.ts'
import { koDrift } from './ko-drift.ts'
import { koExperiments } from './ko-experiments.ts'
import { koFriends } from './ko-friends.ts'
import { koInvites } from './ko-invites.ts'
import { koJobs } from './ko-jobs.ts'
import { koLetters } from './ko-letters.ts'
import { koMerges } from './ko-merges.ts'
import { koMissions } from './ko-missions.ts'
import { koMoods } from './ko-moods.ts'
import { koNotifications } from './ko-notifications.ts'
import { koOdds } from './ko-odds.ts'
import { koPlays } from './ko-plays.ts'
import { koPromos } from './ko-promos.ts'
import { koPush } from './ko-push.ts'
import { koReports } from './ko-reports.ts'
import { koResources } from './ko-resources.ts'
import { koRewards } from './ko-rewards.ts'
import { koSafePlay } from './ko-safe-play.ts'
import { koSavedReportResources, koSavedReports } from './ko-saved-reports.ts'
import { koSchedule } from './ko-schedule.ts'
import { koScreens } from './ko-screens.ts'
import { koSegments } from './ko-segments.ts'
import { koShop } from './ko-shop.ts'
import { koSignIn } from './ko-sign-in.ts'
import { koSimulations } from './ko-simulations.ts'
import { koStreaks } from './ko-streaks.ts'
import { koVaults } from './ko-vaults.ts'
import { koVip } from './ko-vip.ts'
import { koReasons } from './reasons-ko.ts'

export const ko = {
  ...koScreens,
  ...koRewards,
  ...koAccess,
  ...koInvites,
  ...koSafePlay,
  ...koJobs,
  ...koVaults,
  ...koBoards,
  ...koFriends,
  ...koNotifications,
  ...koStreaks,
  ...koVip,
  ...koContents,
  ...koExperiments,
  ...koAnalytics,
  ...koPush,
  ...koMoods,
  ...koSavedReports,
  ...koSegments,
  ...koSimulations,
  ...koLetters,
  ...koCampaigns,
  ...koMerges,
  ...koMissions,
  ...koBattlepass,
  ...koAchievements,
  ...koPromos,
  ...koDesk,
  ...koReports,
  shop: koShop,
  signIn: koSignIn,
  odds: koOdds,
  drift: koDrift,
  plays: koPlays,
  schedule: koSchedule,
  reasons: koReasons,
  resources: { ...koResources, ...koSavedReportResources },
} satisfies AppMessages
