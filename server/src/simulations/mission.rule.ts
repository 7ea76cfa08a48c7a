import type { Part } from './draw.rule.ts'

/** What a player did on each day he did anything, days counted from the first of all. */
export interface DayAmounts {
  readonly days: readonly number[]
  readonly amounts: readonly number[]
}

const NOTHING: Part = { taken: false, sums: [0], steps: [] }

/**
 * The windows in which a player would have come to the target, and when: of a daily mission the day itself, of a weekly one
 * the day of the week (0: Monday). Days begin with a window.
 */
export function missionPart(
  { days, amounts }: DayAmounts,
  { target, windowDays }: { readonly target: number; readonly windowDays: number },
): Part {
  const steps: number[] = []
  let [window, sum] = [-1, 0]
  for (const [index, day] of days.entries()) {
    const here = Math.floor(day / windowDays)
    if (here !== window) [window, sum] = [here, 0]
    const before = sum
    sum += amounts[index] ?? 0
    if (before < target && sum >= target) steps.push(windowDays === 1 ? day : day % windowDays)
  }
  return steps.length === 0 ? NOTHING : { taken: true, sums: [steps.length], steps }
}
