import { DataTable, List } from 'react-admin'
import { AmountField, Code, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import type { BoardRecord } from '../providers/resources.ts'
import { BoardTop } from './board-top.tsx'

/** Every board with its season; opened, a row shows who leads it. */
export function BoardList() {
  const words = useWords()
  return (
    <List perPage={100} pagination={false} exporter={false} empty={false}>
      <DataTable<BoardRecord> bulkActionButtons={false} rowClick="expand" expand={<BoardTop />} expandSingle>
        <DataTable.Col source="id" disableSort render={({ id }: BoardRecord) => <Code>{id}</Code>} />
        <DataTable.Col
          source="period"
          disableSort
          render={({ period }: BoardRecord) => words(`boards.periods.${period}`)}
        />
        <DataTable.Col source="games" disableSort render={({ games }: BoardRecord) => games.join(', ')} />
        <DataTable.Col source="counts" disableSort render={({ counts }: BoardRecord) => words(`boards.by.${counts}`)} />
        <DataTable.Col source="players" align="right" disableSort>
          <AmountField source="players" />
        </DataTable.Col>
        <DataTable.Col source="startsAt" disableSort>
          <TimeField source="startsAt" short />
        </DataTable.Col>
        <DataTable.Col source="endsAt" disableSort>
          <TimeField source="endsAt" short />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}
