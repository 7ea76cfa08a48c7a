import { Alert, LinearProgress, Stack, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useFormat } from '../../format/use-format.ts'
import { useFailureWords } from '../../i18n/use-failure-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { returnRange } from '../compare/compare.ts'
import type { TableCheck } from './use-table-check.ts'
import type { TableForm } from './use-table-form.ts'

/** What the table is worth at this moment: its exact return, what is wrong with it, and whether it could be published. */
export function CheckState({ tableForm, check }: { tableForm: TableForm; check: TableCheck }) {
  const words = useWords()
  const valid = tableForm.table !== null
  const checking = valid && check.stale
  return (
    <Stack spacing={1} data-testid="odds-check">
      <LinearProgress sx={{ visibility: checking ? 'visible' : 'hidden' }} aria-label={words('odds.editor.checking')} />
      {check.answer?.analysis ? <Return check={check} /> : null}
      {valid ? null : (
        <Alert severity="warning" data-testid="odds-problems">
          {[words('odds.editor.problems'), ...tableForm.generalProblems, ...fieldProblems(tableForm)].map((text) => (
            <div key={text}>{text}</div>
          ))}
        </Alert>
      )}
      {!valid && check.answer?.analysis ? (
        <Typography variant="caption" color="text.secondary">
          {words('odds.editor.stale')}
        </Typography>
      ) : null}
      {valid && !checking ? <Verdict check={check} /> : null}
    </Stack>
  )
}

const MOST_TOLD = 5

/** The first problems of single fields, which may stand beside inputs out of sight. */
const fieldProblems = ({ fieldProblems: all }: TableForm): string[] =>
  all.slice(0, MOST_TOLD).map(({ path, text }) => `${path}: ${text}`)

function Return({ check: { answer, stale } }: { check: TableCheck }) {
  const words = useWords()
  const format = useFormat()
  const range = answer?.analysis ? returnRange(answer.analysis) : null
  const [low, high] = [range?.low ?? 0, range?.high ?? 0].map((value) => format.percent(value, 4))
  return (
    <Typography sx={{ fontSize: 22, fontWeight: 700, opacity: stale ? 0.5 : 1 }} data-testid="odds-check-return">
      {range ? words('odds.range', { low: low ?? '', high: high ?? '' }) : words('odds.noReturn')}
    </Typography>
  )
}

function Verdict({ check: { answer, failure } }: { check: TableCheck }) {
  const words = useWords()
  const translate = useTranslate()
  const failureWords = useFailureWords()
  if (failure) {
    return (
      <Alert severity="error">
        {words('odds.editor.checkFailed')} {failureWords(failure)}
      </Alert>
    )
  }
  if (!answer?.refusal) return <Alert severity="success">{words('odds.editor.publishable')}</Alert>
  const { reason, message } = answer.refusal
  return (
    <Alert severity="warning" data-testid="odds-check-refusal">
      {words('odds.editor.notPublishable')} {translate(`reasons.${reason}`, { _: reason })}
      <div>{message}</div>
    </Alert>
  )
}
