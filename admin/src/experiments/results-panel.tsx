import type { AdminExperimentDetail, ExperimentResults, MetricResult, VariantFigure } from '@casino-club/shared'
import { Alert, Box, Button, Chip, LinearProgress, Stack, Typography } from '@mui/material'
import { useCallback, useState } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { ReportTable } from '../reports/report-table.tsx'
import { useReport } from '../reports/use-report.ts'
import { DifferenceChart } from './difference-chart.tsx'

/** What an experiment has shown up to now, and whether it may be believed. */
export function ResultsPanel({ experiment }: { experiment: AdminExperimentDetail }) {
  const words = useWords()
  const { readExperimentResults } = useAdminActions()
  const [round, setRound] = useState(0)
  const { id, version } = experiment
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round or version asks again
  const read = useCallback(() => readExperimentResults(id), [readExperimentResults, id, version, round])
  const { report, failure, reading } = useReport(read)
  return (
    <Panel title={words('experiments.results')}>
      {reading ? <LinearProgress aria-label={words('experiments.results')} /> : null}
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report ? <Shown results={report} /> : null}
      <Button size="small" onClick={() => setRound((count) => count + 1)} data-testid="experiment-again">
        {words('experiments.again')}
      </Button>
    </Panel>
  )
}

function Shown({ results }: { results: ExperimentResults }) {
  const words = useWords()
  const format = useFormat()
  const { horizon, doubts, confidence } = results
  const values = {
    ...{ least: format.amount(horizon.least), players: format.amount(horizon.players) },
    ...{ passed: format.rate(horizon.daysPassed), days: format.amount(horizon.days) },
  }
  return (
    <Stack spacing={1.5} sx={{ mb: 1 }}>
      <Box>
        <SplitChip results={results} />
      </Box>
      {doubts.map((doubt) => (
        <Alert key={doubt} severity={doubt === 'SAMPLE_RATIO' ? 'error' : 'warning'} data-testid={`doubt-${doubt}`}>
          {words(`experiments.doubts.${doubt}`, values)}
        </Alert>
      ))}
      <Typography variant="body2" color="text.secondary">
        {words('experiments.method', { confidence: format.percent(confidence * 100, 1) })}
      </Typography>
      {results.metrics.map((metric) => (
        <MetricBlock key={`${metric.role} ${metric.metric}`} result={metric} />
      ))}
    </Stack>
  )
}

/** Whether the players are split as they were meant to be. */
function SplitChip({ results: { trusted, sampleRatio } }: { results: ExperimentResults }) {
  const words = useWords()
  const format = useFormat()
  const { pValue } = sampleRatio
  const p = pValue === null ? '' : format.chance(pValue)
  const label = () => {
    if (pValue === null) return words('experiments.splitUnknown')
    return trusted ? words('experiments.splitFine', { p }) : words('experiments.splitWrong', { p })
  }
  const color = pValue === null ? 'default' : trusted ? 'success' : 'error'
  return <Chip color={color} variant="outlined" label={label()} data-testid="experiment-split" />
}

function MetricBlock({ result }: { result: MetricResult }) {
  const words = useWords()
  const format = useFormat()
  const { metric, role, kind, variants, differences, harmedBy } = result
  const figure = (value: number) => (kind === 'mean' ? format.statistic(value) : format.percent(value * 100))
  const range = (interval: VariantFigure['interval']) =>
    interval ? `${figure(interval.low)} – ${figure(interval.high)}` : '–'
  const orMissing = (value: number | null, missing: VariantFigure['missing']) =>
    value === null ? words(`experiments.missing.${missing ?? 'NOBODY'}`) : figure(value)
  const name = words(`experiments.metrics.${metric}`)
  return (
    <Box component="section" aria-label={name}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="subtitle1" component="h3">
          {name}
        </Typography>
        <Chip size="small" label={words(`experiments.roles.${role}`)} />
        {harmedBy.map((variant) => (
          <Chip key={variant} size="small" color="error" label={`${words('experiments.harmed')}: ${variant}`} />
        ))}
      </Stack>
      <DifferenceChart result={result} name={name} figure={figure} />
      <ReportTable
        testId={`metric-${metric}`}
        name={name}
        columns={(['variant', 'players', 'value', 'difference', 'interval', 'pValue'] as const).map((column) =>
          words(`experiments.${column}`),
        )}
        rows={variants.map(({ variant, players, value, missing }) => {
          const compared = differences.find((difference) => difference.variant === variant)
          return {
            key: variant,
            cells: [
              variant,
              format.amount(players),
              orMissing(value, missing),
              compared ? orMissing(compared.difference, compared.missing) : words('experiments.control'),
              range(compared?.interval ?? null),
              compared?.pValue == null ? '–' : format.chance(compared.pValue),
            ],
          }
        })}
      />
    </Box>
  )
}
