import type { PlaySession, Usage, UsageWindow } from '@casino-club/shared'
import type { Calendar } from '../platform/time/calendar.ts'
import type { Flow } from '../player/index.ts'

/** A longer gap between two plays is a break: it is no play time, and the next play begins a new session. */
export const BREAK_MS = 5 * 60_000

/** Where the event stands that is counted. */
export interface CountedAt {
  readonly seq: number
  readonly nowMs: number
}

const WINDOWS = [0, 1, 2] as const

const freshWindow = (window: number, seq: number): UsageWindow => [window, seq, 0, 0, 0, 0, 0, 0]

/** A clock that is set back leaves a window open: nobody gains a day by it. */
const rolled = (window: UsageWindow, now: number, seq: number): UsageWindow =>
  window[0] >= now ? window : freshWindow(now, seq)

/** The windows an instant lies in, with what was used of them; those that have begun since are empty. */
export function windowsNow(usage: Usage | undefined, calendar: Calendar, { seq, nowMs }: CountedAt): Usage['windows'] {
  const { windows } = calendar(nowMs)
  if (usage === undefined)
    return [freshWindow(windows[0], seq), freshWindow(windows[1], seq), freshWindow(windows[2], seq)]
  const [day, week, month] = usage.windows
  return [rolled(day, windows[0], seq), rolled(week, windows[1], seq), rolled(month, windows[2], seq)]
}

/** Play time since the last play, in ms: 0 after a break, and where the clock was set back. */
export function gapSince(usage: Usage | undefined, nowMs: number): number {
  const gapMs = nowMs - (usage?.session[0] ?? Number.NEGATIVE_INFINITY)
  return gapMs > 0 && gapMs < BREAK_MS ? gapMs : 0
}

/** Whether a play now would go on with the session. */
export function inSession(usage: Usage | undefined, nowMs: number): usage is Usage {
  return usage !== undefined && nowMs - usage.session[0] < BREAK_MS
}

/** The part of a gap that lies in a window which began at `beganAtMs`. */
const within = (gapMs: number, nowMs: number, beganAtMs: number): number =>
  Math.min(gapMs, Math.max(0, nowMs - beganAtMs))

/** What a play now would add to the play time of each window, in ms. */
export function playTimeNow(
  usage: Usage | undefined,
  calendar: Calendar,
  nowMs: number,
): readonly [number, number, number] {
  const gapMs = gapSince(usage, nowMs)
  if (gapMs === 0) return [0, 0, 0]
  const [day, week, month] = calendar(nowMs).beganAtMs
  return [within(gapMs, nowMs, day), within(gapMs, nowMs, week), within(gapMs, nowMs, month)]
}

type PlayFlow = Exclude<Flow, { kind: 'spend' | 'unspend' }>

const isOfMoney = (flow: Flow): flow is Extract<Flow, { kind: 'spend' | 'unspend' }> =>
  flow.kind === 'spend' || flow.kind === 'unspend'

/** What a flow moves: the stake by which a window's stakes grow, and its net result. */
function moved(flow: PlayFlow): { readonly stakedBy: number; readonly netBy: number } {
  if (flow.kind === 'play') return { stakedBy: flow.bet, netBy: flow.win - flow.bet }
  if (flow.kind === 'place') return { stakedBy: flow.bet, netBy: -flow.bet }
  if (flow.kind === 'settle') return { stakedBy: 0, netBy: flow.win }
  return { stakedBy: -flow.bet, netBy: flow.bet }
}

