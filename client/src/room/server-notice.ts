import { CURRENCIES, type OwnNotification, type ServerMessages, type SlotSpinOutcome } from '@casino-club/shared'
import { GAME_COMMANDS, GAMES, type GameId, type GameOutcome } from '../screens/games/contract.ts'
import type { Text } from '../text/LanguageProvider.tsx'
import type { PendingCommand, ReplyTo } from './pending-commands.ts'
import { type NameItem, wordRewards } from './word-reward.ts'

/** Words for a message the server sent on its own. */
export function wordNotice(notice: ServerMessages['notice'], text: Text, nameIn: NameItem): string {
  if (notice.kind === 'reward') return wordRewards(notice.rewards, notice.note, text, nameIn)
  if (notice.kind === 'achievementUnlocked') {
    return text.t('notice.achievementUnlocked', { title: notice.title[text.language] })
  }
  if (notice.kind === 'missionDone') {
    return text.t('notice.missionDone', { title: notice.title[text.language] })
  }
  if (notice.kind === 'passLevel') return text.t('notice.passLevel', { level: notice.level })
  if (notice.kind === 'purchase') return text.t('notice.purchase')
  if (notice.kind === 'rankChanged') return text.t('notice.rankChanged', { rank: text.t(`rank.${notice.rank}`) })
  if (notice.kind === 'vip') {
    const tier = notice.tier?.[text.language] ?? text.t('vip.none')
    return notice.change === 'noticed' ? text.t('notice.vipNoticed', { tier }) : text.t('notice.vip', { tier })
  }
  if (notice.kind === 'accountMerged') {
    const { coins, gems, tickets, items } = notice
    return text.t('notice.accountMerged', { coins, gems, tickets, items })
  }
  const known = CURRENCIES.find((currency) => currency === notice.currency)
  const currency = known ? text.t(`balance.${known}`) : notice.currency
  const amount = text.signed(notice.amount)
  if (!notice.note) return text.t('notice.correctedNoNote', { currency, amount })
  return text.t('notice.corrected', { currency, amount, note: notice.note })
}

/** Words for a message that has just come into the centre. */
export const wordNotification = ({ title, body }: OwnNotification, { t, language }: Text): string =>
  t('notifications.toast', { title: title[language], body: body[language] })

/** The outcome of a spin, where a reply is one. */
export function spinIn(command: PendingCommand, reply: ReplyTo): SlotSpinOutcome | null {
  return command.type === 'slot.spin' && reply.ok && 'reels' in reply ? reply : null
}

/** A play of an earlier page load whose answer came now. */
export interface RecoveredPlay {
  readonly game: GameId
  readonly outcome: GameOutcome
}

/** The outcome of a play of another game, where a reply is one. */
export function playIn({ type }: PendingCommand, reply: ReplyTo): RecoveredPlay | null {
  const game = GAMES.find((id) => GAME_COMMANDS[id] === type)
  return game && reply.ok && 'win' in reply && !('reels' in reply) ? { game, outcome: reply } : null
}

/** Words for the answer to a command that an earlier page load had sent. */
export function wordRecovered(command: PendingCommand, reply: ReplyTo, text: Text): string {
  if (!reply.ok) return text.t('notice.recoveredRefusal', { why: text.trouble(reply.reason) })
  const spin = spinIn(command, reply)
  if (spin) return text.t('notice.recoveredSpin', { bet: spin.bet, win: spin.win })
  if (command.type === 'lottery.enter' && 'bet' in reply) return text.t('notice.recoveredTicket', { bet: reply.bet })
  const play = playIn(command, reply)
  if (command.type === 'inventory.use') return text.t('notice.recoveredUse')
  if (!play) return text.t('notice.recoveredRotation')
  const { game, outcome } = play
  if (game === 'gacha') return text.t('notice.recoveredPulls', { price: outcome.bet })
  return text.t('notice.recoveredPlay', { game: text.t(`game.${game}`), bet: outcome.bet, win: outcome.win })
}
