import { Chip } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import type { InviteEntry } from '../providers/resources.ts'

const COLORS = {
  open: 'success',
  expired: 'default',
  'used-up': 'info',
  disabled: 'error',
} as const satisfies Record<InviteEntry['state'], string>

/** Whether a code lets somebody in. */
export function InviteBadge({ state }: { state: InviteEntry['state'] }) {
  const words = useWords()
  return <Chip size="small" color={COLORS[state]} label={words(`invites.states.${state}`)} data-testid="invite-state" />
}
