import { type CommandReply, CURRENCIES, type ServerMessages, type SlotSpinOutcome } from '@casino-club/shared'
import type { Text } from '../text/LanguageProvider.tsx'
import type { PendingCommand } from './pending-commands.ts'

/** Words for a message the server sent on its own. */
export function wordNotice(notice: ServerMessages['notice'], text: Text): string {
  const known = CURRENCIES.find((currency) => currency === notice.currency)
  const currency = known ? text.t(`balance.${known}`) : notice.currency
  const amount = text.signed(notice.amount)
  if (!notice.note) return text.t('notice.correctedNoNote', { currency, amount })
  return text.t('notice.corrected', { currency, amount, note: notice.note })
}

/** The outcome of a spin, where a reply is one. */
export function spinIn(command: PendingCommand, reply: CommandReply): SlotSpinOutcome | null {
  return command.type === 'slot.spin' && reply.ok && 'reels' in reply ? reply : null
}

/** Words for the answer to a command that an earlier page load had sent. */
export function wordRecovered(command: PendingCommand, reply: CommandReply, text: Text): string {
  if (!reply.ok) return text.t('notice.recoveredRefusal', { why: text.trouble(reply.reason) })
  const spin = spinIn(command, reply)
  if (!spin) return text.t('notice.recoveredRotation')
  return text.t('notice.recoveredSpin', { bet: spin.bet, win: spin.win })
}
