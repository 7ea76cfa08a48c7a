import { Button } from '@mui/material'
import { useState } from 'react'
import { DataTable, List, TopToolbar, useCanAccess, useGetIdentity, useNotify, useRefresh } from 'react-admin'
import { TimeField } from '../format/fields.tsx'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { ConfirmDialog } from '../layout/confirm-dialog.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import type { AdminAccount } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

const BY_ID = { field: 'id', order: 'ASC' } as const

/** The people who run the club, and whether each has a second factor. */
export function AdminList() {
  const words = useWords()
  return (
    <List sort={BY_ID} perPage={50} actions={<TopToolbar />} exporter={false} empty={false}>
      <DataTable<AdminAccount> body={TableRows} bulkActionButtons={false} rowClick={false}>
        <DataTable.Col source="id" disableSort />
        <DataTable.Col source="siteId" disableSort />
        <DataTable.Col source="role" disableSort render={({ role }: AdminAccount) => words(`roles.${role}`)} />
        <DataTable.Col
          source="secondFactor"
          disableSort
          render={({ secondFactor }: AdminAccount) =>
            words(secondFactor ? 'access.security.has' : 'access.security.hasNot')
          }
        />
        <DataTable.Col source="lastLoginAt" disableSort>
          <TimeField source="lastLoginAt" />
        </DataTable.Col>
        <DataTable.Col label={false} render={(admin: AdminAccount) => <ResetButton admin={admin} />} />
      </DataTable>
    </List>
  )
}

function ResetButton({ admin: { id, siteId, secondFactor } }: { admin: AdminAccount }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { resetSecondFactor } = useAdminActions()
  const { data: identity } = useGetIdentity()
  const { canAccess } = useCanAccess({ action: 'second-factor', resource: 'admins' })
  const [open, setOpen] = useState(false)
  if (!canAccess || !secondFactor || identity?.id === id) return null
  const reset = async () => {
    setOpen(false)
    try {
      await resetSecondFactor(id)
      notify(words('access.security.resetDone', { siteId }), { type: 'success' })
      refresh()
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    }
  }
  return (
    <>
      <Button color="error" size="small" onClick={() => setOpen(true)} data-testid="reset-factor">
        {words('access.security.reset')}
      </Button>
      <ConfirmDialog
        open={open}
        title={words('access.security.resetTitle', { siteId })}
        body={words('access.security.resetBody')}
        confirmLabel={words('access.security.reset')}
        sending={false}
        testId="reset-factor-confirm"
        onConfirm={() => void reset()}
        onClose={() => setOpen(false)}
      />
    </>
  )
}
