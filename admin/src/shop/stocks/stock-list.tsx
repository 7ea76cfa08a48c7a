import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, Stack } from '@mui/material'
import { type ReactElement, useMemo, useState } from 'react'
import { DataTable, List, SearchInput, TopToolbar, useCanAccess } from 'react-admin'
import { Code } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { RecordLink } from '../../layout/record-link.tsx'
import { TableRows } from '../../layout/table-rows.tsx'
import type { StockRecord } from '../../providers/resources.ts'
import { StockDialog } from './stock-dialog.tsx'

const BY_ID = { field: 'id', order: 'ASC' } as const

/** What is left to be sold, and what became of the rest. */
export function StockList() {
  const format = useFormat()
  const filters = useStockFilters()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'stocks' })
  return (
    <List filters={filters} sort={BY_ID} perPage={50} actions={<Actions />} exporter={false} empty={false}>
      <DataTable<StockRecord> body={TableRows} bulkActionButtons={false} rowClick={false}>
        <DataTable.Col source="id" render={({ id }: StockRecord) => <Code>{id}</Code>} />
        <DataTable.Col source="total" align="right" render={({ total }: StockRecord) => format.amount(total)} />
        <DataTable.Col
          source="held"
          align="right"
          disableSort
          render={({ held }: StockRecord) => format.amount(held)}
        />
        <DataTable.Col
          source="sold"
          align="right"
          disableSort
          render={({ sold }: StockRecord) => format.amount(sold)}
        />
        <DataTable.Col source="left" align="right" render={({ left }: StockRecord) => format.amount(left)} />
        <DataTable.Col
          source="products"
          disableSort
          render={({ products }: StockRecord) => (
            <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
              {products.map((sku) => (
                <RecordLink key={sku} resource="products" id={sku}>
                  {sku}
                </RecordLink>
              ))}
            </Stack>
          )}
        />
        {canAccess ? <DataTable.Col source="edit" label=" " disableSort render={StockButton} /> : null}
      </DataTable>
    </List>
  )
}

function StockButton(stock: StockRecord) {
  return <ChangeButton stock={stock} />
}

function ChangeButton({ stock }: { stock: StockRecord }) {
  const words = useWords()
  // The dialog is about what was seen when it was opened.
  const [seen, setSeen] = useState<StockRecord | null>(null)
  return (
    <>
      <Button size="small" onClick={() => setSeen(stock)} data-testid={`stock-change-${stock.id}`}>
        {words('stocks.change')}
      </Button>
      {seen ? <StockDialog seen={seen} onClose={() => setSeen(null)} /> : null}
    </>
  )
}

function Actions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'stocks' })
  const [open, setOpen] = useState(false)
  return (
    <TopToolbar>
      {canAccess ? (
        <Button size="small" startIcon={<AddIcon />} onClick={() => setOpen(true)} data-testid="stock-new">
          {words('stocks.new')}
        </Button>
      ) : null}
      {open ? <StockDialog seen={null} onClose={() => setOpen(false)} /> : null}
    </TopToolbar>
  )
}

function useStockFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(() => {
    const search = words('stocks.search')
    return [
      <SearchInput
        key="q"
        source="q"
        alwaysOn
        helperText={false}
        placeholder={search}
        slotProps={{ htmlInput: { 'aria-label': search, 'data-testid': 'stocks-q', maxLength: 64 } }}
      />,
    ]
  }, [words])
}
