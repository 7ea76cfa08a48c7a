import { driftFiguresSchema } from '@casino-club/shared'

/** The figures of a stop, read from what an audit entry recorded; null where it is none. */
export function readDriftFigures(after: Readonly<Record<string, unknown>> | null) {
  const read = driftFiguresSchema.safeParse(after?.drift)
  return read.success ? read.data : null
}
