import { Alert, Button, DialogActions, DialogContent, Stack, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useTranslate } from 'react-admin'
import type { MessageKey } from '../i18n/app-messages.ts'
import { useWords } from '../i18n/use-words.ts'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import { type GrantRow, MAX_ROWS, NEW_ROW } from './grant-draft.ts'
import { GrantRowInputs } from './grant-row.tsx'
import type { Grant } from './use-grant.ts'

interface GrantEditProps {
  readonly grant: Grant
  readonly failure: unknown
  readonly close: () => void
}

const MAX_REASON = 500
const MAX_NOTE = 200

/** What is granted, and why. */
export function GrantEdit({ grant: { draft, setDraft, checked, review }, failure, close }: GrantEditProps) {
  const words = useWords()
  const translate = useTranslate()
  const [complaining, setComplaining] = useState(false)
  const { rows } = draft
  const setRows = (changed: readonly GrantRow[]) => setDraft({ ...draft, rows: changed })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (checked.rewards) review()
  }
  const text = (field: 'reason' | 'note', help: MessageKey, maxLength: number, wrong: boolean) => (
    <TextField
      label={words(`rewards.${field}`)}
      value={draft[field]}
      onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
      error={wrong}
      helperText={words(help)}
      multiline
      slotProps={{ htmlInput: { 'data-testid': `reward-${field}`, maxLength } }}
    />
  )
  return (
    <form onSubmit={submit} noValidate>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          {failure ? <RefusalAlert failure={failure} testId="reward-refusal" /> : null}
          {complaining && !checked.rewards ? <Alert severity="error">{words('rewards.wrong')}</Alert> : null}
          {rows.map((row, index) => (
            <GrantRowInputs
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              key={index}
              index={index}
              row={row}
              wrong={complaining && checked.wrongRows.has(index)}
              onEdit={(change) => setRows(rows.map((each, at) => (at === index ? { ...each, ...change } : each)))}
              onRemove={rows.length > 1 ? () => setRows(rows.filter((_, at) => at !== index)) : null}
            />
          ))}
          <AddButton rows={rows} onAdd={setRows} />
          {text('reason', 'rewards.reasonHelp', MAX_REASON, complaining && checked.reasonWrong)}
          {text('note', 'rewards.noteHelp', MAX_NOTE, false)}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{translate('ra.action.cancel')}</Button>
        <Button type="submit" variant="contained" data-testid="reward-review">
          {words('rewards.review')}
        </Button>
      </DialogActions>
    </form>
  )
}

function AddButton({ rows, onAdd }: { rows: readonly GrantRow[]; onAdd: (rows: readonly GrantRow[]) => void }) {
  const words = useWords()
  return (
    <div>
      <Button onClick={() => onAdd([...rows, NEW_ROW])} disabled={rows.length >= MAX_ROWS} data-testid="reward-add">
        {words('rewards.add')}
      </Button>
    </div>
  )
}
