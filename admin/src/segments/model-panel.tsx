import { Alert, Typography } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useReport } from '../reports/use-report.ts'

/** What spending is expected by, and how far that was off. */
export function ModelPanel() {
  const words = useWords()
  const format = useFormat()
  const { readSegmentModel } = useAdminActions()
  const { report, failure, reading } = useReport(readSegmentModel)
  const off = report?.heldOut
  return (
    <Panel title={words('segments.model')}>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      <Typography variant="body2" color="text.secondary">
        {words('segments.modelLead')}
      </Typography>
      {report ? (
        <Typography variant="body2" data-testid="segment-model">
          {words('segments.payers', { day: report.asOf, payers: format.amount(report.payers) })}{' '}
          {off
            ? words('segments.heldOut', {
                ...{ players: format.amount(off.players), error: format.amount(off.meanError) },
                ...{ baseline: format.amount(off.baselineError), expected: format.amount(off.expected) },
                actual: format.amount(off.actual),
              })
            : words('segments.noHeldOut')}
        </Typography>
      ) : null}
      {report || reading || failure ? null : <Typography variant="body2">{words('segments.noModel')}</Typography>}
    </Panel>
  )
}
