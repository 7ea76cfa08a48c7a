import type { VaultReports } from '@casino-club/shared'

export type Ending = VaultReports['endings'][number]
export type Step = VaultReports['attendance'][number]

/** A day with what came to an end on it, of every type together. */
export interface DayOfEndings {
  readonly label: string
  readonly claimed: number
  readonly expired: number
}

/** Days in their order, the types of each added up. */
export function byDay(endings: readonly Ending[]): DayOfEndings[] {
  return [...Map.groupBy(endings, ({ date }) => date)].map(([label, rows]) => ({
    label,
    claimed: rows.reduce((sum, { claimed }) => sum + claimed, 0),
    expired: rows.reduce((sum, { expired }) => sum + expired, 0),
  }))
}

/** A type's steps under the same terms, in their order. */
export function byVault(steps: readonly Step[]): { readonly key: string; readonly steps: readonly Step[] }[] {
  return [...Map.groupBy(steps, ({ type, needed }) => `${type} ${needed}`)].map(([key, of]) => ({ key, steps: of }))
}
