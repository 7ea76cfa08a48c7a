import type { AppMessages } from './app-messages.ts'
import { koResources } from './ko-resources.ts'
import { koScreens } from './ko-screens.ts'
import { koReasons } from './reasons-ko.ts'

export const ko = { ...koScreens, reasons: koReasons, resources: koResources } satisfies AppMessages
