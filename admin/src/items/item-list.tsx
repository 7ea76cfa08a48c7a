import { ITEM_KINDS } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, Chip } from '@mui/material'
import { type ReactElement, useMemo } from 'react'
import { DataTable, Link, List, SelectInput, TopToolbar, useCanAccess, useLocale } from 'react-admin'
import { Code, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import type { CatalogueEntry } from '../providers/resources.ts'
import { nameOfItem } from './name-of-item.ts'

const BY_ID = { field: 'id', order: 'ASC' } as const

/** The catalogue of items, with filters in the address. */
export function ItemList() {
  const words = useWords()
  const locale = useLocale()
  const filters = useItemFilters()
  return (
    <List filters={filters} sort={BY_ID} perPage={50} actions={<ItemListActions />} exporter={false} empty={false}>
      <DataTable<CatalogueEntry> body={TableRows} bulkActionButtons={false} rowClick="edit">
        <DataTable.Col
          source="id"
          render={({ id }: CatalogueEntry) => (
            <Link to={`/items/${id}`}>
              <Code>{id}</Code>
            </Link>
          )}
        />
        <DataTable.Col source="name" disableSort render={(item: CatalogueEntry) => nameOfItem(item, locale)} />
        <DataTable.Col source="kind" render={(item: CatalogueEntry) => words(`items.kinds.${item.kind}`)} />
        <DataTable.Col
          source="rarity"
          disableSort
          render={({ rarity }: CatalogueEntry) => (rarity ? words(`items.rarities.${rarity}`) : '–')}
        />
        <DataTable.Col
          source="expiresAfterDays"
          disableSort
          render={({ expiresAfterDays: days }: CatalogueEntry) =>
            days === null ? words('items.forEver') : words('items.days', { smart_count: days })
          }
        />
        <DataTable.Col source="active" disableSort render={(item: CatalogueEntry) => <ActiveBadge {...item} />} />
        <DataTable.Col source="updatedAt">
          <TimeField source="updatedAt" short />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

function ActiveBadge({ active }: { active: boolean }) {
  const words = useWords()
  return (
    <Chip
      size="small"
      color={active ? 'success' : 'default'}
      variant={active ? 'filled' : 'outlined'}
      label={words(active ? 'items.active' : 'items.inactive')}
    />
  )
}

function ItemListActions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'items' })
  return (
    <TopToolbar>
      {canAccess ? (
        <Button size="small" component={Link} to="/items/create" startIcon={<AddIcon />} data-testid="item-new">
          {words('items.new')}
        </Button>
      ) : null}
    </TopToolbar>
  )
}

function useItemFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(
    () => [
      <SelectInput
        key="kind"
        source="kind"
        alwaysOn
        helperText={false}
        choices={ITEM_KINDS.map((kind) => ({ id: kind, name: words(`items.kinds.${kind}`) }))}
        emptyText={words('items.allKinds')}
        translateChoice={false}
      />,
      <SelectInput
        key="active"
        source="active"
        alwaysOn
        helperText={false}
        choices={[
          { id: 'true', name: words('items.active') },
          { id: 'false', name: words('items.inactive') },
        ]}
        emptyText={words('items.allStates')}
        translateChoice={false}
      />,
    ],
    [words],
  )
}
