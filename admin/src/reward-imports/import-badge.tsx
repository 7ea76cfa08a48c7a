import { Chip } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import type { ImportLineRecord, RewardImportRecord } from '../providers/resources.ts'

type Status = RewardImportRecord['status']
type LineStatus = ImportLineRecord['status']

const COLORS = {
  broken: 'error',
  checked: 'warning',
  running: 'info',
  cancelled: 'default',
  done: 'success',
} as const satisfies Record<Status, string>
const LINE_COLORS = {
  waiting: 'default',
  granted: 'success',
  failed: 'error',
  cancelled: 'default',
} as const satisfies Record<LineStatus, string>

/** How far an import is. */
export function ImportBadge({ status }: { status: Status }) {
  const words = useWords()
  return (
    <Chip size="small" color={COLORS[status]} label={words(`imports.statuses.${status}`)} data-testid="import-status" />
  )
}

/** What became of a line. */
export function LineBadge({ status }: { status: LineStatus }) {
  const words = useWords()
  return <Chip size="small" color={LINE_COLORS[status]} label={words(`imports.lineStatuses.${status}`)} />
}
