import type { MergePreview } from '@casino-club/shared'
import { Alert, Button, DialogActions, DialogContent, Stack, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { MovedThings } from './moved-things.tsx'
import { SideBySide } from './side-by-side.tsx'
import type { Merge } from './use-merge.ts'

const SHORTEST = 5

/** What would happen, both accounts side by side; why, and the last press. */
export function MergeReview({ merge, preview }: { merge: Merge; preview: MergePreview }) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const refused = preview.refusals.length > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void merge.merge(reason.trim())
  }
  return (
    <form onSubmit={submit} noValidate>
      <DialogContent>
        <Stack spacing={2} data-testid="merge-preview">
          {merge.failure ? (
            <Alert severity="error" data-testid="merge-failure">
              {merge.failure}
            </Alert>
          ) : null}
          {preview.refusals.map(({ userId, reason: why, message }) => (
            <Alert key={message} severity="error" data-testid="merge-refusal" data-reason={why}>
              {userId === preview.into.id ? preview.into.siteId : preview.from.siteId}: {words(`reasons.${why}`)}
            </Alert>
          ))}
          <SideBySide preview={preview} />
          <MovedThings moved={preview.moved} />
          <Alert severity="warning">
            {words('merges.forGood', { siteId: preview.from.siteId, smart_count: preview.sessions })}
          </Alert>
          <TextField
            label={words('access.reason')}
            helperText={words('access.reasonHelp')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            multiline
            maxRows={4}
            disabled={refused}
            slotProps={{ htmlInput: { maxLength: 500, 'data-testid': 'merge-reason' } }}
          />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={merge.back} disabled={merge.busy} data-testid="merge-back">
          {words('merges.back')}
        </Button>
        <Button
          type="submit"
          variant="contained"
          color="error"
          loading={merge.busy}
          disabled={refused || reason.trim().length < SHORTEST}
          data-testid="merge-confirm"
        >
          {words('merges.confirm')}
        </Button>
      </DialogActions>
    </form>
  )
}
