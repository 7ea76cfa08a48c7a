import { DataTable, ReferenceManyField, useCanAccess } from 'react-admin'
import { AmountField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import { EmptyTab } from '../players/empty-tab.tsx'
import type { BoardRowRecord } from '../providers/resources.ts'
import { RemovalButton } from './removal-button.tsx'

/** Who leads a board, as players see it. */
export function BoardTop() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'remove', resource: 'boards' })
  return (
    <ReferenceManyField reference="board-rows" target="board" perPage={100}>
      <DataTable<BoardRowRecord>
        body={TableRows}
        bulkActionButtons={false}
        rowClick={false}
        empty={<EmptyTab text={words('boards.none')} />}
      >
        <DataTable.Col source="rank" align="right" disableSort />
        <DataTable.Col source="nickname" disableSort />
        <DataTable.Col source="score" align="right" disableSort>
          <AmountField source="score" />
        </DataTable.Col>
        {canAccess ? (
          <DataTable.Col
            source="remove"
            label=" "
            disableSort
            render={({ id, nickname }: BoardRowRecord) => <RemovalButton playerId={id} nickname={nickname} removed />}
          />
        ) : null}
      </DataTable>
    </ReferenceManyField>
  )
}
