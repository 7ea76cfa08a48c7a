import { INVITE_STATES } from '@casino-club/shared'
import { type ReactElement, useMemo } from 'react'
import { DataTable, List, SearchInput, SelectInput, TextInput, TopToolbar } from 'react-admin'
import { Code, TimeField } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { ExportButton } from '../players/export-button.tsx'
import type { InviteEntry } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { InviteBadge } from './invite-badge.tsx'
import { NewInvitesButton } from './new-invites-button.tsx'

const NEWEST_FIRST = { field: 'createdAt', order: 'DESC' } as const

/** Invite codes, with filters in the address. */
export function InviteList() {
  const words = useWords()
  const format = useFormat()
  const filters = useInviteFilters()
  const uses = ({ usedCount, maxUses }: InviteEntry) =>
    `${format.amount(usedCount)} / ${maxUses === null ? words('invites.unlimited') : format.amount(maxUses)}`
  return (
    <List
      filters={filters}
      sort={NEWEST_FIRST}
      perPage={50}
      actions={<InviteListActions />}
      exporter={false}
      empty={false}
    >
      <DataTable<InviteEntry> body={TableRows} bulkActionButtons={false} rowClick="show">
        <DataTable.Col
          source="code"
          render={({ id }: InviteEntry) => (
            <RecordLink resource="invites" id={id}>
              <Code>{id}</Code>
            </RecordLink>
          )}
        />
        <DataTable.Col source="state" disableSort render={({ state }: InviteEntry) => <InviteBadge state={state} />} />
        <DataTable.Col source="usedCount" align="right" render={uses} />
        <DataTable.Col
          source="expiresAt"
          render={({ expiresAt }: InviteEntry) => (expiresAt ? format.dateTime(expiresAt) : words('invites.noEnd'))}
        />
        <DataTable.Col source="note" disableSort />
        <DataTable.Col source="createdBy" disableSort />
        <DataTable.Col source="createdAt">
          <TimeField source="createdAt" short />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}

function InviteListActions() {
  const { exportInvites } = useAdminActions()
  return (
    <TopToolbar>
      <NewInvitesButton />
      <ExportButton resource="invites" fetchFile={exportInvites} />
    </TopToolbar>
  )
}

function useInviteFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(() => {
    const search = words('invites.search')
    return [
      <SearchInput
        key="q"
        source="q"
        alwaysOn
        helperText={false}
        placeholder={search}
        slotProps={{ htmlInput: { 'aria-label': search, 'data-testid': 'invites-q', maxLength: 100 } }}
      />,
      <SelectInput
        key="state"
        source="state"
        alwaysOn
        helperText={false}
        choices={INVITE_STATES.map((state) => ({ id: state, name: words(`invites.states.${state}`) }))}
        emptyText={words('invites.allStates')}
        translateChoice={false}
      />,
      <TextInput key="createdBy" source="createdBy" helperText={false} />,
      <TextInput key="batchId" source="batchId" helperText={false} />,
    ]
  }, [words])
}
