import { PRODUCT_KINDS, PRODUCT_STATES } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import { Button } from '@mui/material'
import { type ReactElement, useMemo } from 'react'
import { DataTable, Link, List, SearchInput, SelectInput, TopToolbar, useCanAccess, useLocale } from 'react-admin'
import { Code, TimeField } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { nameOfItem } from '../../items/name-of-item.ts'
import { RecordLink } from '../../layout/record-link.tsx'
import { TableRows } from '../../layout/table-rows.tsx'
import type { ProductRow } from '../../providers/resources.ts'
import { TargetFilter } from '../../segments/target-input.tsx'
import { ProductBadge } from './product-badge.tsx'
import { usePrices } from './use-prices.ts'

const NEWEST_FIRST = { field: 'changedAt', order: 'DESC' } as const

/** What the shop sells, with filters in the address. */
export function ProductList() {
  const words = useWords()
  const locale = useLocale()
  const format = useFormat()
  const prices = usePrices()
  const filters = useProductFilters()
  const left = ({ stockLeft, stockTotal }: ProductRow) =>
    stockLeft === null ? '–' : `${format.amount(stockLeft)} / ${format.amount(stockTotal ?? 0)}`
  return (
    <List filters={filters} sort={NEWEST_FIRST} perPage={50} actions={<Actions />} exporter={false} empty={false}>
      <DataTable<ProductRow> body={TableRows} bulkActionButtons={false} rowClick="show">
        <DataTable.Col
          source="id"
          render={({ id }: ProductRow) => (
            <RecordLink resource="products" id={id}>
              <Code>{id}</Code>
            </RecordLink>
          )}
        />
        <DataTable.Col source="name" disableSort render={({ body }: ProductRow) => nameOfItem(body, locale)} />
        <DataTable.Col source="kind" disableSort render={({ kind }: ProductRow) => words(`shop.kinds.${kind}`)} />
        <DataTable.Col source="state" disableSort render={({ state }: ProductRow) => <ProductBadge state={state} />} />
        <DataTable.Col
          source="price"
          disableSort
          render={({ body }: ProductRow) =>
            prices(body, Date.now())
              .map(({ now }) => now)
              .join(' · ')
          }
        />
        <DataTable.Col source="stockLeft" align="right" disableSort render={left} />
        <DataTable.Col source="sold" align="right" render={({ sold }: ProductRow) => format.amount(sold)} />
        <DataTable.Col source="changedAt">
          <TimeField source="changedAt" short />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

function Actions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'products' })
  return (
    <TopToolbar>
      {canAccess ? (
        <Button size="small" component={Link} to="/products/create" startIcon={<AddIcon />} data-testid="product-new">
          {words('shop.new')}
        </Button>
      ) : null}
    </TopToolbar>
  )
}

function useProductFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(() => {
    const search = words('shop.search')
    return [
      <SearchInput
        key="q"
        source="q"
        alwaysOn
        helperText={false}
        placeholder={search}
        slotProps={{ htmlInput: { 'aria-label': search, 'data-testid': 'products-q', maxLength: 100 } }}
      />,
      <SelectInput
        key="state"
        source="state"
        alwaysOn
        helperText={false}
        choices={PRODUCT_STATES.map((state) => ({ id: state, name: words(`shop.states.${state}`) }))}
        emptyText={words('shop.allStates')}
        translateChoice={false}
      />,
      <SelectInput
        key="kind"
        source="kind"
        alwaysOn
        helperText={false}
        choices={PRODUCT_KINDS.map((kind) => ({ id: kind, name: words(`shop.kinds.${kind}`) }))}
        emptyText={words('shop.allKinds')}
        translateChoice={false}
      />,
      <TargetFilter key="segment" source="segment" alwaysOn />,
    ]
  }, [words])
}
