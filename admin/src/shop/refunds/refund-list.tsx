import { REFUND_STATUSES } from '@casino-club/shared'
import { type ReactElement, useMemo } from 'react'
import { DataTable, List, SelectInput } from 'react-admin'
import { Code, TimeField } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { RecordLink } from '../../layout/record-link.tsx'
import { TableRows } from '../../layout/table-rows.tsx'
import { EmptyTab } from '../../players/empty-tab.tsx'
import type { RefundRecord } from '../../providers/resources.ts'
import { DecideButtons } from './decide-buttons.tsx'
import { RefundBadge } from './refund-badge.tsx'

const NEWEST_FIRST = { field: 'id', order: 'DESC' } as const
/** What somebody has to look at comes first. */
const WAITING = { status: 'waiting' }

/** Refunds; those that wait for a second admin are decided here. */
export function RefundList() {
  const filters = useRefundFilters()
  return (
    <List
      filters={filters}
      filterDefaultValues={WAITING}
      sort={NEWEST_FIRST}
      perPage={25}
      actions={false}
      exporter={false}
      empty={false}
    >
      <RefundTable />
    </List>
  )
}

function RefundTable() {
  const words = useWords()
  const format = useFormat()
  return (
    <DataTable<RefundRecord>
      body={TableRows}
      bulkActionButtons={false}
      rowClick={false}
      empty={<EmptyTab text={words('refunds.empty')} />}
    >
      <DataTable.Col source="id" />
      <DataTable.Col source="requestedAt" disableSort>
        <TimeField source="requestedAt" short />
      </DataTable.Col>
      <DataTable.Col
        source="orderId"
        disableSort
        render={({ orderId }: RefundRecord) => (
          <RecordLink resource="purchases" id={orderId}>
            <Code>{orderId}</Code>
          </RecordLink>
        )}
      />
      <DataTable.Col
        source="nickname"
        disableSort
        render={({ userId, nickname }: RefundRecord) => (
          <RecordLink resource="players" id={userId}>
            {nickname}
          </RecordLink>
        )}
      />
      <DataTable.Col source="sku" disableSort />
      <DataTable.Col
        source="amount"
        align="right"
        disableSort
        render={({ amount }: RefundRecord) => format.amount(amount)}
      />
      <DataTable.Col
        source="status"
        disableSort
        render={({ status }: RefundRecord) => <RefundBadge status={status} />}
      />
      <DataTable.Col source="acts" disableSort render={(refund: RefundRecord) => <DecideButtons refund={refund} />} />
      <DataTable.Col
        source="cause"
        disableSort
        render={({ cause }: RefundRecord) => words(`refunds.causes.${cause}`)}
      />
      <DataTable.Col source="reason" disableSort />
      <DataTable.Col source="requestedBy" disableSort />
      <DataTable.Col source="decidedBy" disableSort />
    </DataTable>
  )
}

function useRefundFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(
    () => [
      <SelectInput
        key="status"
        source="status"
        alwaysOn
        helperText={false}
        choices={REFUND_STATUSES.map((status) => ({ id: status, name: words(`refunds.statuses.${status}`) }))}
        emptyText={words('refunds.allStatuses')}
        translateChoice={false}
      />,
    ],
    [words],
  )
}
