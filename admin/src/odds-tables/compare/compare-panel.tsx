import type { GameAnalysis } from '@casino-club/shared'
import { Chip, FormControlLabel, Stack, Switch, TableCell, TableRow } from '@mui/material'
import { useMemo, useState } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { percentDigits } from '../odds/fraction.ts'
import { KindPicker, useKind } from '../odds/kind-picker.tsx'
import { useOddsNames } from '../use-odds-names.ts'
import { ChangeCells } from './change-cells.tsx'
import { ChangeTable } from './change-table.tsx'
import { compareAnalyses, KIND_MEASURES, type KindChange, type KindMeasure } from './compare.ts'
import { HeadlineTable } from './headline-table.tsx'

interface ComparePanelProps {
  readonly before: GameAnalysis | null
  readonly after: GameAnalysis
}

/** Two tables side by side: their returns, then one kind of play down to each outcome. */
export function ComparePanel({ before, after }: ComparePanelProps) {
  const words = useWords()
  const [changedOnly, setChangedOnly] = useState(false)
  const kinds = useMemo(() => compareAnalyses(before, after), [before, after])
  const shown = changedOnly ? kinds.filter(({ changed }) => changed) : kinds
  const { kind, choose } = useKind(shown.map((each) => each.kind))
  const looked = shown.find((each) => each.kind === kind)
  return (
    <Stack spacing={2}>
      <Panel title={words('odds.compare.headline')}>
        <HeadlineTable before={before} after={after} />
      </Panel>
      <Panel title={words('odds.kind')}>
        <FormControlLabel
          control={<Switch checked={changedOnly} onChange={(_event, checked) => setChangedOnly(checked)} />}
          label={words('odds.compare.changedOnly')}
        />
        {looked ? (
          <>
            <KindPicker kinds={shown.map((each) => each.kind)} kind={looked.kind} onChoose={choose} />
            <KindComparison change={looked} changedOnly={changedOnly} />
          </>
        ) : null}
      </Panel>
    </Stack>
  )
}

function KindComparison({ change, changedOnly }: { change: KindChange; changedOnly: boolean }) {
  const words = useWords()
  const names = useOddsNames()
  const outcomes = change.outcomes.filter(({ changed }) => changed || !changedOnly)
  return (
    <Stack spacing={2}>
      {change.presence === 'both' ? null : (
        <Chip
          size="small"
          color={change.presence === 'added' ? 'success' : 'error'}
          label={`${names.kind(change.kind)}: ${words(`odds.compare.${change.presence}`)}`}
          sx={{ alignSelf: 'start' }}
        />
      )}
      <MeasureRows change={change} />
      {outcomes.length > 0 ? <OutcomeRows outcomes={outcomes} /> : null}
    </Stack>
  )
}

function MeasureRows({ change }: { change: KindChange }) {
  const words = useWords()
  const format = useFormat()
  const percent = (value: number) => format.percent(value, 4)
  const shows: Readonly<Record<KindMeasure, (value: number) => string>> = {
    rtp: percent,
    lowestRtp: percent,
    hitRate: percent,
    volatility: (value) => value.toFixed(4),
    maxWin: (value) => `×${Number(value.toFixed(4))}`,
  }
  const { rtp } = change.measures
  if (rtp.before === null && rtp.after === null) return null
  return (
    <ChangeTable name={words('odds.compare.measure')} testId="odds-compare-measures">
      {KIND_MEASURES.map((measure) => (
        <TableRow key={measure}>
          <TableCell>{words(`odds.${measure}`)}</TableCell>
          <ChangeCells change={change.measures[measure]} show={shows[measure]} />
        </TableRow>
      ))}
    </ChangeTable>
  )
}

function OutcomeRows({ outcomes }: { outcomes: KindChange['outcomes'] }) {
  const words = useWords()
  const format = useFormat()
  const names = useOddsNames()
  const pays = ({ before, after }: { before: number | null; after: number | null }) => {
    const [from, to] = [before, after].map((value) => (value === null ? null : `×${Number(value.toFixed(4))}`))
    if (from && to && from !== to) return `${from} → ${to}`
    return to ?? from
  }
  return (
    <ChangeTable name={words('odds.outcome')} testId="odds-compare-outcomes">
      {outcomes.map((outcome) => (
        <TableRow key={outcome.outcome}>
          <TableCell>
            {names.outcome(outcome.outcome)} {pays(outcome.pays)}
          </TableCell>
          <ChangeCells change={outcome} show={(value) => format.percent(value, percentDigits(value))} />
        </TableRow>
      ))}
    </ChangeTable>
  )
}
