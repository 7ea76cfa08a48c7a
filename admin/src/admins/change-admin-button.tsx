import EditIcon from '@mui/icons-material/ManageAccountsOutlined'
import { Button, FormControlLabel, Switch } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useGetIdentity, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useWords } from '../i18n/use-words.ts'
import type { AdminAccountRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { LEAST_PASSWORD, PasswordInput, RoleInput } from './role-input.tsx'

/** Role, state and password of another admin; one's own are changed by another owner. */
export function ChangeAdminButton({ admin }: { admin: AdminAccountRecord }) {
  const words = useWords()
  const { data: identity } = useGetIdentity()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'admins' })
  const [open, setOpen] = useState(false)
  if (!canAccess || identity?.fullName === admin.siteId) return null
  return (
    <>
      <Button size="small" startIcon={<EditIcon />} onClick={() => setOpen(true)} data-testid="admin-change">
        {words('access.change')}
      </Button>
      {open ? <ChangeAdminDialog admin={admin} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function ChangeAdminDialog({ admin, onClose }: { admin: AdminAccountRecord; onClose: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { changeAdmin } = useAdminActions()
  const wasDisabled = admin.disabledAt !== null
  const [role, setRole] = useState(admin.role)
  const [disabled, setDisabled] = useState(wasDisabled)
  const [password, setPassword] = useState('')
  const changes = {
    ...(role !== admin.role && { role }),
    ...(disabled !== wasDisabled && { disabled }),
    ...(password !== '' && { password }),
  }
  const change = async (reason: string) => {
    const { sessions } = await changeAdmin(admin.id, { ...changes, reason })
    notify(words('access.adminChanged', { siteId: admin.siteId, smart_count: sessions }), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('access.changeTitle', { siteId: admin.siteId })}
      body={words('access.changeBody')}
      confirmLabel={words('access.change')}
      testId="admin-change-confirm"
      harmful={disabled && !wasDisabled}
      ready={Object.keys(changes).length > 0 && (password === '' || password.length >= LEAST_PASSWORD)}
      onConfirm={change}
      onClose={onClose}
    >
      <RoleInput role={role} onChoose={setRole} />
      <FormControlLabel
        label={words('access.mayLogIn')}
        control={
          <Switch
            checked={!disabled}
            onChange={(_event, on) => setDisabled(!on)}
            slotProps={{ input: { 'data-testid': 'admin-enabled' } as object }}
          />
        }
      />
      <PasswordInput
        label={words('access.newPassword')}
        help={words('access.newPasswordHelp', { count: LEAST_PASSWORD })}
        value={password}
        onType={setPassword}
        testId="admin-new-password"
      />
    </ReasonDialog>
  )
}
