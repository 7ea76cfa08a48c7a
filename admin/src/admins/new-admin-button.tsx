import type { AdminRole } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, TextField } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { LEAST_PASSWORD, PasswordInput, RoleInput } from './role-input.tsx'

export function NewAdminButton() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'admins' })
  const [open, setOpen] = useState(false)
  if (!canAccess) return null
  return (
    <>
      <Button size="small" startIcon={<AddIcon />} onClick={() => setOpen(true)} data-testid="admin-new">
        {words('access.newAdmin')}
      </Button>
      {open ? <NewAdminDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function NewAdminDialog({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { createAdmin } = useAdminActions()
  const [siteId, setSiteId] = useState('')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState<AdminRole>('viewer')
  const create = async (reason: string) => {
    await createAdmin({ siteId: siteId.trim(), role, password, reason })
    notify(words('access.adminMade', { siteId: siteId.trim() }), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('access.newAdmin')}
      body={words('access.newAdminBody')}
      confirmLabel={words('access.newAdminConfirm')}
      testId="admin-create"
      ready={/^[\w.-]{3,32}$/.test(siteId.trim()) && password.length >= LEAST_PASSWORD}
      onConfirm={create}
      onClose={onClose}
    >
      <TextField
        label={words('login.siteId')}
        value={siteId}
        autoComplete="off"
        onChange={(event) => setSiteId(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 32, 'data-testid': 'new-admin-id' } }}
      />
      <RoleInput role={role} onChoose={setRole} />
      <PasswordInput
        label={words('access.firstPassword')}
        help={words('access.passwordHelp', { count: LEAST_PASSWORD })}
        value={password}
        onType={setPassword}
        testId="new-admin-password"
      />
    </ReasonDialog>
  )
}
