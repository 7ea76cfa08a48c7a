import type { AdminExperiment } from '@casino-club/shared'
import { Alert, Button, Chip, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useState } from 'react'
import { Authenticated, Title, useCanAccess } from 'react-admin'
import { Link, useNavigate } from 'react-router-dom'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useReport } from '../reports/use-report.ts'
import { ExperimentEditor } from './experiment-editor.tsx'
import { SampleSizePanel } from './sample-size-panel.tsx'

/** Experiments: what there is, how they stand, and new ones. */
export function ExperimentsPage() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'experiments' })
  return (
    <Authenticated>
      <Title title={words('experiments.title')} />
      {canAccess ? <Experiments /> : null}
    </Authenticated>
  )
}

function Experiments() {
  const words = useWords()
  const navigate = useNavigate()
  const { readExperiments } = useAdminActions()
  const { canAccess: mayWrite } = useCanAccess({ action: 'write', resource: 'experiments' })
  const [isNew, setIsNew] = useState(false)
  const { report, failure } = useReport(readExperiments)
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      <Panel title={words('experiments.title')}>
        <Typography variant="body2" color="text.secondary">
          {words('experiments.lead')}
        </Typography>
        {report?.length === 0 ? <p>{words('experiments.none')}</p> : null}
        {report && report.length > 0 ? <Rows experiments={report} /> : null}
        {mayWrite ? (
          <Button onClick={() => setIsNew(true)} data-testid="experiment-new">
            {words('experiments.new')}
          </Button>
        ) : null}
      </Panel>
      {isNew && mayWrite ? (
        <ExperimentEditor seen={null} onKept={(id) => void navigate(`/experiments/${encodeURIComponent(id)}`)} />
      ) : null}
      <SampleSizePanel />
    </Stack>
  )
}

const COLUMNS = ['id', 'name', 'phase', 'exposed', 'started', 'doings'] as const
const PHASE_COLOR = {
  draft: 'default',
  running: 'success',
  paused: 'warning',
  stopped: 'error',
  decided: 'primary',
} as const

/** How an experiment stands. */
export function PhaseChip({ phase }: Pick<AdminExperiment, 'phase'>) {
  const words = useWords()
  return (
    <Chip
      size="small"
      variant="outlined"
      color={PHASE_COLOR[phase]}
      label={words(`experiments.phases.${phase}`)}
      data-testid="experiment-phase"
    />
  )
}

function Rows({ experiments }: { experiments: readonly AdminExperiment[] }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Table size="small" aria-label={words('experiments.title')}>
      <TableHead>
        <TableRow>
          {COLUMNS.map((column) => (
            <TableCell key={column}>{words(`experiments.columns.${column}`)}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {experiments.map(({ id, body, phase, exposed, startedAt }) => (
          <TableRow key={id} data-testid={`experiment-row-${id}`}>
            <TableCell>{id}</TableCell>
            <TableCell>{body.name}</TableCell>
            <TableCell>
              <PhaseChip phase={phase} />
            </TableCell>
            <TableCell>{format.amount(exposed)}</TableCell>
            <TableCell>{startedAt ? format.shortDateTime(startedAt) : '–'}</TableCell>
            <TableCell>
              <Button size="small" component={Link} to={`/experiments/${encodeURIComponent(id)}`}>
                {words('experiments.open')}
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
