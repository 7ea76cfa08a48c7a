import { Stack, Typography } from '@mui/material'
import { DataTable, List } from 'react-admin'
import { Code } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import type { JobRow } from '../providers/resources.ts'
import { EnabledBadge, RunBadge, TroubleBadge } from './job-badges.tsx'
import { useJobWords } from './use-job-words.ts'

/** Often enough to see a run begin and end. */
const QUERY = { refetchInterval: 5_000 }

/** The timetable: every job, its last and its next run, and what is wrong with it. */
export function JobList() {
  const format = useFormat()
  const words = useWords()
  const jobWords = useJobWords()
  return (
    <List perPage={100} pagination={false} exporter={false} empty={false} actions={false} queryOptions={QUERY}>
      <DataTable<JobRow> body={TableRows} bulkActionButtons={false} rowClick="show">
        <DataTable.Col
          source="id"
          disableSort
          render={({ id }: JobRow) => (
            <Stack>
              <RecordLink resource="jobs" id={id}>
                {jobWords.name(id)}
              </RecordLink>
              <Code>{id}</Code>
            </Stack>
          )}
        />
        <DataTable.Col
          source="trouble"
          disableSort
          render={({ trouble }: JobRow) => <TroubleBadge trouble={trouble} />}
        />
        <DataTable.Col source="cron" disableSort render={({ cron }: JobRow) => <Code>{cron}</Code>} />
        <DataTable.Col
          source="lastRun"
          disableSort
          render={({ lastRun, running }: JobRow) => {
            const run = running ?? lastRun
            if (run === null) return words('jobs.never')
            return (
              <Stack spacing={0.5} sx={{ alignItems: 'flex-start' }}>
                <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
                  <span>{run.businessDate}</span>
                  <RunBadge state={run.state} />
                </Stack>
                <Typography variant="caption" color="text.secondary">
                  {`${jobWords.took(run)} · ${jobWords.counts(run)}`}
                </Typography>
              </Stack>
            )
          }}
        />
        <DataTable.Col
          source="nextRunAt"
          disableSort
          render={({ nextRunAt }: JobRow) => (nextRunAt ? format.shortDateTime(nextRunAt) : words('jobs.never'))}
        />
        <DataTable.Col
          source="enabled"
          disableSort
          render={({ enabled }: JobRow) => <EnabledBadge enabled={enabled} />}
        />
      </DataTable>
    </List>
  )
}
