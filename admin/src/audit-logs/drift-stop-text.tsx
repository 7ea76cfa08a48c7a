import { Typography } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { useOddsNames } from '../odds-tables/use-odds-names.ts'
import type { AuditEntry } from '../providers/resources.ts'
import { readDriftFigures } from './drift-figures.ts'

/** What led to a stop of the drift watch, as a sentence; nothing for other entries. */
export function DriftStopText({ after }: Pick<AuditEntry, 'after'>) {
  const words = useWords()
  const format = useFormat()
  const names = useOddsNames()
  const figures = readDriftFigures(after)
  if (figures === null) return null
  const { kind, draws, chiSquare, degrees, pValue, threshold } = figures
  return (
    <Typography data-testid="audit-drift">
      {words('drift.figures', {
        kind: names.kind(kind),
        draws: format.amount(draws),
        chiSquare: format.statistic(chiSquare),
        degrees,
        pValue: format.chance(pValue),
        threshold: format.chance(threshold),
      })}
    </Typography>
  )
}
