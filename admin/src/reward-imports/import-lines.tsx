import { IMPORT_LINE_STATUSES } from '@casino-club/shared'
import { TextField } from '@mui/material'
import { useState } from 'react'
import { DataTable, Pagination, ReferenceManyField } from 'react-admin'
import { CodeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { EmptyTab } from '../players/empty-tab.tsx'
import type { ImportLineRecord } from '../providers/resources.ts'
import { useRewardWords } from '../rewards/use-reward-words.ts'
import { LineBadge } from './import-badge.tsx'

const IN_ORDER = { field: 'id', order: 'ASC' } as const
type Status = ImportLineRecord['status']

/** The lines of a file, and what became of each; asked for again while they change. */
export function ImportLines({ everyMs }: { everyMs: number | null }) {
  const words = useWords()
  const [status, setStatus] = useState<Status | ''>('')
  return (
    <Panel title={words('imports.lines')}>
      <TextField
        select
        size="small"
        label={words('resources.reward-import-lines.fields.status')}
        value={status}
        onChange={(event) => setStatus(IMPORT_LINE_STATUSES.find((each) => each === event.target.value) ?? '')}
        slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
        sx={{ my: 1, minWidth: 160 }}
      >
        <option value="">{words('imports.allLines')}</option>
        {IMPORT_LINE_STATUSES.map((each) => (
          <option key={each} value={each}>
            {words(`imports.lineStatuses.${each}`)}
          </option>
        ))}
      </TextField>
      <ReferenceManyField
        reference="reward-import-lines"
        target="importId"
        sort={IN_ORDER}
        filter={status ? { status } : {}}
        perPage={25}
        pagination={<Pagination />}
        queryOptions={{ refetchInterval: everyMs ?? false }}
      >
        <LinesTable />
      </ReferenceManyField>
    </Panel>
  )
}

function LinesTable() {
  const words = useWords()
  const wordReward = useRewardWords()
  return (
    <DataTable<ImportLineRecord>
      resource="reward-import-lines"
      body={TableRows}
      bulkActionButtons={false}
      rowClick={false}
      empty={<EmptyTab text={words('imports.noLines')} />}
    >
      <DataTable.Col source="id" disableSort />
      <DataTable.Col
        source="nickname"
        disableSort
        render={({ userId, nickname }: ImportLineRecord) => (
          <RecordLink resource="players" id={userId}>
            {nickname}
          </RecordLink>
        )}
      />
      <DataTable.Col source="reward" disableSort render={({ reward }: ImportLineRecord) => wordReward(reward)} />
      <DataTable.Col source="note" disableSort />
      <DataTable.Col
        source="status"
        disableSort
        render={({ status }: ImportLineRecord) => <LineBadge status={status} />}
      />
      <DataTable.Col source="reason" disableSort>
        <CodeField source="reason" />
      </DataTable.Col>
      <DataTable.Col source="eventId" disableSort>
        <CodeField source="eventId" />
      </DataTable.Col>
    </DataTable>
  )
}
