import { DataTable, List, TopToolbar } from 'react-admin'
import { AmountField, ChangeField, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { EmptyTab } from '../players/empty-tab.tsx'
import { ExportButton } from '../players/export-button.tsx'
import { PlayOutcome } from '../players/play-outcome.tsx'
import type { AdminPlayRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { CursorPages } from './cursor-pages.tsx'
import { usePlayFilters } from './play-filters.tsx'

const NEWEST_FIRST = { field: 'occurredAt', order: 'DESC' } as const

/** All plays of all players by time; filters and place stand in the address. */
export function PlayList() {
  const filters = usePlayFilters()
  const { exportPlays } = useAdminActions()
  const actions = (
    <TopToolbar>
      <ExportButton resource="plays" fetchFile={exportPlays} />
    </TopToolbar>
  )
  return (
    <List
      filters={filters}
      sort={NEWEST_FIRST}
      perPage={25}
      actions={actions}
      pagination={<CursorPages />}
      exporter={false}
      empty={false}
      storeKey={false}
    >
      <PlaysTable />
    </List>
  )
}

function PlaysTable() {
  const words = useWords()
  return (
    <DataTable<AdminPlayRecord>
      body={TableRows}
      bulkActionButtons={false}
      rowClick="show"
      empty={<EmptyTab text={words('plays.empty')} />}
    >
      <DataTable.Col source="occurredAt">
        <TimeField source="occurredAt" />
      </DataTable.Col>
      <DataTable.Col
        source="eventId"
        disableSort
        render={({ id, eventId }: AdminPlayRecord) => (
          <RecordLink resource="plays" id={id}>
            {eventId}
          </RecordLink>
        )}
      />
      <DataTable.Col
        source="nickname"
        disableSort
        render={({ userId, nickname }: AdminPlayRecord) => (
          <RecordLink resource="players" id={userId}>
            {nickname}
          </RecordLink>
        )}
      />
      <DataTable.Col source="game" disableSort render={({ game }: AdminPlayRecord) => words(`games.${game}`)} />
      <DataTable.Col
        source="tableVersion"
        disableSort
        render={({ game, tableVersion }: AdminPlayRecord) => (
          <RecordLink resource="odds-tables" id={`${game}-${tableVersion}`}>
            {tableVersion}
          </RecordLink>
        )}
      />
      {(['bet', 'win'] as const).map((source) => (
        <DataTable.Col key={source} source={source} align="right" disableSort>
          <AmountField source={source} />
        </DataTable.Col>
      ))}
      <DataTable.Col source="net" align="right" disableSort>
        <ChangeField source="net" />
      </DataTable.Col>
      <DataTable.Col
        source="outcome"
        disableSort
        render={({ outcome }: AdminPlayRecord) => <PlayOutcome outcome={outcome} />}
      />
    </DataTable>
  )
}
