import type { AppMessages } from './app-messages.ts'
import { koOdds } from './ko-odds.ts'
import { koResources } from './ko-resources.ts'
import { koRewards } from './ko-rewards.ts'
import { koScreens } from './ko-screens.ts'
import { koReasons } from './reasons-ko.ts'

export const ko = {
  ...koScreens,
  ...koRewards,
  odds: koOdds,
  reasons: koReasons,
  resources: koResources,
} satisfies AppMessages
