import type { AppMessages } from './app-messages.ts'
import { enOdds } from './en-odds.ts'
import { enResources } from './en-resources.ts'
import { enRewards } from './en-rewards.ts'
import { enScreens } from './en-screens.ts'
import { enReasons } from './reasons-en.ts'

export const en = {
  ...enScreens,
  ...enRewards,
  odds: enOdds,
  reasons: enReasons,
  resources: enResources,
} satisfies AppMessages
