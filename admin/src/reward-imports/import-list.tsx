import { IMPORT_STATUSES } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import { Button } from '@mui/material'
import { type ReactElement, useMemo } from 'react'
import { DataTable, Link, List, SelectInput, TopToolbar, useCanAccess } from 'react-admin'
import { AmountField, TimeField } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import type { RewardImportRecord } from '../providers/resources.ts'
import { ImportBadge } from './import-badge.tsx'

const NEWEST_FIRST = { field: 'createdAt', order: 'DESC' } as const

/** Files of grants, the newest first. */
export function ImportList() {
  const format = useFormat()
  const filters = useImportFilters()
  return (
    <List
      filters={filters}
      sort={NEWEST_FIRST}
      perPage={25}
      actions={<ImportListActions />}
      exporter={false}
      empty={false}
    >
      <DataTable<RewardImportRecord> body={TableRows} bulkActionButtons={false} rowClick="show">
        <DataTable.Col source="createdAt" disableSort>
          <TimeField source="createdAt" short />
        </DataTable.Col>
        <DataTable.Col
          source="fileName"
          disableSort
          render={({ id, fileName }: RewardImportRecord) => (
            <RecordLink resource="reward-imports" id={id}>
              {fileName}
            </RecordLink>
          )}
        />
        <DataTable.Col
          source="status"
          disableSort
          render={({ status }: RewardImportRecord) => <ImportBadge status={status} />}
        />
        <DataTable.Col source="lines" align="right" disableSort>
          <AmountField source="lines" />
        </DataTable.Col>
        <DataTable.Col
          source="players"
          align="right"
          disableSort
          render={({ reach }: RewardImportRecord) => format.amount(reach.players)}
        />
        <DataTable.Col source="createdBy" disableSort />
        <DataTable.Col source="reason" disableSort />
      </DataTable>
    </List>
  )
}

function ImportListActions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'import', resource: 'rewards' })
  return (
    <TopToolbar>
      {canAccess ? (
        <Button
          size="small"
          component={Link}
          to="/reward-imports/create"
          startIcon={<AddIcon />}
          data-testid="import-new"
        >
          {words('imports.new')}
        </Button>
      ) : null}
    </TopToolbar>
  )
}

function useImportFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(
    () => [
      <SelectInput
        key="status"
        source="status"
        alwaysOn
        helperText={false}
        choices={IMPORT_STATUSES.map((status) => ({ id: status, name: words(`imports.statuses.${status}`) }))}
        emptyText={words('imports.allStatuses')}
        translateChoice={false}
      />,
    ],
    [words],
  )
}
