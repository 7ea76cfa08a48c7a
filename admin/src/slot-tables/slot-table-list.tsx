import { DataTable, List, TopToolbar } from 'react-admin'
import { TimeField } from '../format/fields.tsx'
import { HashText } from '../format/hash-text.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import type { SlotTableVersion } from '../providers/resources.ts'
import { StatusBadge } from './status-badge.tsx'

const NEWEST_FIRST = { field: 'id', order: 'DESC' } as const

/** Every version of the slot's odds, with what each returns exactly. */
export function SlotTableList() {
  const words = useWords()
  const format = useFormat()
  return (
    <List sort={NEWEST_FIRST} perPage={25} actions={<TopToolbar />} exporter={false} empty={false}>
      <DataTable<SlotTableVersion> body={TableRows} bulkActionButtons={false} rowClick="show">
        <DataTable.Col
          source="id"
          render={(version: SlotTableVersion) => (
            <RecordLink resource="slot-tables" id={version.id}>
              {version.id}
            </RecordLink>
          )}
        />
        <DataTable.Col
          source="status"
          disableSort
          render={(version: SlotTableVersion) => <StatusBadge status={version.status} />}
        />
        <DataTable.Col
          source="rtp"
          align="right"
          disableSort
          render={({ analysis }: SlotTableVersion) => format.percent(analysis.rtpPercent, 3)}
        />
        <DataTable.Col
          source="lowestRtp"
          align="right"
          disableSort
          render={({ analysis }: SlotTableVersion) => format.percent(analysis.lowestRtpPercent, 3)}
        />
        <DataTable.Col
          source="hitRate"
          align="right"
          disableSort
          render={({ analysis }: SlotTableVersion) => format.percent(analysis.hitRatePercent)}
        />
        <DataTable.Col source="publishedAt" disableSort>
          <TimeField source="publishedAt" />
        </DataTable.Col>
        <DataTable.Col
          source="hash"
          disableSort
          render={(version: SlotTableVersion) => (
            <HashText short value={version.hash} name={words('resources.slot-tables.fields.hash')} />
          )}
        />
        <DataTable.Col source="note" disableSort />
      </DataTable>
    </List>
  )
}
