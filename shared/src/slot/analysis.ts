import { add, type Fraction, less, percentOf, type Rational, reduce, times, toFraction, toNumber } from '../rational.ts'
import { lineOf, streakBonusPercent, winAmount } from './spin.ts'
import type { SlotTable } from './table.ts'

export interface LineOdds {
  readonly line: 'pair' | 'triple'
  readonly symbol: string
  readonly multiplier: number
  readonly probability: Fraction
  readonly percent: number
}

/** Everything exact about a slot table, by enumeration of every stop; nothing here is sampled. */
export interface SlotAnalysis {
  /** Share of the stakes that is paid back in the long run, for bets that are multiples of 100. */
  readonly rtp: Fraction
  readonly rtpPercent: number
  /** The least return of all allowed bets (small bets lose more to whole coins), and the bet that has it. */
  readonly lowestRtp: Fraction
  readonly lowestRtpPercent: number
  readonly lowestRtpBet: number
  /** Chance that a spin pays anything. */
  readonly hitRate: Fraction
  readonly hitRatePercent: number
  /** Standard deviation of one spin's win in bets (long run, multiples of 100). */
  readonly volatility: number
  /** The largest win in bets. */
  readonly maxWinMultiple: number
  readonly lines: readonly LineOdds[]
}

interface PaidLine {
  line: 'pair' | 'triple'
  symbol: string
  multiplier: number
  ways: bigint
}

/** Counts the ways to each paid line over all stops of the three reels. */
function paidLines(table: SlotTable): { lines: PaidLine[]; stops: bigint } {
  const lines = new Map<string, PaidLine>()
  const { symbols } = table
  for (const [a, first] of symbols.entries()) {
    for (const [b, second] of symbols.entries()) {
      for (const [c, third] of symbols.entries()) {
        const { line, symbol } = lineOf(a, b, c)
        const paying = symbols[symbol]
        if (line === 'none' || paying === undefined || paying[line] === 0) continue
        const key = `${line}:${paying.id}`
        const entry = lines.get(key) ?? { line, symbol: paying.id, multiplier: paying[line], ways: 0n }
        entry.ways += BigInt(first.weights[0]) * BigInt(second.weights[1]) * BigInt(third.weights[2])
        lines.set(key, entry)
      }
    }
  }
  const stops = ([0, 1, 2] as const)
    .map((reel) => BigInt(symbols.reduce((sum, symbol) => sum + symbol.weights[reel], 0)))
    .reduce((product, sum) => product * sum, 1n)
  return { lines: [...lines.values()].filter((line) => line.ways > 0n), stops }
}

interface BonusChance {
  bonusPercent: number
  chance: Rational
}

/**
 * How often each streak bonus applies in the long run. Wins follow each other with the constant chance h, so k wins in a
 * row stand before a spin with chance (1-h)h^k; from `last` on the bonus no longer changes and the tail h^last is one state.
 */
function bonusChances(table: SlotTable, hit: Rational): BonusChance[] {
  const { stepPercent, maxPercent, variationPercent } = table.streakBonus
  const last = stepPercent === 0 ? 1 : Math.max(1, Math.ceil((maxPercent + variationPercent) / stepPercent))
  const variations = BigInt(2 * variationPercent + 1)
  const miss = { n: hit.d - hit.n, d: hit.d }
  const chances = new Map<number, Rational>()
  let power: Rational = { n: 1n, d: 1n }
  for (let streak = 0; streak <= last; streak++) {
    const state = streak === last ? power : times(power, miss)
    for (let variation = -variationPercent; variation <= variationPercent; variation++) {
      const bonus = streakBonusPercent(table.streakBonus, streak, variation)
      const share = times(state, { n: 1n, d: variations })
      chances.set(bonus, add(chances.get(bonus) ?? { n: 0n, d: 1n }, share))
    }
    power = times(power, hit)
  }
  return [...chances].map(([bonusPercent, chance]) => ({ bonusPercent, chance }))
}

/** The expected value of win(multiplier, bonus) to the given power. */
function expectedWin(lines: PaidLine[], stops: bigint, bonuses: BonusChance[], bet: number, power: 1 | 2): Rational {
  let total: Rational = { n: 0n, d: 1n }
  for (const { bonusPercent, chance } of bonuses) {
    let paid = 0n
    for (const line of lines) {
      paid += line.ways * BigInt(winAmount(bet, line.multiplier, bonusPercent)) ** BigInt(power)
    }
    total = add(total, times(chance, { n: paid, d: stops }))
  }
  return total
}

/** Analyses a valid table exactly. Takes some tens of milliseconds for eight symbols. */
export function analyseSlot(table: SlotTable): SlotAnalysis {
  const { lines, stops } = paidLines(table)
  const hit = reduce({ n: lines.reduce((sum, line) => sum + line.ways, 0n), d: stops })
  const bonuses = bonusChances(table, hit)
  const rtpAt = (bet: number): Rational => times(expectedWin(lines, stops, bonuses, bet, 1), { n: 1n, d: BigInt(bet) })
  const rtp = rtpAt(100)
  // What whole coins cost a bet repeats every 100 coins and weighs less on a larger bet: the worst is among the first 100.
  let lowest = { bet: table.minBet, rtp: rtpAt(table.minBet) }
  const highestBet = Math.max(...Object.values(table.maxBet))
  for (let bet = table.minBet + 1; bet <= Math.min(table.minBet + 99, highestBet); bet++) {
    const candidate = rtpAt(bet)
    if (less(candidate, lowest.rtp)) lowest = { bet, rtp: candidate }
  }
  const square = times(expectedWin(lines, stops, bonuses, 100, 2), { n: 1n, d: 10_000n })
  const variance = toNumber(square) - toNumber(rtp) ** 2
  const topBonus = Math.max(...bonuses.filter(({ chance }) => chance.n > 0n).map(({ bonusPercent }) => bonusPercent))
  return {
    rtp: toFraction(rtp),
    rtpPercent: percentOf(rtp),
    lowestRtp: toFraction(lowest.rtp),
    lowestRtpPercent: percentOf(lowest.rtp),
    lowestRtpBet: lowest.bet,
    hitRate: toFraction(hit),
    hitRatePercent: percentOf(hit),
    volatility: Math.sqrt(Math.max(0, variance)),
    maxWinMultiple: (Math.max(0, ...lines.map((line) => line.multiplier)) * (100 + topBonus)) / 100,
    lines: lines
      .map(({ ways, ...line }) => ({ ...line, probability: reduce({ n: ways, d: stops }) }))
      .sort((a, b) => b.multiplier - a.multiplier)
      .map(({ probability, ...line }) => ({
        ...line,
        probability: toFraction(probability),
        percent: percentOf(probability),
      })),
  }
}
