/**
 * The words of the messages that the club sends.
 * Invariants: what is in force can be sent as it stands; a value is text and never markup; what somebody has published
 * stands before what is built in, and every version stays.
 */
export { BUILT_IN } from './built-in.ts'
export { fillHtml, fillText, MissingValue, type Values, variablesIn } from './fill.ts'
export { templateRoutes } from './templates.routes.ts'
export { findTemplate, Templates } from './templates.service.ts'
export { type Spoken, spokenIn, type Wording, wordHtml, wordMessage } from './words.ts'
