import SecurityIcon from '@mui/icons-material/ShieldOutlined'
import { ListItemIcon, ListItemText, MenuItem } from '@mui/material'
import { useState } from 'react'
import { Logout, UserMenu, useGetIdentity } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { OwnPasswordDialog } from './own-password.tsx'
import { isAdminRole } from './roles.ts'

/** Who is logged in, in which role, and the way out. */
export function AdminUserMenu() {
  const words = useWords()
  const { data: identity } = useGetIdentity()
  const role: unknown = identity?.role
  const [changing, setChanging] = useState(false)
  return (
    <>
      <UserMenu>
        <MenuItem disabled sx={{ '&.Mui-disabled': { opacity: 1 } }}>
          <ListItemText
            primary={identity?.fullName}
            secondary={isAdminRole(role) ? words(`roles.${role}`) : null}
            data-testid="admin-identity"
          />
        </MenuItem>
        <MenuItem onClick={() => setChanging(true)} data-testid="own-password">
          {words('access.ownPassword')}
        </MenuItem>
        <MenuItem component={Link} to="/security" data-testid="to-security">
          <ListItemIcon>
            <SecurityIcon fontSize="small" />
          </ListItemIcon>
          <ListItemText primary={words('signIn.security.title')} />
        </MenuItem>
        <Logout />
      </UserMenu>
      {changing ? <OwnPasswordDialog onClose={() => setChanging(false)} /> : null}
    </>
  )
}
