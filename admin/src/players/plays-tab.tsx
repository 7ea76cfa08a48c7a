import { Box } from '@mui/material'
import { DataTable, Pagination, ReferenceManyField } from 'react-admin'
import { AmountField, ChangeField, CodeField, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import type { PlayRecord } from '../providers/resources.ts'
import { EmptyTab } from './empty-tab.tsx'
import { PlayOutcome } from './play-outcome.tsx'

const NEWEST_FIRST = { field: 'occurredAt', order: 'DESC' } as const

/** Every play with its outcome, newest first. */
export function PlaysTab() {
  const words = useWords()
  return (
    <Box sx={{ py: 1, minWidth: 0 }}>
      <ReferenceManyField
        reference="plays"
        target="playerId"
        sort={NEWEST_FIRST}
        perPage={25}
        pagination={<Pagination />}
      >
        <DataTable<PlayRecord>
          resource="plays"
          body={TableRows}
          bulkActionButtons={false}
          rowClick={false}
          empty={<EmptyTab text={words('players.playsEmpty')} />}
        >
          <DataTable.Col source="occurredAt">
            <TimeField source="occurredAt" />
          </DataTable.Col>
          <DataTable.Col source="game" disableSort render={(play: PlayRecord) => words(`games.${play.game}`)} />
          <DataTable.Col source="bet" align="right" disableSort>
            <AmountField source="bet" />
          </DataTable.Col>
          <DataTable.Col source="win" align="right" disableSort>
            <AmountField source="win" />
          </DataTable.Col>
          <DataTable.Col source="net" align="right" disableSort>
            <ChangeField source="net" />
          </DataTable.Col>
          <DataTable.Col
            source="outcome"
            disableSort
            render={(play: PlayRecord) => <PlayOutcome outcome={play.outcome} />}
          />
          <DataTable.Col source="eventId" disableSort>
            <CodeField source="eventId" />
          </DataTable.Col>
        </DataTable>
      </ReferenceManyField>
    </Box>
  )
}
