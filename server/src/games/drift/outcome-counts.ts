import type { CountedOutcome } from '@casino-club/shared'

/** How often one outcome of a table was drawn. */
export interface OutcomeCount extends CountedOutcome {
  readonly game: string
  readonly tableVersion: number
  readonly count: number
}

/**
 * Draws of this process that Postgres has not been told of yet. A crash loses those of a few seconds whatever they were,
 * so that nothing is measured askew by it.
 */
export class OutcomeCounts {
  private counts = new Map<string, { outcome: Omit<OutcomeCount, 'count'>; count: number }>()

  add({
    game,
    tableVersion,
    counted,
  }: {
    game: string
    tableVersion: number
    counted: readonly CountedOutcome[]
  }): void {
    for (const { kind, outcome } of counted) {
      const key = `${game} ${tableVersion} ${kind} ${outcome}`
      const entry = this.counts.get(key)
      if (entry) entry.count++
      else this.counts.set(key, { outcome: { game, tableVersion, kind, outcome }, count: 1 })
    }
  }

  /** Everything since the last time. */
  take(): OutcomeCount[] {
    const taken = [...this.counts.values()].map(({ outcome, count }) => ({ ...outcome, count }))
    this.counts = new Map()
    return taken
  }
}
