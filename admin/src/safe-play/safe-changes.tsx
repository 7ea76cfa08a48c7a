import { DataTable, Pagination, ReferenceManyField } from 'react-admin'
import { Code, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { EmptyTab } from '../players/empty-tab.tsx'
import type { SafeChangeRecord } from '../providers/resources.ts'

const NEWEST_FIRST = { field: 'id', order: 'DESC' } as const
const TYPES = [
  'limitSet',
  'limitConfirmed',
  'limitCancelled',
  'paused',
  'excluded',
  'returned',
  'realityCheckSet',
] as const

/** Every change of a player's limits and pauses, and who made it. */
export function SafeChanges() {
  const words = useWords()
  const nameOf = (type: string) => {
    const known = TYPES.find((one) => type === `safe.${one}`)
    return known ? words(`safePlay.types.${known}`) : type
  }
  return (
    <Panel title={words('safePlay.history')}>
      <ReferenceManyField
        reference="safe-play-changes"
        target="playerId"
        sort={NEWEST_FIRST}
        perPage={25}
        pagination={<Pagination />}
      >
        <DataTable<SafeChangeRecord>
          resource="safe-play-changes"
          body={TableRows}
          bulkActionButtons={false}
          rowClick={false}
          empty={<EmptyTab text={words('safePlay.historyEmpty')} />}
        >
          <DataTable.Col source="changedAt" disableSort>
            <TimeField source="changedAt" />
          </DataTable.Col>
          <DataTable.Col source="type" disableSort render={({ type }: SafeChangeRecord) => nameOf(type)} />
          <DataTable.Col
            source="asked"
            disableSort
            render={({ asked }: SafeChangeRecord) => <Code>{JSON.stringify(asked)}</Code>}
          />
          <DataTable.Col
            source="admin"
            disableSort
            render={({ admin }: SafeChangeRecord) => admin ?? words('safePlay.byPlayer')}
          />
          <DataTable.Col source="reason" disableSort />
        </DataTable>
      </ReferenceManyField>
    </Panel>
  )
}
