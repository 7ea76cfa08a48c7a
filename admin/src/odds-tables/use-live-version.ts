import type { Game } from '@casino-club/shared'
import { useGetList, useGetOne } from 'react-admin'
import type { OddsVersion } from '../providers/resources.ts'

export interface LiveVersion {
  /** Null where none is in force, or while it is read. */
  readonly version: OddsVersion | null
  readonly pending: boolean
  readonly failure: unknown
}

/** The version of a game that is in force, whole. A list leaves the table out, so it is read in two steps. */
export function useLiveVersion(game: Game): LiveVersion {
  const listed = useGetList<OddsVersion>('odds-tables', {
    pagination: { page: 1, perPage: 1 },
    filter: { game, status: 'published' },
  })
  const id = listed.data?.[0]?.id
  const one = useGetOne<OddsVersion>('odds-tables', { id }, { enabled: id !== undefined })
  return {
    // While react-admin logs out, a refused read answers with an empty record.
    version: one.data?.analysis ? one.data : null,
    pending: listed.isPending || (id !== undefined && one.isPending),
    failure: listed.error ?? one.error,
  }
}
