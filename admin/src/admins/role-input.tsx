import { ADMIN_ROLES, type AdminRole } from '@casino-club/shared'
import { TextField } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'

interface RoleInputProps {
  readonly role: AdminRole
  readonly onChoose: (role: AdminRole) => void
}

export function RoleInput({ role, onChoose }: RoleInputProps) {
  const words = useWords()
  return (
    <TextField
      select
      label={words('access.role')}
      value={role}
      onChange={(event) => onChoose(event.target.value as AdminRole)}
      slotProps={{ select: { native: true }, htmlInput: { 'data-testid': 'admin-role' } }}
    >
      {ADMIN_ROLES.map((each) => (
        <option key={each} value={each}>
          {words(`roles.${each}`)}
        </option>
      ))}
    </TextField>
  )
}

interface PasswordInputProps {
  readonly label: string
  readonly help?: string
  readonly value: string
  readonly testId: string
  readonly current?: boolean
  readonly onType: (value: string) => void
}

export function PasswordInput({ label, help, value, testId, current, onType }: PasswordInputProps) {
  return (
    <TextField
      type="password"
      label={label}
      helperText={help}
      value={value}
      autoComplete={current ? 'current-password' : 'new-password'}
      onChange={(event) => onType(event.target.value)}
      slotProps={{ htmlInput: { maxLength: 128, 'data-testid': testId } }}
    />
  )
}

/** As the server asks of an admin. */
export const LEAST_PASSWORD = 12
