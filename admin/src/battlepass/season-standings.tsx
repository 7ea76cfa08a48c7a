import { DataTable, Link, Pagination, ReferenceManyField } from 'react-admin'
import { AmountField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import { EmptyTab } from '../players/empty-tab.tsx'
import type { SeasonStandingRow } from '../providers/resources.ts'

/** Players by their pass XP. */
export function SeasonStandings() {
  const words = useWords()
  return (
    <ReferenceManyField
      reference="season-standings"
      target="season"
      sort={{ field: 'xp', order: 'DESC' }}
      pagination={<Pagination />}
      perPage={25}
    >
      <DataTable<SeasonStandingRow>
        body={TableRows}
        bulkActionButtons={false}
        rowClick={false}
        empty={<EmptyTab text={words('battlepass.nobody')} />}
      >
        <DataTable.Col
          source="nickname"
          disableSort
          render={({ id, nickname }: SeasonStandingRow) => <Link to={`/players/${id}/show`}>{nickname}</Link>}
        />
        <DataTable.Col source="xp" align="right" disableSort>
          <AmountField source="xp" />
        </DataTable.Col>
        <DataTable.Col source="level" align="right" disableSort />
        <DataTable.Col
          source="paid"
          disableSort
          render={({ paid }: SeasonStandingRow) => words(paid ? 'battlepass.yes' : 'battlepass.no')}
        />
        <DataTable.Col source="claims" align="right" disableSort />
      </DataTable>
    </ReferenceManyField>
  )
}
