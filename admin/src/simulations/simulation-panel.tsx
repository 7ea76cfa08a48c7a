import type { SimulationReply } from '@casino-club/shared'
import { Alert, Box, Button, LinearProgress, Stack, TextField, Typography, useTheme } from '@mui/material'
import { useState } from 'react'
import { LinesChart } from '../analytics/lines-chart.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import type { Drawing } from '../providers/simulation-actions.ts'
import { ReportTable } from '../reports/report-table.tsx'
import { type DrawingDraft, type DrawingField, NEW_DRAWING, readDrawing } from './drawing-draft.ts'

interface SimulationPanelProps {
  /** What would be simulated, as text: an answer is of this alone. */
  readonly of: string
  readonly fields: readonly DrawingField[]
  readonly simulate: (drawing: Drawing) => Promise<SimulationReply>
}

/** Tries a draft on players drawn from the last weeks; what it said goes when anything is typed. */
export function SimulationPanel({ of, fields, simulate }: SimulationPanelProps) {
  const words = useWords()
  const [draft, setDraft] = useState<DrawingDraft>(NEW_DRAWING)
  const [answer, setAnswer] = useState<{ readonly of: string; readonly reply: SimulationReply } | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [running, setRunning] = useState(false)
  const drawing = readDrawing(draft)
  const asked = `${of} ${JSON.stringify(draft)}`
  const run = async () => {
    if (drawing === null) return
    setRunning(true)
    setFailure(null)
    try {
      setAnswer({ of: asked, reply: await simulate(drawing) })
    } catch (error) {
      setFailure(error)
    } finally {
      setRunning(false)
    }
  }
  return (
    <Panel title={words('simulations.title')}>
      <Stack spacing={2}>
        <Typography variant="body2" color="text.secondary">
          {words('simulations.lead')}
        </Typography>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr', md: 'repeat(3, 1fr)' } }}>
          {fields.map((field) => (
            <TextField
              key={field}
              size="small"
              label={words(`simulations.fields.${field}`)}
              helperText={words(`simulations.help.${field}`)}
              value={draft[field]}
              onChange={({ target: { value } }) => setDraft((before) => ({ ...before, [field]: value }))}
              slotProps={{ htmlInput: { 'data-testid': `simulation-${field}`, maxLength: 64 } }}
            />
          ))}
        </Box>
        {drawing === null ? <Alert severity="warning">{words('simulations.wrong')}</Alert> : null}
        <div>
          <Button
            variant="outlined"
            disabled={drawing === null}
            loading={running}
            onClick={() => void run()}
            data-testid="simulation-run"
          >
            {words('simulations.run')}
          </Button>
        </div>
        {running ? <LinearProgress aria-label={words('simulations.title')} /> : null}
        {failure ? <RefusalAlert failure={failure} testId="simulation-failed" /> : null}
        {answer?.of === asked && !failure ? <Told reply={answer.reply} /> : null}
      </Stack>
    </Panel>
  )
}

function Told({ reply }: { reply: SimulationReply }) {
  const words = useWords()
  const format = useFormat()
  const { players, draws, seed, eligible, read, from, until, zone, warnings, assumptions } = reply
  const drawn = {
    ...{ players: format.amount(players), draws: format.amount(draws), seed, from, until, zone },
    ...{ eligible: format.amount(eligible), read: format.amount(read) },
  }
  return (
    <Stack spacing={1.5} data-testid="simulation-told">
      <Typography variant="body2">{words('simulations.drawn', drawn)}</Typography>
      {warnings.map((code) => (
        <Alert key={code} severity="warning" data-testid={`simulation-${code}`}>
          {words(`simulations.warnings.${code}`)}
        </Alert>
      ))}
      <Figures reply={reply} />
      <Typography variant="subtitle2" component="h3">
        {words('simulations.assumed')}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {assumptions.map(({ code, percent }) => (
          <li key={code}>{words(`simulations.assumptions.${code}`, { percent: percent ?? 0 })}</li>
        ))}
      </Box>
    </Stack>
  )
}

const RANKS = ['p5', 'p50', 'p95'] as const

function Figures({ reply: { figures, byDay, bySegment } }: { reply: SimulationReply }) {
  const words = useWords()
  const format = useFormat()
  const { palette } = useTheme()
  if (figures === null) return null
  const share = (hundredths: number) => `${format.statistic(hundredths / 100)}%`
  const colors = { p5: palette.text.secondary, p50: palette.primary.main, p95: palette.secondary.main }
  const middle = figures.map(({ name, p50 }) => `${words(`simulations.figures.${name}`)} ${format.amount(p50)}`)
  return (
    <>
      <ReportTable
        testId="simulation-figures"
        name={words('simulations.title')}
        columns={[words('simulations.figure'), words('simulations.mean'), 'P5', 'P50', 'P95']}
        rows={figures.map((each) => ({
          key: each.name,
          cells: [
            words(`simulations.figures.${each.name}`),
            format.statistic(each.mean),
            ...RANKS.map((rank) => format.amount(each[rank])),
          ],
        }))}
      />
      <LinesChart
        testId="simulation-chart"
        title={words('simulations.byDay')}
        summary={`${words('simulations.byDay')}. ${middle.join(', ')}`}
        rows={byDay.map(({ day, ...spread }) => ({ label: day, ...spread }))}
        series={RANKS.map((key) => ({ key, name: key.toUpperCase(), color: colors[key] }))}
        word={share}
      />
      <ReportTable
        testId="simulation-segments"
        name={words('simulations.bySegment')}
        columns={[words('simulations.segment'), words('simulations.drawnTimes'), words('simulations.share')]}
        rows={bySegment.map(({ segment, drawn, share: taken }) => ({
          key: segment ?? '',
          cells: [segment ?? words('simulations.noSegment'), format.amount(drawn), share(taken)],
        }))}
      />
    </>
  )
}
