import { Chip } from '@mui/material'
import { DataTable, List, TopToolbar } from 'react-admin'
import { TimeField } from '../../format/fields.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { RecordLink } from '../../layout/record-link.tsx'
import { TableRows } from '../../layout/table-rows.tsx'
import { EmptyTab } from '../../players/empty-tab.tsx'
import type { BlockRecord } from '../../providers/resources.ts'
import { BlockButtons } from './block-buttons.tsx'
import { useBlockFilters } from './block-filters.tsx'
import { BlockTimeLeft } from './block-time-left.tsx'
import { NewBlockButton } from './new-block-button.tsx'

const NEWEST_FIRST = { field: 'id', order: 'DESC' } as const
const NEEDS_A_LOOK = { undecided: 'true' }
/** Cases end by themselves; who looks at them should see it. */
const EVERY_MS = 10_000

/** Players whose purchases somebody must look at. */
export function BlockList() {
  const filters = useBlockFilters()
  return (
    <List
      filters={filters}
      filterDefaultValues={NEEDS_A_LOOK}
      sort={NEWEST_FIRST}
      perPage={25}
      actions={<Actions />}
      exporter={false}
      empty={false}
      queryOptions={{ refetchInterval: EVERY_MS }}
    >
      <BlockTable />
    </List>
  )
}

function Actions() {
  return (
    <TopToolbar>
      <NewBlockButton />
    </TopToolbar>
  )
}

const COLORS = { open: 'warning', blocked: 'error', released: 'success' } as const satisfies Record<
  BlockRecord['status'],
  string
>

function BlockTable() {
  const words = useWords()
  return (
    <DataTable<BlockRecord>
      body={TableRows}
      bulkActionButtons={false}
      rowClick={false}
      empty={<EmptyTab text={words('fraud.empty')} />}
    >
      <DataTable.Col source="id" />
      <DataTable.Col source="openedAt" disableSort>
        <TimeField source="openedAt" short />
      </DataTable.Col>
      <DataTable.Col
        source="nickname"
        disableSort
        render={({ userId, nickname }: BlockRecord) => (
          <RecordLink resource="players" id={userId}>
            {nickname}
          </RecordLink>
        )}
      />
      <DataTable.Col source="cause" disableSort render={({ cause }: BlockRecord) => words(`fraud.causes.${cause}`)} />
      <DataTable.Col source="detail" disableSort render={(block: BlockRecord) => <Detail block={block} />} />
      <DataTable.Col
        source="status"
        disableSort
        render={({ status }: BlockRecord) => (
          <Chip
            size="small"
            color={COLORS[status]}
            label={words(`fraud.statuses.${status}`)}
            data-testid="fraud-status"
          />
        )}
      />
      <DataTable.Col source="left" disableSort render={(block: BlockRecord) => <BlockTimeLeft block={block} />} />
      <DataTable.Col source="acts" disableSort render={(block: BlockRecord) => <BlockButtons block={block} />} />
      <DataTable.Col source="attempts" align="right" disableSort />
      <DataTable.Col source="cards" align="right" disableSort />
      <DataTable.Col
        source="decidedBy"
        disableSort
        render={({ decidedBy }: BlockRecord) => decidedBy ?? words('fraud.notYet')}
      />
      <DataTable.Col source="reason" disableSort />
    </DataTable>
  )
}

/** What the club saw: the purchase that was charged back, or how many attempts or cards there were. */
function Detail({ block: { detail } }: { block: BlockRecord }) {
  const words = useWords()
  if (typeof detail.orderId === 'string') {
    return (
      <RecordLink resource="purchases" id={detail.orderId}>
        {words('fraud.order', { id: detail.orderId })}
      </RecordLink>
    )
  }
  return <>{typeof detail.why === 'string' ? detail.why : '–'}</>
}
