import { RANKS } from '@casino-club/shared'
import { Paper, Stack, TextField, Typography } from '@mui/material'
import { type ReactNode, useEffect, useState } from 'react'
import { useCanAccess, useLocale } from 'react-admin'
import { CLUB_ZONE_LABEL } from '../format/zone.ts'
import { useWords } from '../i18n/use-words.ts'
import { SaveFileButton } from '../players/save-file-button.tsx'
import type { SegmentChoice } from '../providers/analytics-actions.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { type AskedField, canAsk, isWrong, PERIODS, type Question } from './question.ts'

interface BarProps {
  readonly asked: Question
  readonly query: URLSearchParams | null
  readonly onAsk: (change: Partial<Record<AskedField, string>>) => void
}

/** What the figures are of; what a report cannot be asked is shown and cannot be changed. */
export function QuestionBar({ asked, query, onAsk }: BarProps) {
  const words = useWords()
  const { exportAnalytics } = useAdminActions()
  const { report } = asked
  const choices = useSegmentChoices()
  const field = (name: AskedField) => ({ name, asked, onAsk })
  return (
    <Paper sx={{ p: 2 }}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {words('analytics.lead', { zone: CLUB_ZONE_LABEL })}
      </Typography>
      <Stack direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'flex-start' }}>
        <Field {...field('from')} type="date" />
        <Field {...field('until')} type="date" />
        <Choice {...field('by')}>
          {canAsk(report, 'by') ? null : <option value="">–</option>}
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {words(`analytics.periods.${period}`)}
            </option>
          ))}
        </Choice>
        <SegmentField {...field('segment')} choices={choices} />
        <Choice {...field('rank')}>
          <option value="">{words('analytics.all')}</option>
          {RANKS.map((rank) => (
            <option key={rank} value={rank}>
              {words(`ranks.${rank}`)}
            </option>
          ))}
        </Choice>
        <Field {...field('variant')} hint={words('analytics.variantHint')} wrong={isWrong(asked, 'variant')} />
        <SaveFileButton
          resource="analytics"
          action="read"
          disabled={query === null}
          fetchFile={() => exportAnalytics(report, query ?? new URLSearchParams())}
          testId="analytics-csv"
        />
      </Stack>
    </Paper>
  )
}

interface FieldProps {
  readonly name: AskedField
  readonly asked: Question
  readonly onAsk: BarProps['onAsk']
  readonly type?: 'date'
  readonly hint?: string
  readonly wrong?: boolean
}

function Field({ name, asked, onAsk, type, hint, wrong = false }: FieldProps) {
  const words = useWords()
  const disabled = !canAsk(asked.report, name)
  return (
    <TextField
      type={type ?? 'text'}
      size="small"
      label={words(`analytics.${name}`)}
      value={asked[name]}
      error={wrong}
      disabled={disabled}
      helperText={disabled ? words('analytics.notHere') : hint}
      onChange={(event) => onAsk({ [name]: event.target.value })}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { 'data-testid': `ask-${name}`, maxLength: 80 } }}
    />
  )
}

function Choice({ name, asked, onAsk, children }: FieldProps & { readonly children: ReactNode }) {
  const words = useWords()
  const disabled = !canAsk(asked.report, name)
  return (
    <TextField
      select
      size="small"
      label={words(`analytics.${name}`)}
      value={asked[name]}
      disabled={disabled}
      helperText={disabled ? words('analytics.notHere') : undefined}
      onChange={(event) => onAsk({ [name]: event.target.value })}
      sx={{ minWidth: 120 }}
      slotProps={{
        select: { native: true },
        inputLabel: { shrink: true },
        htmlInput: { 'data-testid': `ask-${name}` },
      }}
    >
      {children}
    </TextField>
  )
}

/** Null: they are not known, since this admin may not read them or they could not be read. */
function useSegmentChoices(): readonly SegmentChoice[] | null {
  const { readSegmentChoices } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'segments' })
  const [choices, setChoices] = useState<readonly SegmentChoice[] | null>(null)
  useEffect(() => {
    if (canAccess) readSegmentChoices().then(setChoices, () => setChoices(null))
  }, [canAccess, readSegmentChoices])
  return choices
}

/** One of the segments there are; where those are not known, it is typed. */
function SegmentField({ choices, ...field }: FieldProps & { readonly choices: readonly SegmentChoice[] | null }) {
  const words = useWords()
  const locale = useLocale()
  const { asked } = field
  if (choices === null)
    return <Field {...field} hint={words('analytics.segmentHint')} wrong={isWrong(asked, 'segment')} />
  const isKnown = asked.segment === '' || choices.some(({ id }) => id === asked.segment)
  return (
    <Choice {...field}>
      <option value="">{words('analytics.everybody')}</option>
      {isKnown ? null : <option value={asked.segment}>{asked.segment}</option>}
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {id.split(':')[0]}: {locale === 'ko' ? name.ko : name.en}
        </option>
      ))}
    </Choice>
  )
}
