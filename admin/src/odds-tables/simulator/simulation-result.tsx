import { Box, Stack, Typography } from '@mui/material'
import { useMemo } from 'react'
import { Figure } from '../../dashboard/figure.tsx'
import { HashText } from '../../format/hash-text.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { EndsChart } from './ends-chart.tsx'
import { ItemsDrawn } from './items-drawn.tsx'
import type { Simulation, SimulationPlan } from './simulate.ts'
import { histogram, type Statistics, statisticsOf } from './statistics.ts'

interface SimulationResultProps {
  readonly result: Simulation
  readonly plan: SimulationPlan
}

/** How the players of a run ended: as a chart, in a few numbers, and for items which were drawn. */
export function SimulationResult({ result, plan }: SimulationResultProps) {
  const words = useWords()
  const format = useFormat()
  const bins = useMemo(() => histogram(result.ends), [result])
  const statistics = useMemo(() => statisticsOf(result.ends, result.start), [result])
  // Of the table that was played: the one in the editor may be another by now.
  const analysis = useMemo(() => plan.game.analyse(plan.table), [plan])
  const exact = analysis.kinds.find(({ kind }) => kind === plan.way)?.rtpPercent ?? null
  const title = words(result.ofItems ? 'odds.simulator.highPulls' : 'odds.simulator.endBalances')
  const summary = words('odds.simulator.summary', {
    players: format.amount(plan.players),
    mean: format.rate(statistics.mean),
    median: format.amount(statistics.median),
  })
  return (
    <Stack spacing={2} data-testid="odds-simulation">
      <Panel title={title}>
        {result.ofItems ? null : (
          <Typography variant="body2" color="text.secondary">
            {words('odds.simulator.startBalance', { start: format.amount(result.start) })}
          </Typography>
        )}
        <Figures result={result} statistics={statistics} exact={exact} />
        <EndsChart bins={bins} start={result.ofItems ? null : result.start} summary={`${title}: ${summary}`} />
        <Typography variant="caption" color="text.secondary" component="div">
          {words('odds.simulator.seed')}: <HashText short value={plan.serverSeed} name={words('odds.simulator.seed')} />
        </Typography>
      </Panel>
      {result.ofItems ? <ItemsDrawn result={result} analysis={analysis} /> : null}
    </Stack>
  )
}

interface FiguresProps {
  readonly result: Simulation
  readonly statistics: Statistics
  readonly exact: number | null
}

function Figures({ result, statistics, exact }: FiguresProps) {
  const words = useWords()
  const format = useFormat()
  const share = result.ofItems
    ? { label: words('odds.simulator.withNone'), value: statistics.none }
    : { label: words('odds.simulator.belowStart'), value: statistics.belowStart }
  return (
    <Box sx={{ display: 'flex', columnGap: 4, rowGap: 1, my: 1.5, flexWrap: 'wrap' }}>
      <Figure label={words('odds.simulator.mean')} value={format.rate(statistics.mean)} testId="odds-simulated-mean" />
      {(['median', 'p5', 'p95'] as const).map((field) => (
        <Figure
          key={field}
          label={words(`odds.simulator.${field}`)}
          value={format.amount(statistics[field])}
          testId={`odds-simulated-${field}`}
        />
      ))}
      <Figure label={share.label} value={format.percent(share.value * 100, 1)} testId="odds-simulated-share" />
      {result.ofItems ? null : (
        <Figure
          label={words('odds.simulator.measured')}
          value={format.percent((result.won / result.staked) * 100)}
          testId="odds-simulated-return"
        />
      )}
      {exact === null ? null : (
        <Figure label={words('odds.simulator.exact')} value={format.percent(exact)} testId="odds-simulated-exact" />
      )}
    </Box>
  )
}
