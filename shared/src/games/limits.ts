import { z } from 'zod'
import { RANKS, type Rank } from '../ranks.ts'
import {
  add,
  less,
  minus,
  percentOf,
  type Rational,
  ratio,
  reduce,
  times,
  toFraction,
  toNumber,
  ZERO,
} from '../rational.ts'
import { type Refusal, refuse } from '../reasons.ts'
import type { DeclaredRtp, KindAnalysis } from './game.ts'

/** What every table of a game played for coins has besides its odds. */
export interface StakeLimits {
  readonly minBet: number
  readonly maxBet: Readonly<Record<Rank, number>>
  readonly declaredRtp: DeclaredRtp
}

const basisPoints = z.number().int().min(0).max(20_000)

/** The same as fields of a table's schema; `checkLimits` belongs into its refinement. */
export const LIMIT_FIELDS = {
  minBet: z.number().int().min(1).max(1_000_000),
  maxBet: z.strictObject(
    Object.fromEntries(RANKS.map((rank) => [rank, z.number().int().min(1).max(1_000_000_000)])) as Record<
      Rank,
      z.ZodNumber
    >,
  ),
  /** The return to player this table promises, in hundredths of a per cent (9500 is 95 %). */
  declaredRtp: z.strictObject({ minBasisPoints: basisPoints, maxBasisPoints: basisPoints }),
}

export function checkLimits(table: StakeLimits, ctx: z.RefinementCtx): void {
  for (const rank of RANKS) {
    if (table.maxBet[rank] < table.minBet) ctx.addIssue({ code: 'custom', message: `maxBet of ${rank} below minBet` })
  }
  if (table.declaredRtp.minBasisPoints > table.declaredRtp.maxBasisPoints) {
    ctx.addIssue({ code: 'custom', message: 'declaredRtp is upside down' })
  }
}

export type StakeRefusal = 'BET_TOO_LOW' | 'BET_ABOVE_LIMIT'

/** `least` is the smallest single bet of a choice, `total` what all of them take. */
export function refuseStake(
  { minBet, maxBet }: StakeLimits,
  rank: Rank,
  least: number,
  total = least,
): Refusal<StakeRefusal> | undefined {
  if (least < minBet) return refuse('BET_TOO_LOW', `the least bet is ${minBet}`)
  if (total > maxBet[rank]) return refuse('BET_ABOVE_LIMIT', `the highest bet of this rank is ${maxBet[rank]}`)
  return undefined
}

/** A payout in whole coins: stake × multiplier, fractions dropped. */
export function wholeCoins(stake: number, { n, d }: Rational): number {
  return Number((BigInt(stake) * n) / d)
}

/**
 * The largest share of a stake that is lost when stake × multiplier is cut to whole coins, over all allowed stakes.
 *
 * With the multiplier n/d in lowest terms, `(stake × n) mod d` parts in d of a coin are lost. They depend only on the
 * stake's remainder modulo d, and as a share of the stake they weigh less the larger it is. So of all stakes with one
 * remainder the smallest is the worst, and the d stakes from minBet on (fewer, if the limits end before) have the
 * smallest of every remainder. n and d must not pass 10^5: then no product here passes 2^53.
 */
export function largestLoss({ minBet, maxBet }: StakeLimits, multiplier: Rational): Rational {
  const { n, d } = reduce(multiplier)
  const [top, parts] = [Number(n), Number(d)]
  if (top > 100_000 || parts > 100_000) throw new RangeError(`multiplier ${n}/${d}`)
  const last = Math.min(Math.max(...Object.values(maxBet)), minBet + parts - 1)
  let worst = { lost: 0, stake: minBet }
  for (let stake = minBet; stake <= last; stake++) {
    const lost = (stake * top) % parts
    if (lost * worst.stake > worst.lost * stake) worst = { lost, stake }
  }
  return ratio(worst.lost, parts * worst.stake)
}

export interface PaidOutcome {
  readonly outcome: string
  /** Gross payout in stakes, whole coins left aside. */
  readonly multiplier: Rational
  readonly probability: Rational
}

/** A kind of play from its outcomes, of which at most one may pay anything else than whole stakes. */
export function analyseKind(kind: string, outcomes: readonly PaidOutcome[], limits: StakeLimits): KindAnalysis {
  const mean = (value: (paid: Rational) => Rational) =>
    outcomes.reduce((sum, { multiplier, probability }) => add(sum, times(probability, value(multiplier))), ZERO)
  const rtp = mean((multiplier) => multiplier)
  const square = mean((multiplier) => times(multiplier, multiplier))
  const hitRate = mean(({ n }) => (n > 0n ? ratio(1, 1) : ZERO))
  const lossy = outcomes.filter(({ multiplier }) => reduce(multiplier).d > 1n)
  // Two of them could be worst at different stakes, and the sum of their worst cases would be too low.
  if (lossy.length > 1) throw new TypeError(`${kind} has more than one outcome with fractions`)
  const lowest = lossy.reduce(
    (least, { multiplier, probability }) => minus(least, times(probability, largestLoss(limits, multiplier))),
    rtp,
  )
  const highest = outcomes.reduce((most, { multiplier }) => (less(most, multiplier) ? multiplier : most), ZERO)
  return {
    kind,
    rtp: toFraction(rtp),
    rtpPercent: percentOf(rtp),
    lowestRtp: toFraction(lowest),
    lowestRtpPercent: percentOf(lowest),
    hitRate: toFraction(hitRate),
    hitRatePercent: percentOf(hitRate),
    volatility: Math.sqrt(toNumber(minus(square, times(rtp, rtp)))),
    maxWinMultiple: toNumber(highest),
    outcomes: outcomes.map(({ outcome, multiplier, probability }) => ({
      outcome,
      multiplier: toNumber(multiplier),
      probability: toFraction(probability),
      percent: percentOf(probability),
    })),
  }
}
