import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Skeleton,
  Stack,
  TextField,
} from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useRefresh, useTranslate } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { RequestError } from '../../providers/request-error.ts'
import type { OddsVersion } from '../../providers/resources.ts'
import { HeadlineTable } from '../compare/headline-table.tsx'
import { RefusalAlert } from '../refusal-alert.tsx'
import { useLiveVersion } from '../use-live-version.ts'
import { usePublishing } from './use-publishing.ts'

const MAX_REASON = 500

/** Shows what would change, asks why, and publishes; stays open with the server's words when it refuses. */
export function PublishDialog({ version: shown, onClose }: { version: OddsVersion; onClose: () => void }) {
  const words = useWords()
  const translate = useTranslate()
  const refresh = useRefresh()
  // The dialog is about the draft it was opened for, even if a newer reading of it comes meanwhile.
  const [version] = useState(shown)
  const { publish, sending, failure } = usePublishing(version, onClose)
  const [reason, setReason] = useState('')
  const [complaining, setComplaining] = useState(false)
  const missing = complaining && reason.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (reason.trim() !== '') void publish(reason.trim())
  }
  const close = () => {
    if (sending) return
    if (failure) refresh()
    onClose()
  }
  const named = { version: version.version, game: words(`games.${version.game}`) }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="odds-publish-title">
      <DialogTitle id="odds-publish-title">{words('odds.publish.title', named)}</DialogTitle>
      <form onSubmit={submit} noValidate>
        <DialogContent>
          <Stack spacing={2}>
            <DialogContentText>{words('odds.publish.body')}</DialogContentText>
            <WhatChanges version={version} />
            {failure ? <PublishFailure failure={failure} /> : null}
            <TextField
              label={words('odds.publish.reason')}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              error={missing}
              helperText={words(missing ? 'odds.publish.reasonMissing' : 'odds.publish.reasonHelp')}
              multiline
              minRows={2}
              autoFocus
              slotProps={{ htmlInput: { 'data-testid': 'odds-publish-reason', maxLength: MAX_REASON } }}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={close} disabled={sending}>
            {translate('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="error" loading={sending} data-testid="odds-publish-confirm">
            {words('odds.publish.confirm')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function WhatChanges({ version }: { version: OddsVersion }) {
  const words = useWords()
  const live = useLiveVersion(version.game)
  if (live.pending) return <Skeleton variant="rounded" height={110} />
  if (live.failure) return <RefusalAlert failure={live.failure} testId="odds-live-failed" />
  return (
    <div>
      {live.version ? null : <Alert severity="info">{words('odds.noLive')}</Alert>}
      <HeadlineTable before={live.version?.analysis ?? null} after={version.analysis} />
    </div>
  )
}

function PublishFailure({ failure }: { failure: unknown }) {
  const words = useWords()
  if (failure instanceof RequestError && failure.outcomeUnknown) {
    return <Alert severity="warning">{words('odds.publish.unknown')}</Alert>
  }
  if (failure instanceof RequestError && failure.code === 'CONFLICT') {
    return (
      <Alert severity="warning" data-testid="odds-publish-conflict">
        {words('odds.publish.conflict')}
      </Alert>
    )
  }
  return <RefusalAlert failure={failure} testId="odds-publish-refusal" />
}
