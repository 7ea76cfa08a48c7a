import type { AdminExperimentDetail } from '@casino-club/shared'
import { Alert, LinearProgress, Stack } from '@mui/material'
import { useCallback, useState } from 'react'
import { Authenticated, Title, useCanAccess } from 'react-admin'
import { useParams } from 'react-router-dom'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { ReportTable } from '../reports/report-table.tsx'
import { useReport } from '../reports/use-report.ts'
import { ActButtons } from './act-buttons.tsx'
import { ExperimentEditor } from './experiment-editor.tsx'
import { PhaseChip } from './experiments-page.tsx'
import { ResultsPanel } from './results-panel.tsx'

/** One experiment: what it says, what can be done, what it has shown, and its history. */
export function ExperimentPage() {
  const words = useWords()
  const { id = '' } = useParams()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'experiments' })
  return (
    <Authenticated>
      <Title title={`${words('experiments.title')} · ${id}`} />
      {canAccess ? <Detail key={id} id={id} /> : null}
    </Authenticated>
  )
}

function Detail({ id }: { id: string }) {
  const { readExperiment } = useAdminActions()
  const { canAccess: mayWrite } = useCanAccess({ action: 'write', resource: 'experiments' })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  const read = useCallback(() => readExperiment(id), [readExperiment, id, round])
  const { report, failure } = useReport(read)
  const again = () => setRound((count) => count + 1)
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report === null && !failure ? <LinearProgress aria-label={id} /> : null}
      {report ? (
        <>
          <Says experiment={report} onChanged={again} mayWrite={mayWrite === true} />
          {report.phase === 'draft' && mayWrite ? (
            <ExperimentEditor key={report.version} seen={report} onKept={again} />
          ) : null}
          {report.phase === 'draft' ? null : <ResultsPanel experiment={report} />}
          <History experiment={report} />
        </>
      ) : null}
    </Stack>
  )
}

interface SaysProps {
  readonly experiment: AdminExperimentDetail
  readonly mayWrite: boolean
  readonly onChanged: () => void
}

function Says({ experiment, mayWrite, onChanged }: SaysProps) {
  const words = useWords()
  const format = useFormat()
  const { body, phase, startedAt, exposed, winner } = experiment
  const sum = body.variants.reduce((total, { weight }) => total + weight, 0)
  return (
    <Panel title={body.name}>
      <Stack spacing={2}>
        <Facts>
          <Fact name={words('experiments.columns.phase')}>
            <PhaseChip phase={phase} />
          </Fact>
          <Fact name={words('experiments.fields.hypothesis')}>{body.hypothesis}</Fact>
          <Fact name={words('experiments.fields.subject')}>{words(`experiments.subjects.${body.subject}`)}</Fact>
          <Fact name={words('experiments.fields.layer')}>
            {`${body.layer.id} · ${format.percent(body.layer.from / 100)} – ${format.percent(body.layer.to / 100)}`}
          </Fact>
          <Fact name={words('experiments.fields.traffic')}>
            <span data-testid="experiment-traffic-now">{format.percent(body.trafficBp / 100)}</span>
          </Fact>
          <Fact name={words('experiments.variant')}>
            {body.variants.map(({ id, weight }) => `${id} ${format.percent((weight * 100) / sum)}`).join(' · ')}
          </Fact>
          <Fact name={words('experiments.columns.started')}>{startedAt ? format.dateTime(startedAt) : '–'}</Fact>
          <Fact name={words('experiments.columns.exposed')}>{format.amount(exposed)}</Fact>
          {winner ? <Fact name={words('experiments.winner')}>{winner}</Fact> : null}
        </Facts>
        {mayWrite ? <ActButtons experiment={experiment} onChanged={onChanged} /> : null}
      </Stack>
    </Panel>
  )
}

function History({ experiment: { history } }: { experiment: AdminExperimentDetail }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Panel title={words('experiments.history')}>
      <ReportTable
        testId="experiment-history"
        name={words('experiments.history')}
        left={5}
        columns={(['version', 'act', 'at', 'who', 'reason'] as const).map((column) => words(`experiments.${column}`))}
        rows={history.map(({ version, act, at, admin, reason }) => ({
          key: String(version),
          cells: [
            String(version),
            words(`experiments.acts.${act}`),
            format.dateTime(at),
            admin ?? words('experiments.club'),
            reason,
          ],
        }))}
      />
    </Panel>
  )
}
