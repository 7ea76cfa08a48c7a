import { PROMO_KINDS, PROMO_STATES } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, Chip } from '@mui/material'
import { type ReactElement, useMemo, useState } from 'react'
import { DataTable, List, SearchInput, SelectInput, TextInput, TopToolbar, useCanAccess } from 'react-admin'
import { Code, TimeField } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { RecordLink } from '../../layout/record-link.tsx'
import { TableRows } from '../../layout/table-rows.tsx'
import { ExportButton } from '../../players/export-button.tsx'
import type { PromoRecord } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { NewPromosDialog } from './promo-dialog.tsx'

const NEWEST_FIRST = { field: 'createdAt', order: 'DESC' } as const
const COLORS = {
  open: 'success',
  planned: 'info',
  expired: 'default',
  'used-up': 'warning',
  disabled: 'error',
} as const satisfies Record<PromoRecord['state'], string>

/** Whether a code takes anything off. */
export function PromoBadge({ state }: { state: PromoRecord['state'] }) {
  const words = useWords()
  return <Chip size="small" color={COLORS[state]} label={words(`promos.states.${state}`)} data-testid="promo-state" />
}

/** What a code takes off, in words. */
export function usePromoWords() {
  const words = useWords()
  const format = useFormat()
  return ({ kind, value, currency }: PromoRecord): string =>
    kind === 'percent' ? `${value}%` : words(`shop.prices.${currency ?? 'KRW'}`, { amount: format.amount(value) })
}

/** Promo codes, with filters in the address. */
export function PromoList() {
  const words = useWords()
  const format = useFormat()
  const off = usePromoWords()
  const filters = usePromoFilters()
  const uses = ({ used, maxUses }: PromoRecord) =>
    `${format.amount(used)} / ${maxUses === null ? words('promos.unlimited') : format.amount(maxUses)}`
  return (
    <List filters={filters} sort={NEWEST_FIRST} perPage={50} actions={<Actions />} exporter={false} empty={false}>
      <DataTable<PromoRecord> body={TableRows} bulkActionButtons={false} rowClick="show">
        <DataTable.Col
          source="code"
          render={({ id, code }: PromoRecord) => (
            <RecordLink resource="promos" id={id}>
              <Code>{code}</Code>
            </RecordLink>
          )}
        />
        <DataTable.Col source="state" disableSort render={({ state }: PromoRecord) => <PromoBadge state={state} />} />
        <DataTable.Col source="value" disableSort render={off} />
        <DataTable.Col source="used" align="right" render={uses} />
        <DataTable.Col
          source="endsAt"
          render={({ endsAt }: PromoRecord) => (endsAt ? format.dateTime(endsAt) : words('promos.noEnd'))}
        />
        <DataTable.Col source="note" disableSort />
        <DataTable.Col source="createdAt">
          <TimeField source="createdAt" short />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

function Actions() {
  const words = useWords()
  const { exportPromos } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'promos' })
  const [open, setOpen] = useState(false)
  return (
    <TopToolbar>
      {canAccess ? (
        <Button size="small" startIcon={<AddIcon />} onClick={() => setOpen(true)} data-testid="promos-new">
          {words('promos.new')}
        </Button>
      ) : null}
      {open ? <NewPromosDialog onClose={() => setOpen(false)} /> : null}
      <ExportButton resource="promos" fetchFile={exportPromos} />
    </TopToolbar>
  )
}

function usePromoFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(() => {
    const search = words('promos.search')
    return [
      <SearchInput
        key="q"
        source="q"
        alwaysOn
        helperText={false}
        placeholder={search}
        slotProps={{ htmlInput: { 'aria-label': search, 'data-testid': 'promos-q', maxLength: 100 } }}
      />,
      <SelectInput
        key="state"
        source="state"
        alwaysOn
        helperText={false}
        choices={PROMO_STATES.map((state) => ({ id: state, name: words(`promos.states.${state}`) }))}
        emptyText={words('shop.allStates')}
        translateChoice={false}
      />,
      <SelectInput
        key="kind"
        source="kind"
        helperText={false}
        choices={PROMO_KINDS.map((kind) => ({ id: kind, name: words(`promos.kinds.${kind}`) }))}
        emptyText={words('shop.allKinds')}
        translateChoice={false}
      />,
      <TextInput key="batchId" source="batchId" helperText={false} />,
    ]
  }, [words])
}
