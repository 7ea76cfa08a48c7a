import type { PushCleanupRun } from '@casino-club/shared'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { ReportTable } from '../reports/report-table.tsx'

const COLUMNS = ['at', 'by', 'checked', 'cleaned', 'failing', 'asleep', 'expired', 'forced', 'old'] as const

/** The clean-ups there were, the newest first. */
export function PushRuns({ runs }: { runs: readonly PushCleanupRun[] }) {
  const words = useWords()
  const { amount, shortDateTime } = useFormat()
  return (
    <Panel title={words('push.history')}>
      {runs.length === 0 ? <p>{words('push.noRuns')}</p> : null}
      {runs.length > 0 ? (
        <ReportTable
          name={words('push.history')}
          columns={COLUMNS.map((column) => words(`push.runColumns.${column}`))}
          left={2}
          rows={runs.map(({ id, ranAt, admin, counts: { totalChecked, cleanedCount, stats } }) => ({
            key: String(id),
            cells: [
              shortDateTime(ranAt),
              admin ?? words('push.timetable'),
              ...[totalChecked, cleanedCount, stats.failCountCleaned, stats.inactiveCleaned].map(amount),
              ...[stats.expiredCleaned, stats.forceDeleted, stats.oldSoftDeletedCleaned].map(amount),
            ],
          }))}
          testId="push-runs"
        />
      ) : null}
    </Panel>
  )
}
