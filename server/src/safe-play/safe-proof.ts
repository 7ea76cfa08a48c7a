import {
  accountMergedInSchema,
  type Currency,
  NO_RESTRICTIONS,
  PURCHASE_EVENTS,
  purchaseGrantedSchema,
  purchaseReleasedSchema,
  purchaseReservedSchema,
  RESTRICTION_EVENTS,
  type Restrictions,
  restrictionsChangedSchema,
  type SafeState,
  type Usage,
} from '@casino-club/shared'
import { type Calendar, calendarOf } from '../platform/time/calendar.ts'
import type { Flow } from '../player/index.ts'
import { carryUsage } from './carry-usage.ts'
import { POLICY_IDS, policyOf } from './policies.ts'
import { countPlay } from './usage.ts'

/** A club may have changed its policy, and so its zone: a window opened in either is a good one. */
const CALENDARS: readonly Calendar[] = [...new Set(POLICY_IDS.map((id) => policyOf(id).zone))].map(calendarOf)
const RESTRICTING: ReadonlySet<string> = new Set(Object.values(RESTRICTION_EVENTS))
const WINDOW_NAMES = ['day', 'week', 'month'] as const

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const sorted = ({ limits, ...others }: Restrictions) => [
  Object.entries(limits).sort(([a], [b]) => (a < b ? -1 : 1)),
  others.pausedUntilMs,
  others.exclusion?.sinceMs,
  others.exclusion?.untilMs,
  others.realityCheckMinutes,
  others.pending.map(({ limit, value, askedAtMs }) => [limit, value, askedAtMs]),
]

/** What a step of a stake moves, as the books have it. */
export function flowOf(
  {
    step,
    stakeId,
    bet,
    currency,
  }: {
    readonly step: 'place' | 'settle' | 'return'
    readonly stakeId: string
    readonly bet: number
    readonly currency: Currency
  },
  win: number | null,
): Flow {
  if (step === 'place') return { kind: step, currency, bet }
  const stakeSeq = Number(stakeId.split('-')[1])
  return step === 'settle' ? { kind: step, currency, win: win ?? 0, stakeSeq } : { kind: step, currency, bet, stakeSeq }
}

/** What a purchase counts against the limit of spending, as the books have it; bought for gems, nothing. */
function purchaseFlow(type: string, payload: string): Flow | undefined {
  if (type === PURCHASE_EVENTS.reserved) {
    return { kind: 'spend', won: purchaseReservedSchema.parse(JSON.parse(payload)).amount }
  }
  if (type === PURCHASE_EVENTS.released) {
    const { amount, reservedSeq } = purchaseReleasedSchema.parse(JSON.parse(payload))
    return { kind: 'unspend', won: amount, spendSeq: reservedSeq }
  }
  if (type === 'content.unlocked') return { kind: 'spend', won: 0 }
  if (type === 'battlepass.bought') return { kind: 'spend', won: 0 }
  if (type !== PURCHASE_EVENTS.granted) return undefined
  const { currency } = purchaseGrantedSchema.parse(JSON.parse(payload))
  return currency === 'GEMS' ? { kind: 'spend', won: 0 } : undefined
}

/** An event as the books read it. */
interface ProvedEvent {
  readonly type: string
  readonly payload: string
  readonly seq: number
  readonly occurred_ms: number
}

/** Follows one player's events and tells whether what he decided and what he used is what they come to. */
export class SafeProof {
  private readonly since: number
  private readonly stored: SafeState
  private readonly counted: (Usage | undefined)[] = CALENDARS.map(() => undefined)
  private restrictions: Restrictions = NO_RESTRICTIONS
  private refilledAtMs: number | undefined

  /** Plays of before this part of the club existed were not counted: it begins where the player's counters do. */
  constructor(stored: SafeState | null | undefined) {
    this.stored = stored ?? {}
    this.since = stored?.usage?.since ?? Number.POSITIVE_INFINITY
  }

  /** A play, or the beginning or the end of a stake. */
  move(flow: Flow, seq: number, nowMs: number): void {
    if (seq < this.since) return
    for (const [index, calendar] of CALENDARS.entries()) {
      this.counted[index] = countPlay(this.counted[index], flow, { seq, nowMs }, calendar)
    }
  }

  /** Any other event. */
  event({ type, payload, seq, occurred_ms: nowMs }: ProvedEvent): void {
    const flow = purchaseFlow(type, payload)
    if (flow) this.move(flow, seq, nowMs)
    if (type === 'account.mergedIn') this.carry(payload, seq, nowMs)
    if (RESTRICTING.has(type)) this.restrictions = restrictionsChangedSchema.parse(JSON.parse(payload)).restrictions
    if (type === 'wallet.refilled') this.refilledAtMs = nowMs
    if (type !== 'safe.acknowledged') return
    const { toldMs } = JSON.parse(payload) as { toldMs: number }
    for (const [index, usage] of this.counted.entries()) {
      if (usage === undefined) continue
      const [last, since, playMs, , netCoins, netGems] = usage.session
      this.counted[index] = { ...usage, session: [last, since, playMs, toldMs, netCoins, netGems] }
    }
  }

  /** What an account that was merged into this one had used. */
  private carry(payload: string, seq: number, nowMs: number): void {
    const { usage } = accountMergedInSchema.parse(JSON.parse(payload))
    if (usage === null || seq < this.since) return
    for (const [index, calendar] of CALENDARS.entries()) {
      this.counted[index] = carryUsage(this.counted[index], usage, { seq, nowMs }, calendar)
    }
  }

  /** What in the player's row does not follow from his events. */
  why(): string | undefined {
    const { usage, restrictions = NO_RESTRICTIONS, refilledAtMs } = this.stored
    if (!same(sorted(restrictions), sorted(this.restrictions))) return 'its limits are not those its events set'
    if (refilledAtMs !== this.refilledAtMs) return 'its last refill is not that of its events'
    if (usage === undefined) return undefined
    for (const [index, name] of WINDOW_NAMES.entries()) {
      const good = this.counted.some((counted) => same(counted?.windows[index], usage.windows[index]))
      if (!good) return `what it used this ${name} is not what its events come to`
    }
    const good = this.counted.some((counted) => same(counted?.session, usage.session))
    return good ? undefined : 'its session is not the one its events come to'
  }
}
