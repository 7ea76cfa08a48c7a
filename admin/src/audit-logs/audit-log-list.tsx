import { DataTable, List, TopToolbar } from 'react-admin'
import { Code, CodeField, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { ExportButton } from '../players/export-button.tsx'
import type { AuditEntry } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { isAuditAction } from './actions.ts'
import { AuditDetails } from './audit-details.tsx'
import { useAuditFilters } from './audit-filters.tsx'
import { ChainButton } from './chain-button.tsx'

const NEWEST_FIRST = { field: 'id', order: 'DESC' } as const

/** Who changed what, when, why and from where; a row opens to the values before and after. */
export function AuditLogList() {
  const filters = useAuditFilters()
  const { exportAuditLog } = useAdminActions()
  const actions = (
    <TopToolbar>
      <ChainButton />
      <ExportButton resource="audit-logs" fetchFile={exportAuditLog} />
    </TopToolbar>
  )
  return (
    <List filters={filters} sort={NEWEST_FIRST} perPage={25} actions={actions} exporter={false} empty={false}>
      <DataTable<AuditEntry> body={TableRows} bulkActionButtons={false} rowClick="expand" expand={<AuditDetails />}>
        <DataTable.Col source="id" />
        <DataTable.Col source="occurredAt" disableSort>
          <TimeField source="occurredAt" />
        </DataTable.Col>
        <DataTable.Col source="adminSiteId" disableSort render={(entry: AuditEntry) => <Actor entry={entry} />} />
        <DataTable.Col source="action" disableSort render={(entry: AuditEntry) => <Action action={entry.action} />} />
        <DataTable.Col source="target" disableSort render={(entry: AuditEntry) => <Target entry={entry} />} />
        <DataTable.Col source="reason" disableSort />
        <DataTable.Col source="address" disableSort>
          <CodeField source="address" />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

function Action({ action }: { action: string }) {
  const words = useWords()
  return isAuditAction(action) ? <span title={action}>{words(`audit.actions.${action}`)}</span> : <Code>{action}</Code>
}

function Actor({ entry: { adminId, adminSiteId } }: { entry: AuditEntry }) {
  const words = useWords()
  return <>{adminId === null ? words('drift.system') : adminSiteId}</>
}

const PAGES: Readonly<Record<string, string>> = {
  player: 'players',
  'odds-table': 'odds-tables',
  product: 'products',
  promo: 'promos',
  'promo-batch': 'promo-batches',
  purchase: 'purchases',
  campaign: 'campaigns',
}

function Target({ entry }: { entry: AuditEntry }) {
  const text = `${entry.targetType} ${entry.targetId}`
  const resource = PAGES[entry.targetType]
  if (resource === undefined) return <>{text}</>
  return (
    <RecordLink resource={resource} id={entry.targetId}>
      {text}
    </RecordLink>
  )
}