function addTo(window: UsageWindow, flow: Flow, playMs: number): UsageWindow {
  const [id, since, stakedCoins, netCoins, stakedGems, netGems, playedMs, spentWon] = window
  if (isOfMoney(flow)) {
    const won = flow.kind === 'spend' ? flow.won : -flow.won
    return [id, since, stakedCoins, netCoins, stakedGems, netGems, playedMs, spentWon + won]
  }
  const { stakedBy, netBy } = moved(flow)
  const inCoins = flow.currency === 'coins'
  const inGems = flow.currency === 'gems'
  return [
    id,
    since,
    inCoins ? stakedCoins + stakedBy : stakedCoins,
    inCoins ? netCoins + netBy : netCoins,
    inGems ? stakedGems + stakedBy : stakedGems,
    inGems ? netGems + netBy : netGems,
    playedMs + playMs,
    spentWon,
  ]
}

function addToSession(session: PlaySession, flow: Flow): PlaySession {
  if (isOfMoney(flow)) return session
  const { netBy } = moved(flow)
  const [last, since, playMs, toldMs, netCoins, netGems] = session
  return [
    last,
    since,
    playMs,
    toldMs,
    flow.currency === 'coins' ? netCoins + netBy : netCoins,
    flow.currency === 'gems' ? netGems + netBy : netGems,
  ]
}

/** The session as it goes on, or begins, with a play. */
function playedOn(usage: Usage | undefined, { seq, nowMs }: CountedAt): PlaySession {
  if (!inSession(usage, nowMs)) return [nowMs, seq, 0, 0, 0, 0]
  const [, since, playMs, toldMs, netCoins, netGems] = usage.session
  return [nowMs, since, playMs + gapSince(usage, nowMs), toldMs, netCoins, netGems]
}

/** The end of a stake counts in those windows, and in that session, which it was placed in. */
function countEnd(usage: Usage, flow: Extract<Flow, { kind: 'settle' | 'return' }>): Usage {
  const [day, week, month] = usage.windows
  const add = (window: UsageWindow) => (flow.stakeSeq >= window[1] ? addTo(window, flow, 0) : window)
  const session = flow.stakeSeq >= usage.session[1] ? addToSession(usage.session, flow) : usage.session
  return { since: usage.since, windows: [add(day), add(week), add(month)], session }
}

/**
 * Counts what an event moves. The loss of a window is what came of the stakes placed in it: a win on yesterday's ticket
 * is none of today's, and so leaves no room for further losses.
 */
export function countPlay(usage: Usage | undefined, flow: Flow, at: CountedAt, calendar: Calendar): Usage | undefined {
  if (flow.kind === 'settle' || flow.kind === 'return') return usage && countEnd(usage, flow)
  if (flow.kind === 'unspend') return usage && uncountSpend(usage, flow)
  const windows = windowsNow(usage, calendar, at)
  const since = usage?.since ?? at.seq
  if (flow.kind === 'spend') return countSpend(usage, windows, flow, at)
  const times = playTimeNow(usage, calendar, at.nowMs)
  const [day, week, month] = WINDOWS.map((index) => addTo(windows[index], flow, times[index])) as [
    UsageWindow,
    UsageWindow,
    UsageWindow,
  ]
  return { since, windows: [day, week, month], session: addToSession(playedOn(usage, at), flow) }
}

/** Won that were spent; buying is no play, and leaves the session as it is. */
function countSpend(
  usage: Usage | undefined,
  [day, week, month]: Usage['windows'],
  flow: Extract<Flow, { kind: 'spend' }>,
  { seq }: CountedAt,
): Usage {
  return {
    since: usage?.since ?? seq,
    windows: [addTo(day, flow, 0), addTo(week, flow, 0), addTo(month, flow, 0)],
    session: usage?.session ?? NO_SESSION,
  }
}

/** What was not spent after all is taken out of those windows that it was counted in. */
function uncountSpend(usage: Usage, flow: Extract<Flow, { kind: 'unspend' }>): Usage {
  const [day, week, month] = usage.windows
  const add = (window: UsageWindow) => (flow.spendSeq >= window[1] ? addTo(window, flow, 0) : window)
  return { ...usage, windows: [add(day), add(week), add(month)] }
}

/** Long over: the next play begins one. */
export const NO_SESSION: PlaySession = [0, 0, 0, 0, 0, 0]
