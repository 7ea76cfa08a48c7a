import { Chip } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import type { SlotTableVersion } from '../providers/resources.ts'

type Status = SlotTableVersion['status']

const COLORS = { draft: 'warning', published: 'success', retired: 'default' } as const satisfies Record<Status, string>

export function StatusBadge({ status }: { status: Status }) {
  const words = useWords()
  return (
    <Chip
      size="small"
      color={COLORS[status]}
      variant={status === 'published' ? 'filled' : 'outlined'}
      label={words(`slotTables.status.${status}`)}
    />
  )
}
