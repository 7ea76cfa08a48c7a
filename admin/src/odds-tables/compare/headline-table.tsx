import type { GameAnalysis } from '@casino-club/shared'
import { TableCell, TableRow, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useOddsNames } from '../use-odds-names.ts'
import { ChangeCells } from './change-cells.tsx'
import { ChangeTable } from './change-table.tsx'
import { compareFacts, headlineOf } from './compare.ts'

interface Sides {
  readonly before: GameAnalysis | null
  readonly after: GameAnalysis
}

/** The returns of two tables over all kinds of play, or the facts of a game of items, and how many kinds change. */
export function HeadlineTable({ before, after }: Sides) {
  const words = useWords()
  const format = useFormat()
  const headline = useMemo(() => headlineOf(before, after), [before, after])
  const percent = (value: number) => format.percent(value, 4)
  return (
    <>
      {headline.highest.after === null ? null : (
        <ChangeTable name={words('odds.compare.measure')} testId="odds-headline">
          {(['highest', 'lowest'] as const).map((row) => (
            <TableRow key={row}>
              <TableCell>{words(`odds.compare.${row}`)}</TableCell>
              <ChangeCells change={headline[row]} show={percent} />
            </TableRow>
          ))}
        </ChangeTable>
      )}
      <FactRows before={before} after={after} />
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }} data-testid="odds-changed-kinds">
        {headline.changedKinds === 0
          ? words('odds.compare.nothing')
          : words('odds.compare.changes', { count: headline.changedKinds, total: headline.kinds })}
      </Typography>
    </>
  )
}

function FactRows({ before, after }: Sides) {
  const words = useWords()
  const names = useOddsNames()
  const facts = useMemo(() => compareFacts(before, after), [before, after])
  if (facts.length === 0) return null
  return (
    <ChangeTable name={words('odds.facts')} testId="odds-facts-changes">
      {facts.map((change) => (
        <TableRow key={change.fact}>
          <TableCell>{names.fact(change.fact)}</TableCell>
          <ChangeCells change={change} show={(value) => String(Number(value.toFixed(6)))} />
        </TableRow>
      ))}
    </ChangeTable>
  )
}
