import { JOB_RUN_STATES } from '@casino-club/shared'
import { TextField } from '@mui/material'
import { useState } from 'react'
import { DataTable, Pagination, ReferenceManyField } from 'react-admin'
import { CodeField, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { EmptyTab } from '../players/empty-tab.tsx'
import type { JobRunRow } from '../providers/resources.ts'
import { RunBadge } from './job-badges.tsx'
import { useJobWords } from './use-job-words.ts'

const NEWEST_FIRST = { field: 'businessDate', order: 'DESC' } as const

/** The runs of a job, a UTC day each; asked for again while they change. */
export function JobRuns({ everyMs }: { everyMs: number }) {
  const words = useWords()
  const [state, setState] = useState<JobRunRow['state'] | ''>('')
  return (
    <Panel title={words('jobs.runs')}>
      <TextField
        select
        size="small"
        label={words('resources.job-runs.fields.state')}
        value={state}
        onChange={(event) => setState(JOB_RUN_STATES.find((each) => each === event.target.value) ?? '')}
        slotProps={{
          select: { native: true },
          inputLabel: { shrink: true },
          htmlInput: { 'data-testid': 'runs-state' },
        }}
        sx={{ my: 1, minWidth: 160 }}
      >
        <option value="">{words('jobs.allStates')}</option>
        {JOB_RUN_STATES.map((each) => (
          <option key={each} value={each}>
            {words(`jobs.states.${each}`)}
          </option>
        ))}
      </TextField>
      <ReferenceManyField
        reference="job-runs"
        target="job"
        sort={NEWEST_FIRST}
        filter={state ? { state } : {}}
        perPage={25}
        pagination={<Pagination />}
        queryOptions={{ refetchInterval: everyMs }}
      >
        <RunsTable />
      </ReferenceManyField>
    </Panel>
  )
}

function RunsTable() {
  const words = useWords()
  const jobWords = useJobWords()
  return (
    <DataTable<JobRunRow>
      resource="job-runs"
      body={TableRows}
      bulkActionButtons={false}
      rowClick={false}
      empty={<EmptyTab text={words('jobs.noRuns')} />}
    >
      <DataTable.Col source="businessDate" />
      <DataTable.Col source="state" disableSort render={({ state }: JobRunRow) => <RunBadge state={state} />} />
      <DataTable.Col source="startedAt" disableSort>
        <TimeField source="startedAt" short />
      </DataTable.Col>
      <DataTable.Col source="took" disableSort render={(run: JobRunRow) => jobWords.took(run)} />
      <DataTable.Col source="counts" disableSort render={(run: JobRunRow) => jobWords.counts(run)} />
      <DataTable.Col
        source="requestedBy"
        disableSort
        render={({ requestedBy }: JobRunRow) => requestedBy ?? words('jobs.timetable')}
      />
      <DataTable.Col source="error" disableSort>
        <CodeField source="error" />
      </DataTable.Col>
    </DataTable>
  )
}
