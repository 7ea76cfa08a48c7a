/**
 * Letters of the club's own accord over the mail server.
 * Invariants: an address is looked up when a letter is sent and kept nowhere; a letter of one delivery has one Message-ID;
 * whoever has unsubscribed, or whose address was refused too often, gets none; opening a link unsubscribes nobody.
 */
export { EmailChannel, REFUSALS_UNTIL_SUPPRESSED } from './email.channel.ts'
export { htmlBy } from './html-of.ts'
export { letterHtml, letterText } from './letter-layout.ts'
export { suppressionRoutes } from './suppressions.routes.ts'
export { triggerRoutes } from './trigger.routes.ts'
export { EmailTrigger } from './trigger.service.ts'
export { unsubscribePages } from './unsubscribe.pages.ts'
