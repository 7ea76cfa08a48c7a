import type { AppMessages } from './app-messages.ts'
import { enAccess } from './en-access.ts'
import { enAchievements } from './en-achievements.ts'
import { enAnalytics } from './en-analytics.ts'
import { enBattlepass } from './en-battlepass.ts'
import { enBoards } from './en-boards.ts'
import { enCampaigns } from './en-campaigns.ts'
import { enContents } from './en-contents.ts'
import { enDesk } from './en-desk.ts'
import { enDrift } from './en-drift.ts'
import { enExperiments } from './en-experiments.ts'
import { enFriends } from './en-friends.ts'
import { enInvites } from './en-invites.ts'
import { enJobs } from './en-jobs.ts'
import { enLetters } from './en-letters.ts'
import { enMerges } from './en-merges.ts'
import { enMissions } from './en-missions.ts'
import { enMoods } from './en-moods.ts'
import { enNotifications } from './en-notifications.ts'
import { enOdds } from './en-odds.ts'
import { enPlays } from './en-plays.ts'
import { enPromos } from './en-promos.ts'
import { enPush } from './en-push.ts'
import { enReports } from './en-reports.ts'
import { enResources } from './en-resources.ts'
import { enRewards } from './en-rewards.ts'
import { enSafePlay } from './en-safe-play.ts'
import { enSavedReportResources, enSavedReports } from './en-saved-reports.ts'
import { enSchedule } from './en-schedule.ts'
import { enScreens } from './en-screens.ts'
import { enSegments } from './en-segments.ts'
import { enShop } from './en-shop.ts'
import { enSignIn } from './en-sign-in.ts'
import { enSimulations } from './en-simulations.ts'
import { enStreaks } from './en-streaks.ts'
import { enVaults } from './en-vaults.ts'
import { enVip } from './en-vip.ts'
import { enReasons } from './reasons-en.ts'

export const en = {
  ...enScreens,
  ...enRewards,
  ...enAccess,
  ...enInvites,
  ...enSafePlay,
  ...enJobs,
  ...enVaults,
  ...enBoards,
  ...enFriends,
  ...enNotifications,
  ...enStreaks,
  ...enVip,
  ...enContents,
  ...enExperiments,
  ...enAnalytics,
  ...enPush,
  ...enMoods,
  ...enSavedReports,
  ...enSegments,
  ...enSimulations,
  ...enLetters,
  ...enCampaigns,
  ...enMerges,
  ...enMissions,
  ...enBattlepass,
  ...enAchievements,
  ...enPromos,
  ...enDesk,
  ...enReports,
  shop: enShop,
  signIn: enSignIn,
  odds: enOdds,
  drift: enDrift,
  plays: enPlays,
  schedule: enSchedule,
  reasons: enReasons,
  resources: { ...enResources, ...enSavedReportResources },
} satisfies AppMessages
