import { accept, refuse, type Variant } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import type { Experiment } from './assign.rule.ts'
import { type Exposure, insertExposure } from './exposures.store.ts'

/** What the command is told apart by: the same for whatever variant it comes to, so that a repeat gets the first one. */
export interface ExposePayload {
  readonly experiment: string
}

/** Writes down, once, that a player has met a variant: by an event of his own, and nothing else of him moves. */
export function exposeRule(
  { version }: Experiment,
  { id: variant }: Variant,
): PersistingRule<ExposePayload, Exposure, Queryable> {
  return {
    type: 'experiment.expose',
    decide: ({ payload: { experiment } }) =>
      accept({
        event: { type: 'experiment.exposed', schemaVersion: 1 },
        postings: [],
        outcome: () => ({ experiment, variant, version }),
        detail: { experiment, variant, version },
      }),
    async persist(tx, exposure, at) {
      if (await insertExposure(tx, exposure, at)) return
      throw new RefusedInTransaction(refuse('CONFLICT', 'it lets nobody in any more'))
    },
  }
}
