import type { Category, ChannelName } from './channel.ts'
import { type QuietHours, quietUntil } from './quiet-hours.ts'

/** What a player wants, as it was written when the message is about to go. */
export interface Wishes {
  readonly allOff: boolean
  readonly offTypes: readonly string[]
  readonly offChannels: readonly string[]
  readonly quiet: QuietHours
  /** When he consented, in ms since the epoch; null: he has not. */
  readonly advertisingSinceMs: number | null
  readonly nightSinceMs: number | null
}

/** All that decides whether a message may go out now. */
export interface Facts {
  readonly category: Category
  readonly type: string
  readonly channel: ChannelName
  readonly cancelled: boolean
  readonly deadlineMs: number
  /** `leaving`: asked to be deleted, or banned; `closed`: deleted, or made one with another. */
  readonly account: 'open' | 'leaving' | 'closed'
  /** What the safe-play guard says of its player. */
  readonly mayContact: boolean
  readonly wishes: Wishes
  /** Where the player is, by IANA name. */
  readonly zone: string
  /** Other messages of the category that he got, or is getting, within the window of its cap. */
  readonly recent: number
}

export type SkipReason =
  | 'account_closed'
  | 'no_consent'
  | 'safe_play'
  | 'all_off'
  | 'type_off'
  | 'channel_off'
  | 'quiet_hours'
  | 'frequency_cap'
  /** Nobody runs this channel here. */
  | 'no_channel'
  | 'no_target'

export type Verdict =
  | { readonly kind: 'go' }
  | { readonly kind: 'cancelled' | 'expired' }
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  /** Not before; it is not counted as an attempt. */
  | { readonly kind: 'wait'; readonly untilMs: number }

const DAY_MS = 86_400_000
/** A consent is to be given anew every two years. */
export const CONSENT_MS = 730 * DAY_MS
/** 21:00 to 08:00, when advertising needs a consent of its own (정보통신망법 §50). */
const NIGHT: QuietHours = { fromMinute: 21 * 60, toMinute: 8 * 60 }
const MOST_QUIETS = 4

/** How many messages of a category a player gets within the window; what is more is skipped. What an account needs has no cap. */
export type Caps = Readonly<Record<Exclude<Category, 'transactional'>, number>>
export const CAP_WINDOW_MS = DAY_MS

export const NO_WISHES: Wishes = {
  allOff: false,
  offTypes: [],
  offChannels: [],
  quiet: { fromMinute: 0, toMinute: 0 },
  advertisingSinceMs: null,
  nightSinceMs: null,
}

const holds = (sinceMs: number | null, nowMs: number) => sinceMs !== null && nowMs < sinceMs + CONSENT_MS
const skip = (reason: SkipReason): Verdict => ({ kind: 'skip', reason })

/**
 * Decides at the moment of sending, in order of precedence; its channel having a place is asked after it. What an account
 * needs to know always comes into the centre, at any hour; on other channels its player may switch it off.
 */
export function passGates(facts: Facts, caps: Caps, nowMs: number): Verdict {
  if (facts.cancelled) return { kind: 'cancelled' }
  if (nowMs >= facts.deadlineMs) return { kind: 'expired' }
  if (facts.account === 'closed') return skip('account_closed')
  const { category, wishes, channel } = facts
  if (category === 'transactional') {
    if (channel !== 'in_app' && wishes.allOff) return skip('all_off')
    return channel !== 'in_app' && wishes.offChannels.includes(channel) ? skip('channel_off') : { kind: 'go' }
  }
  if (facts.account === 'leaving') return skip('account_closed')
  if (category === 'advertising' && !holds(wishes.advertisingSinceMs, nowMs)) return skip('no_consent')
  if (!facts.mayContact) return skip('safe_play')
  if (wishes.allOff) return skip('all_off')
  if (wishes.offTypes.includes(facts.type)) return skip('type_off')
  if (wishes.offChannels.includes(channel)) return skip('channel_off')
  const quiet = quietEnd(facts, nowMs)
  if (quiet > nowMs) return quiet >= facts.deadlineMs ? skip('quiet_hours') : { kind: 'wait', untilMs: quiet }
  return facts.recent >= caps[category] ? skip('frequency_cap') : { kind: 'go' }
}

/** The first moment from now on at which it is quiet by no rule; one stretch may end within another. */
function quietEnd({ category, wishes, zone }: Facts, nowMs: number): number {
  let ms = nowMs
  for (let round = 0; round < MOST_QUIETS; round++) {
    const stretches = [wishes.quiet]
    if (category === 'advertising' && !holds(wishes.nightSinceMs, ms)) stretches.push(NIGHT)
    const ends = stretches.map((hours) => quietUntil(ms, zone, hours)).filter((end) => end !== undefined)
    if (ends.length === 0) break
    ms = Math.max(...ends)
  }
  return ms
}
