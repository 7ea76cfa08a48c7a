import { normalCritical } from './statistics.ts'

/** One tail each of what the power asks for: 0.8416 for 0.8. */
const powerCritical = (power: number): number => normalCritical(2 * (1 - power))

export interface Detecting {
  /** The least difference that must not be missed, in the metric's own unit. */
  readonly difference: number
  readonly alpha: number
  readonly power: number
}

/** Players a variant needs to tell a share from one that differs by so much (Fleiss 1981, 3.14). Null: that cannot be. */
export function playersForShare(share: number, { difference, alpha, power }: Detecting): number | null {
  const other = share + difference
  if (!(share >= 0 && share <= 1 && other >= 0 && other <= 1) || difference === 0) return null
  const middle = (share + other) / 2
  const root =
    normalCritical(alpha) * Math.sqrt(2 * middle * (1 - middle)) +
    powerCritical(power) * Math.sqrt(share * (1 - share) + other * (1 - other))
  return Math.ceil((root / difference) ** 2)
}

/** The least rise of a share that so many players in each variant show. Null: not even the greatest there can be. */
export function leastDifference(
  share: number,
  players: number,
  { alpha, power }: Omit<Detecting, 'difference'>,
): number | null {
  const enough = (difference: number) => {
    const needed = playersForShare(share, { difference, alpha, power })
    return needed !== null && needed <= players
  }
  let [low, high] = [0, 1 - share]
  if (!enough(high)) return null
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (enough(middle)) high = middle
    else low = middle
  }
  return high
}

/** Players a variant needs to tell two means apart, of a figure that varies by this standard deviation. */
export function playersForMean(deviation: number, { difference, alpha, power }: Detecting): number | null {
  if (!(deviation > 0) || difference === 0) return null
  return Math.ceil(2 * (((normalCritical(alpha) + powerCritical(power)) * deviation) / difference) ** 2)
}
