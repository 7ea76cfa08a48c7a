import { ANALYTICS_REPORTS, LONGEST_REPORT_NAME, RANKS, type SavedReport } from '@casino-club/shared'
import SaveIcon from '@mui/icons-material/SaveOutlined'
import { Alert, Box, Button, FormControlLabel, Paper, Stack, Switch, TextField } from '@mui/material'
import { type FormEvent, type ReactNode, useState } from 'react'
import { canAsk, PERIODS } from '../analytics/question.ts'
import { useWords } from '../i18n/use-words.ts'
import { useDraftSaving } from '../layout/use-draft-saving.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { type ReportDraft, type ReportField, readReport } from './report-draft.ts'

interface EditorProps {
  /** The report as it was when the form was opened; null for a new one. */
  readonly seen: SavedReport | null
  readonly begin: ReportDraft
  readonly onReload: () => void
}

/** The form of a saved report; shown as saved only when the server has said so. */
export function ReportEditor({ seen, begin, onReload }: EditorProps) {
  const words = useWords()
  const [draft, setDraft] = useState(begin)
  const [complaining, setComplaining] = useState(false)
  const { createReport, updateReport } = useAdminActions()
  const { keep, saving, failure, conflict } = useDraftSaving('saved-reports')
  const { body, wrong } = readReport(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (body === null) return
    let id = seen?.id ?? 0
    void keep(
      () => `${id}`,
      words('savedReports.saved', { name: body.name }),
      async () => {
        id = (await (seen ? updateReport(seen.id, seen.revision, body) : createReport(body))).id
      },
    )
  }
  return (
    <Box component="form" onSubmit={submit} noValidate sx={{ mt: 2 }}>
      <Stack spacing={2}>
        {failure ? <RefusalAlert failure={failure} testId="saved-report-refusal" /> : null}
        {conflict && seen !== null ? (
          <Button onClick={onReload} data-testid="saved-report-reload">
            {words('items.reload')}
          </Button>
        ) : null}
        {complaining && body === null ? <Alert severity="error">{words('items.invalid')}</Alert> : null}
        <Paper sx={{ p: 2.5 }}>
          <Inputs
            draft={draft}
            wrong={complaining ? wrong : new Set()}
            onEdit={(change) => setDraft((before) => ({ ...before, ...change }))}
          />
        </Paper>
        <div>
          <Button
            type="submit"
            variant="contained"
            startIcon={<SaveIcon />}
            loading={saving}
            loadingPosition="start"
            data-testid="saved-report-save"
          >
            {words('savedReports.save')}
          </Button>
        </div>
      </Stack>
    </Box>
  )
}

interface InputsProps {
  readonly draft: ReportDraft
  readonly wrong: ReadonlySet<ReportField>
  readonly onEdit: (change: Partial<ReportDraft>) => void
}

function Inputs(props: InputsProps) {
  const words = useWords()
  const { draft, onEdit } = props
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
      <Text {...props} field="name" label={words('savedReports.name')} longest={LONGEST_REPORT_NAME} />
      <Text {...props} field="description" label={words('savedReports.description')} longest={500} />
      <Choice {...props} field="report" label={words('savedReports.report')}>
        {ANALYTICS_REPORTS.map((report) => (
          <option key={report} value={report}>
            {words(`analytics.reports.${report}`)}
          </option>
        ))}
      </Choice>
      <FormControlLabel
        label={words('savedReports.shareIt')}
        control={
          <Switch
            checked={draft.shared}
            onChange={({ target }) => onEdit({ shared: target.checked })}
            slotProps={{ input: { 'data-testid': 'saved-report-shared' } as object }}
          />
        }
      />
      <PeriodInputs {...props} />
      <FilterInputs {...props} />
    </Box>
  )
}

function PeriodInputs(props: InputsProps) {
  const words = useWords()
  const { draft, onEdit } = props
  return (
    <>
      <FormControlLabel
        label={words('savedReports.moves')}
        control={
          <Switch
            checked={draft.moves}
            onChange={({ target }) => onEdit({ moves: target.checked })}
            slotProps={{ input: { 'data-testid': 'saved-report-moves' } as object }}
          />
        }
      />
      {draft.moves ? (
        <Text {...props} field="lastDays" label={words('savedReports.lastDays')} longest={3} />
      ) : (
        <Stack direction="row" spacing={2}>
          <Text {...props} field="from" label={words('analytics.from')} longest={10} date />
          <Text {...props} field="until" label={words('analytics.until')} longest={10} date />
        </Stack>
      )}
    </>
  )
}

function FilterInputs(props: InputsProps) {
  const words = useWords()
  const { report } = props.draft
  return (
    <>
      {canAsk(report, 'by') ? (
        <Choice {...props} field="by" label={words('analytics.by')}>
          <option value="">–</option>
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {words(`analytics.periods.${period}`)}
            </option>
          ))}
        </Choice>
      ) : null}
      {canAsk(report, 'segment') ? (
        <>
          <Text
            {...props}
            field="segment"
            label={words('analytics.segment')}
            longest={80}
            help={words('analytics.segmentHint')}
          />
          <Choice {...props} field="rank" label={words('analytics.rank')}>
            <option value="">{words('analytics.all')}</option>
            {RANKS.map((rank) => (
              <option key={rank} value={rank}>
                {words(`ranks.${rank}`)}
              </option>
            ))}
          </Choice>
          <Text
            {...props}
            field="variant"
            label={words('analytics.variant')}
            longest={80}
            help={words('analytics.variantHint')}
          />
        </>
      ) : null}
    </>
  )
}

type TextFields = Exclude<keyof ReportDraft, 'shared' | 'moves'>
interface TextProps extends InputsProps {
  readonly field: TextFields
  readonly label: string
  readonly longest: number
  readonly help?: string
  readonly date?: true
}

/** Which part of the form a field is wrong with. */
const partOf = (field: TextFields): ReportField => {
  if (field === 'name' || field === 'description' || field === 'lastDays') return field
  return field === 'from' || field === 'until' ? 'from' : 'ask'
}

function Text({ draft, wrong, onEdit, field, label, longest, help, date }: TextProps) {
  return (
    <TextField
      label={label}
      type={date ? 'date' : 'text'}
      value={draft[field]}
      error={wrong.has(partOf(field)) || (date === true && wrong.has('ask'))}
      helperText={help}
      onChange={({ target: { value } }) => onEdit({ [field]: value })}
      slotProps={{
        htmlInput: { 'data-testid': `saved-report-${field}`, maxLength: longest },
        ...(date && { inputLabel: { shrink: true } }),
      }}
    />
  )
}

function Choice({ draft, onEdit, field, label, children }: Omit<TextProps, 'longest'> & { children: ReactNode }) {
  return (
    <TextField
      select
      label={label}
      value={draft[field]}
      onChange={({ target: { value } }) => onEdit({ [field]: value })}
      slotProps={{
        select: { native: true },
        inputLabel: { shrink: true },
        htmlInput: { 'data-testid': `saved-report-${field}` },
      }}
    >
      {children}
    </TextField>
  )
}
