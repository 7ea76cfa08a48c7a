import type { CampaignHarm } from '@casino-club/shared'

/** What became of both arms of a campaign since their turns came, by one kind of harm. */
export interface HarmCounts {
  readonly harm: CampaignHarm
  readonly reached: number
  readonly reachedHarmed: number
  readonly heldOut: number
  readonly heldOutHarmed: number
}

/** Fewer than these in an arm, or harmed among those reached, tell nothing. */
const LEAST_ARM = 50
const LEAST_HARMED = 5
/**
 * One-sided: p < 0.0013. Three harms are looked at again and again, so a campaign that does none is stopped by chance in a few
 * of a hundred at most.
 */
const LEAST_Z = 3

/** Whether more of those who were reached came to harm than of those who were not, by more than chance (two proportions, pooled). */
export function isHarmful({ reached, reachedHarmed, heldOut, heldOutHarmed }: HarmCounts): boolean {
  if (reached < LEAST_ARM || heldOut < LEAST_ARM || reachedHarmed < LEAST_HARMED) return false
  const pooled = (reachedHarmed + heldOutHarmed) / (reached + heldOut)
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / reached + 1 / heldOut))
  if (deviation === 0) return false
  return (reachedHarmed / reached - heldOutHarmed / heldOut) / deviation >= LEAST_Z
}
