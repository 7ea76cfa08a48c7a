import { Alert, Box, LinearProgress, Stack, Typography } from '@mui/material'
import { Show, TopToolbar, useGetOne, useRecordContext } from 'react-admin'
import { Code } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import type { JobRow } from '../providers/resources.ts'
import { RunButton, SwitchButton, TryButton } from './job-actions.tsx'
import { EnabledBadge, TroubleBadge } from './job-badges.tsx'
import { JobRuns } from './job-runs.tsx'
import { useJobWords } from './use-job-words.ts'

const RUNNING_MS = 1_500
const IDLE_MS = 10_000

/** A job: its terms, the run that is under way, and the days before. */
export function JobShow() {
  return (
    <Show title={<JobTitle />} actions={<TopToolbar />}>
      <JobPage />
    </Show>
  )
}

function JobTitle() {
  const jobWords = useJobWords()
  return <span>{jobWords.name(String(useRecordContext<JobRow>()?.id ?? ''))}</span>
}

function JobPage() {
  const words = useWords()
  const shown = useRecordContext<JobRow>()
  const { data } = useGetOne<JobRow>(
    'jobs',
    { id: shown?.id ?? '' },
    {
      enabled: shown?.id !== undefined,
      refetchInterval: ({ state }) => (state.data?.running ? RUNNING_MS : IDLE_MS),
    },
  )
  const job = data ?? shown
  // While react-admin logs out, a refused read answers with an empty record.
  if (!job?.cron) return null
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <TroubleBadge trouble={job.trouble} />
        <EnabledBadge enabled={job.enabled} />
        <Box sx={{ ml: 'auto', display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          <SwitchButton job={job} />
          <TryButton job={job} />
          <RunButton job={job} />
        </Box>
      </Box>
      {job.trouble ? <Alert severity="error">{words(`jobs.troubleBody.${job.trouble}`)}</Alert> : null}
      <Progress job={job} />
      <TermsPanel job={job} />
      <JobRuns everyMs={job.running ? RUNNING_MS : IDLE_MS} />
    </Stack>
  )
}

/** How far the run under way has come; how much there is, nobody knows before its end. */
function Progress({ job: { running } }: { job: JobRow }) {
  const jobWords = useJobWords()
  if (running === null) return null
  return (
    <Box role="status" data-testid="job-progress">
      <Typography variant="body2">{`${running.businessDate}: ${jobWords.counts(running)}`}</Typography>
      <LinearProgress aria-hidden sx={{ mt: 0.5 }} />
    </Box>
  )
}

function TermsPanel({ job }: { job: JobRow }) {
  const words = useWords()
  const format = useFormat()
  const jobWords = useJobWords()
  const changed = job.changedBy !== null && job.changedAt !== null
  return (
    <Panel title={words('jobs.schedule')}>
      <Facts>
        <Fact name={words('resources.jobs.fields.id')}>
          <Code>{job.id}</Code>
        </Fact>
        <Fact name={words('resources.jobs.fields.cron')}>
          <Code>{job.cron}</Code>
        </Fact>
        <Fact name={words('resources.jobs.fields.nextRunAt')}>
          {job.nextRunAt ? format.dateTime(job.nextRunAt) : words('jobs.never')}
        </Fact>
        <Fact name={words('resources.jobs.fields.catchUp')}>{jobWords.catchUp(job)}</Fact>
        <Fact name={words('jobs.repeatable')}>{words(job.repeatable ? 'jobs.yes' : 'jobs.no')}</Fact>
        <Fact name={words('resources.jobs.fields.changedBy')}>
          {changed ? `${job.changedBy} · ${format.dateTime(job.changedAt ?? '')}` : '–'}
        </Fact>
      </Facts>
    </Panel>
  )
}
