import { ADMIN_ROLES } from '@casino-club/shared'
import {
  Button,
  Dialog,
  DialogContent,
  DialogTitle,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material'
import { useState } from 'react'
import { useGetOne } from 'react-admin'
import { Code } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import type { RolesRecord } from '../providers/resources.ts'

/** What each role may do, as the server enforces it. */
export function RolesButton() {
  const words = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="roles-open">
        {words('access.roles')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} maxWidth="md" aria-labelledby="roles-title">
        <DialogTitle id="roles-title">{words('access.roles')}</DialogTitle>
        <DialogContent>{open ? <RolesTable /> : null}</DialogContent>
      </Dialog>
    </>
  )
}

function RolesTable() {
  const words = useWords()
  const { data } = useGetOne<RolesRecord>('roles', { id: 'all' })
  if (!data) return null
  const permissions = [...new Set(ADMIN_ROLES.flatMap((role) => data[role]))].sort()
  return (
    <Table size="small" data-testid="roles">
      <TableHead>
        <TableRow>
          <TableCell>{words('access.permission')}</TableCell>
          {ADMIN_ROLES.map((role) => (
            <TableCell key={role} align="center">
              {words(`roles.${role}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {permissions.map((permission) => (
          <TableRow key={permission}>
            <TableCell>
              <Code>{permission}</Code>
            </TableCell>
            {ADMIN_ROLES.map((role) => (
              <TableCell key={role} align="center">
                {data[role].includes(permission) ? '✓' : '–'}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
