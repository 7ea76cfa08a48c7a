import type { Reconciliation } from '../../providers/desk-actions.ts'

type Fault = Reconciliation['faults'][number]

/** Findings of one kind together, in the order in which the kinds came. */
export function faultsByKind(faults: readonly Fault[]): { kind: Fault['fault']; found: readonly Fault[] }[] {
  return [...Map.groupBy(faults, ({ fault }) => fault)].map(([kind, found]) => ({ kind, found }))
}
