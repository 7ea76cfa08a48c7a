import type { Game } from '@casino-club/shared'
import { Alert, Box, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { readInputs, type SimulationInputs } from './inputs.ts'
import { findSimulated } from './round-as-play.ts'
import { SimulatorInputs } from './simulator-inputs.tsx'
import { newSeed, type SimulationState, useSimulation } from './use-simulation.ts'
import { waysOf } from './ways.ts'

const SimulationResult = lazy(() =>
  import('./simulation-result.tsx').then((module) => ({ default: module.SimulationResult })),
)

interface SimulatorPanelProps {
  readonly game: Game
  /** A valid table. */
  readonly table: unknown
}

/** Lets many players play on a table in this browser, and shows how they end. */
export function SimulatorPanel({ game, table }: SimulatorPanelProps) {
  const words = useWords()
  const { state, start, cancel } = useSimulation()
  const definition = useMemo(() => findSimulated(game), [game])
  const ways = useMemo(() => (definition ? waysOf(definition, table) : []), [definition, table])
  const [inputs, setInputs] = useState<SimulationInputs>({ way: '', players: '1000', plays: '200', stake: '100' })
  if (!definition) return <Alert severity="info">{words('odds.simulator.notDrawn')}</Alert>
  const read = readInputs(definition, table, ways, inputs)
  const running = state.phase === 'running'
  const run = () => {
    if (read.ok) void start({ game: definition, table, ...read.value, serverSeed: newSeed() })
  }
  return (
    <Stack spacing={2}>
      <Panel title={words('odds.tabs.simulator')}>
        <Typography variant="body2" color="text.secondary">
          {words('odds.simulator.intro')}
        </Typography>
        <SimulatorInputs game={definition} ways={ways} inputs={inputs} read={read} onEdit={setInputs} />
        <Box sx={{ display: 'flex', gap: 1, mt: 2 }}>
          <Button variant="contained" onClick={run} disabled={running || !read.ok} data-testid="odds-simulate">
            {words(state.phase === 'done' ? 'odds.simulator.again' : 'odds.simulator.start')}
          </Button>
          {running ? (
            <Button onClick={cancel} data-testid="odds-simulate-cancel">
              {words('odds.simulator.cancel')}
            </Button>
          ) : null}
        </Box>
        <Progress state={state} />
      </Panel>
      {state.phase === 'done' ? (
        <Suspense fallback={null}>
          <SimulationResult result={state.result} plan={state.plan} />
        </Suspense>
      ) : null}
    </Stack>
  )
}

function Progress({ state }: { state: SimulationState }) {
  const words = useWords()
  const format = useFormat()
  if (state.phase === 'cancelled') return <Typography sx={{ mt: 2 }}>{words('odds.simulator.cancelled')}</Typography>
  if (state.phase === 'failed') {
    return (
      <Alert severity="error" sx={{ mt: 2 }}>
        {words('odds.simulator.failed', { problem: state.problem })}
      </Alert>
    )
  }
  if (state.phase !== 'running') return null
  const { done, total } = state
  return (
    <Box sx={{ mt: 2 }} data-testid="odds-simulate-progress">
      <LinearProgress variant="determinate" value={(done / total) * 100} aria-label={words('odds.tabs.simulator')} />
      <Typography variant="caption" color="text.secondary">
        {words('odds.simulator.running', { done: format.amount(done), total: format.amount(total) })}
      </Typography>
    </Box>
  )
}
