import { type AdminExperiment, EXPERIMENT_SUBJECTS, HARM_METRICS, METRICS } from '@casino-club/shared'
import { Alert, Box, Button, MenuItem, Paper, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import {
  bodyOf,
  draftOf,
  EMPTY_EXPERIMENT,
  EMPTY_VARIANT,
  type ExperimentDraft,
  TEXT_FIELDS,
  type VariantDraft,
} from './experiment-draft.ts'

interface ExperimentEditorProps {
  /** Null: a new one. */
  readonly seen: AdminExperiment | null
  readonly onKept: (id: string) => void
}

const GRID = { display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))' } as const

/** The draft of one experiment: typed and kept. */
export function ExperimentEditor({ seen, onKept }: ExperimentEditorProps) {
  const words = useWords()
  const notify = useNotify()
  const failureWords = useFailureWords()
  const { draftExperiment } = useAdminActions()
  const [id, setId] = useState(seen?.id ?? '')
  const [draft, setDraft] = useState<ExperimentDraft>(() => (seen ? draftOf(seen.body) : EMPTY_EXPERIMENT))
  const body = bodyOf(draft)
  const ready = body !== null && /^[a-z][a-z0-9-]{0,39}$/.test(id)
  const edit = (change: Partial<ExperimentDraft>) => setDraft({ ...draft, ...change })
  const keep = () => {
    if (body === null) return
    draftExperiment(id, seen?.version ?? null, body).then(
      () => onKept(id),
      (error: unknown) => notify(failureWords(error), { type: 'error' }),
    )
  }
  return (
    <Panel title={seen ? words('experiments.edit', { id: seen.id }) : words('experiments.new')}>
      <Stack spacing={2}>
        <Box sx={GRID}>
          <TextField
            size="small"
            label={words('experiments.fields.id')}
            value={id}
            disabled={seen !== null}
            onChange={(event) => setId(event.target.value)}
            slotProps={{ htmlInput: { 'data-testid': 'experiment-id', maxLength: 40 } }}
          />
          <TextInputs draft={draft} onEdit={edit} />
          <Choices draft={draft} onEdit={edit} />
        </Box>
        <VariantInputs variants={draft.variants} onEdit={(variants) => edit({ variants })} />
        {ready ? null : <Alert severity="warning">{words('experiments.wrong')}</Alert>}
        <Box>
          <Button disabled={!ready} onClick={keep} variant="contained" data-testid="experiment-keep">
            {words('experiments.keep')}
          </Button>
        </Box>
      </Stack>
    </Panel>
  )
}

interface InputsProps {
  readonly draft: ExperimentDraft
  readonly onEdit: (change: Partial<ExperimentDraft>) => void
}

function TextInputs({ draft, onEdit }: InputsProps) {
  const words = useWords()
  return TEXT_FIELDS.map((field) => (
    <TextField
      key={field}
      size="small"
      label={words(`experiments.fields.${field}`)}
      value={draft[field]}
      onChange={(event) => onEdit({ [field]: event.target.value })}
      autoComplete="off"
      slotProps={{ htmlInput: { 'data-testid': `experiment-${field}`, maxLength: 500 } }}
    />
  ))
}

/** What is chosen from a list. */
function Choices({ draft, onEdit }: InputsProps) {
  const words = useWords()
  const chosen = <T extends string>(all: readonly T[], values: string): T[] => {
    const list = values.split(',')
    return all.filter((one) => list.includes(one))
  }
  const menu = (all: readonly (typeof METRICS | typeof HARM_METRICS)[number][]) =>
    all.map((metric) => (
      <MenuItem key={metric} value={metric}>
        {words(`experiments.metrics.${metric}`)}
      </MenuItem>
    ))
  const many = { size: 'small', select: true } as const
  return (
    <>
      <TextField
        {...many}
        label={words('experiments.fields.subject')}
        value={draft.subject}
        onChange={({ target }) =>
          onEdit({ subject: EXPERIMENT_SUBJECTS.find((subject) => subject === target.value) ?? draft.subject })
        }
      >
        {EXPERIMENT_SUBJECTS.map((subject) => (
          <MenuItem key={subject} value={subject}>
            {words(`experiments.subjects.${subject}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        {...many}
        label={words('experiments.fields.primary')}
        value={draft.primary}
        onChange={({ target }) => onEdit({ primary: METRICS.find((it) => it === target.value) ?? draft.primary })}
      >
        {menu(METRICS)}
      </TextField>
      <TextField
        {...many}
        label={words('experiments.fields.secondary')}
        value={draft.secondary}
        onChange={({ target }) => onEdit({ secondary: chosen(METRICS, String(target.value)) })}
        slotProps={{ select: { multiple: true } }}
      >
        {menu(METRICS)}
      </TextField>
      <TextField
        {...many}
        label={words('experiments.fields.guardrails')}
        value={draft.guardrails}
        onChange={({ target }) => onEdit({ guardrails: chosen(HARM_METRICS, String(target.value)) })}
        slotProps={{ select: { multiple: true } }}
      >
        {menu(HARM_METRICS)}
      </TextField>
    </>
  )
}

const VARIANT_FIELDS = ['id', 'name', 'weight', 'settings'] as const
const MOST_VARIANTS = 6

interface VariantInputsProps {
  readonly variants: readonly VariantDraft[]
  readonly onEdit: (variants: readonly VariantDraft[]) => void
}

function VariantInputs({ variants, onEdit }: VariantInputsProps) {
  const words = useWords()
  const change = (index: number, what: Partial<VariantDraft>) =>
    onEdit(variants.map((variant, at) => (at === index ? { ...variant, ...what } : variant)))
  return (
    <>
      {variants.map((variant, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a variant is known by its place until it has an id
        <Paper key={index} variant="outlined" sx={{ p: 2 }}>
          <Box sx={GRID}>
            {VARIANT_FIELDS.map((field) => (
              <TextField
                key={field}
                size="small"
                label={words(`experiments.fields.${field}`)}
                value={variant[field]}
                multiline={field === 'settings'}
                helperText={field === 'id' && index === 0 ? words('experiments.control') : undefined}
                onChange={(event) => change(index, { [field]: event.target.value })}
                autoComplete="off"
                slotProps={{ htmlInput: { 'data-testid': `variant-${index}-${field}` } }}
              />
            ))}
          </Box>
          {index > 1 ? (
            <Button size="small" sx={{ mt: 1 }} onClick={() => onEdit(variants.filter((_, at) => at !== index))}>
              {words('experiments.removeVariant')}
            </Button>
          ) : null}
        </Paper>
      ))}
      <Box>
        <Button disabled={variants.length >= MOST_VARIANTS} onClick={() => onEdit([...variants, EMPTY_VARIANT])}>
          {words('experiments.addVariant')}
        </Button>
      </Box>
    </>
  )
}
