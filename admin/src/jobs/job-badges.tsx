import { Chip } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import type { JobRow, JobRunRow } from '../providers/resources.ts'

const COLORS = {
  waiting: 'default',
  running: 'info',
  done: 'success',
  failed: 'error',
  skipped: 'warning',
} as const satisfies Record<JobRunRow['state'], string>

/** How far a run is. */
export function RunBadge({ state }: { state: JobRunRow['state'] }) {
  const words = useWords()
  return <Chip size="small" color={COLORS[state]} label={words(`jobs.states.${state}`)} data-testid="run-state" />
}

/** Whether a job wants somebody to look at it. */
export function TroubleBadge({ trouble }: { trouble: JobRow['trouble'] }) {
  const words = useWords()
  const label = words(trouble === null ? 'jobs.well' : `jobs.troubles.${trouble}`)
  return <Chip size="small" color={trouble === null ? 'success' : 'error'} label={label} data-testid="job-trouble" />
}

/** Whether the timetable runs it. */
export function EnabledBadge({ enabled }: { enabled: boolean }) {
  const words = useWords()
  return (
    <Chip
      size="small"
      variant={enabled ? 'filled' : 'outlined'}
      label={words(enabled ? 'jobs.enabled' : 'jobs.disabled')}
      data-testid="job-enabled"
    />
  )
}
