import type { AppMessages } from './app-messages.ts'
import { enResources } from './en-resources.ts'
import { enScreens } from './en-screens.ts'
import { enReasons } from './reasons-en.ts'

export const en = { ...enScreens, reasons: enReasons, resources: enResources } satisfies AppMessages
