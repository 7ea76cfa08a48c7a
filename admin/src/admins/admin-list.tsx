import { ADMIN_ROLES } from '@casino-club/shared'
import { Chip } from '@mui/material'
import { type ReactElement, useMemo } from 'react'
import { DataTable, List, SelectInput, TopToolbar } from 'react-admin'
import { TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import type { AdminAccountRecord } from '../providers/resources.ts'
import { ChangeAdminButton } from './change-admin-button.tsx'
import { NewAdminButton } from './new-admin-button.tsx'
import { ResetFactorButton } from './reset-factor-button.tsx'
import { RolesButton } from './roles-button.tsx'

const BY_ID = { field: 'id', order: 'ASC' } as const

/** The people who run the club; owners only. */
export function AdminList() {
  const words = useWords()
  const filters = useAdminFilters()
  const actions = (
    <TopToolbar>
      <RolesButton />
      <NewAdminButton />
    </TopToolbar>
  )
  return (
    <List filters={filters} sort={BY_ID} perPage={25} actions={actions} exporter={false} empty={false}>
      <DataTable<AdminAccountRecord> body={TableRows} bulkActionButtons={false} rowClick={false}>
        <DataTable.Col source="id" />
        <DataTable.Col source="siteId" />
        <DataTable.Col source="role" render={({ role }: AdminAccountRecord) => words(`roles.${role}`)} />
        <DataTable.Col source="createdAt" disableSort>
          <TimeField source="createdAt" short />
        </DataTable.Col>
        <DataTable.Col source="lastLoginAt">
          <TimeField source="lastLoginAt" short never={words('players.never')} />
        </DataTable.Col>
        <DataTable.Col
          source="disabledAt"
          disableSort
          render={(admin: AdminAccountRecord) => <State admin={admin} />}
        />
        <DataTable.Col
          source="secondFactor"
          disableSort
          render={({ secondFactor }: AdminAccountRecord) =>
            words(secondFactor ? 'signIn.security.has' : 'signIn.security.hasNot')
          }
        />
        <DataTable.Col
          source="reset"
          label={false}
          disableSort
          render={(admin: AdminAccountRecord) => <ResetFactorButton admin={admin} />}
        />
        <DataTable.Col
          source="change"
          label={false}
          disableSort
          render={(admin: AdminAccountRecord) => <ChangeAdminButton admin={admin} />}
        />
      </DataTable>
    </List>
  )
}

function State({ admin: { disabledAt } }: { admin: AdminAccountRecord }) {
  const words = useWords()
  return (
    <Chip
      size="small"
      variant="outlined"
      color={disabledAt === null ? 'success' : 'error'}
      label={words(disabledAt === null ? 'access.enabled' : 'access.disabled')}
    />
  )
}

function useAdminFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(
    () => [
      <SelectInput
        key="role"
        source="role"
        alwaysOn
        helperText={false}
        choices={ADMIN_ROLES.map((role) => ({ id: role, name: words(`roles.${role}`) }))}
        emptyText={words('access.allRoles')}
        translateChoice={false}
      />,
    ],
    [words],
  )
}
