import RestartAltIcon from '@mui/icons-material/RestartAltOutlined'
import { Box, Button } from '@mui/material'
import { DataTable, FilterButton, List, TopToolbar, useListContext } from 'react-admin'
import { Code, TimeField } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { RecordLink } from '../../layout/record-link.tsx'
import { TableRows } from '../../layout/table-rows.tsx'
import { EmptyTab } from '../../players/empty-tab.tsx'
import { ExportButton } from '../../players/export-button.tsx'
import type { PurchaseRow } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { PurchaseBadge } from './purchase-badge.tsx'
import { usePurchaseFilters } from './purchase-filters.tsx'
import { useReasonWords } from './use-reason-words.ts'

const NEWEST_FIRST = { field: 'at', order: 'DESC' } as const

/** All purchases; filters, order and page stand in the address. */
export function PurchaseList() {
  const filters = usePurchaseFilters()
  return (
    <List filters={filters} sort={NEWEST_FIRST} perPage={25} actions={<Actions />} exporter={false} empty={false}>
      <PurchaseTable />
    </List>
  )
}

function PurchaseTable() {
  const words = useWords()
  const format = useFormat()
  const reasonWords = useReasonWords()
  const money = ({ currency, amount }: PurchaseRow) =>
    words(`shop.prices.${currency}`, { amount: format.amount(amount) })
  const refunded = (row: PurchaseRow) => (row.refunded === 0 ? '–' : format.amount(row.refunded))
  return (
    <DataTable<PurchaseRow>
      body={TableRows}
      bulkActionButtons={false}
      rowClick="show"
      empty={<EmptyTab text={words('purchases.empty')} />}
    >
      <DataTable.Col source="at">
        <TimeField source="at" short />
      </DataTable.Col>
      <DataTable.Col
        source="id"
        disableSort
        render={({ id }: PurchaseRow) => (
          <RecordLink resource="purchases" id={id}>
            <Code>{id}</Code>
          </RecordLink>
        )}
      />
      <DataTable.Col
        source="nickname"
        disableSort
        render={({ userId, nickname }: PurchaseRow) => (
          <RecordLink resource="players" id={userId}>
            {nickname}
          </RecordLink>
        )}
      />
      <DataTable.Col source="sku" disableSort />
      <DataTable.Col source="quantity" align="right" disableSort />
      <DataTable.Col source="amount" align="right" render={money} />
      <DataTable.Col source="refunded" align="right" disableSort render={refunded} />
      <DataTable.Col
        source="status"
        disableSort
        render={({ status }: PurchaseRow) => <PurchaseBadge status={status} />}
      />
      <DataTable.Col
        source="reason"
        disableSort
        render={({ reason }: PurchaseRow) => <Box sx={{ minWidth: 180 }}>{reasonWords(reason)}</Box>}
      />
      <DataTable.Col source="provider" disableSort />
    </DataTable>
  )
}

function Actions() {
  const { exportPurchases } = useAdminActions()
  return (
    <TopToolbar>
      <ResetButton />
      <FilterButton />
      <ExportButton resource="purchases" fetchFile={exportPurchases} />
    </TopToolbar>
  )
}

function ResetButton() {
  const words = useWords()
  const { filterValues, setFilters } = useListContext()
  return (
    <Button
      size="small"
      startIcon={<RestartAltIcon />}
      disabled={Object.keys(filterValues).length === 0}
      onClick={() => setFilters({}, [])}
      data-testid="purchases-reset"
    >
      {words('purchases.reset')}
    </Button>
  )
}
