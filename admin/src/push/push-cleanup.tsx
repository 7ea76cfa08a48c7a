import type { PushCleanupCounts, PushCleanupOrder, PushSettings } from '@casino-club/shared'
import { Alert, Button, Stack } from '@mui/material'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { ConfirmDialog } from '../layout/confirm-dialog.tsx'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { CleanupCounts } from './cleanup-counts.tsx'
import { type CleanupDraft, CleanupInputs } from './cleanup-inputs.tsx'

type Asked = 'save' | 'run' | null

const isSame = (draft: CleanupDraft, seen: PushSettings) =>
  (Object.keys(draft) as (keyof CleanupDraft)[]).every((name) => draft[name] === seen[name])

const orderOf = (draft: CleanupDraft, realTimeCheck: boolean): PushCleanupOrder => ({
  realTimeCheck,
  forceDelete: draft.forceDelete,
  failCountThreshold: draft.failThreshold,
  cleanupInactive: draft.cleanupInactive,
  deleteAfterDays: draft.cleanupDays,
})

interface CleanupProps {
  readonly seen: PushSettings
  readonly onChanged: () => void
}

/** Tries a clean-up out or does it, and keeps what came of it. */
function useCleanup(onCleaned: () => void) {
  const failureWords = useFailureWords()
  const { previewPushCleanup, cleanUpPush } = useAdminActions()
  const [counts, setCounts] = useState<{ done: boolean; counts: PushCleanupCounts } | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const clean = async (order: PushCleanupOrder, done: boolean) => {
    setSending(true)
    setFailure(null)
    try {
      setCounts({ done, counts: await (done ? cleanUpPush(order) : previewPushCleanup(order)) })
      if (done) onCleaned()
    } catch (error) {
      setFailure(failureWords(error))
    } finally {
      setSending(false)
    }
  }
  return { counts, failure, sending, clean }
}

/** What is cleaned up: tried out, done now, or kept for every day. */
export function PushCleanup({ seen, onChanged }: CleanupProps) {
  const words = useWords()
  const { canAccess: mayClean } = useCanAccess({ action: 'clean', resource: 'push' })
  const { canAccess: mayEdit } = useCanAccess({ action: 'edit', resource: 'push' })
  const { revision: _, ...kept } = seen
  const [draft, setDraft] = useState<CleanupDraft>(kept)
  const [realTimeCheck, setRealTimeCheck] = useState(false)
  const [asked, setAsked] = useState<Asked>(null)
  const { counts, failure, sending, clean } = useCleanup(onChanged)
  const close = () => setAsked(null)
  const order = orderOf(draft, realTimeCheck)
  return (
    <Panel title={words('push.cleanup')}>
      <Stack spacing={2}>
        <CleanupInputs
          draft={draft}
          realTimeCheck={realTimeCheck}
          onEdit={(change) => setDraft({ ...draft, ...change })}
          onRealTime={setRealTimeCheck}
        />
        {failure ? <Alert severity="error">{failure}</Alert> : null}
        {counts ? <CleanupCounts {...counts} /> : null}
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
          <Button disabled={!mayClean || sending} onClick={() => void clean(order, false)} data-testid="push-preview">
            {words('push.preview')}
          </Button>
          <Button disabled={!mayClean || sending} onClick={() => setAsked('run')} data-testid="push-run">
            {words('push.run')}
          </Button>
          <Button disabled={!mayEdit || isSame(draft, seen)} onClick={() => setAsked('save')} data-testid="push-save">
            {words('push.save')}
          </Button>
        </Stack>
      </Stack>
      <ConfirmDialog
        open={asked === 'run'}
        title={words('push.runTitle')}
        body={words(draft.forceDelete ? 'push.runForceBody' : 'push.runBody')}
        confirmLabel={words('push.run')}
        sending={sending}
        testId="push-run-confirm"
        onConfirm={() => void clean(order, true).then(close)}
        onClose={close}
      />
      {asked === 'save' ? <SaveDialog seen={seen} draft={draft} onSaved={onChanged} onClose={close} /> : null}
    </Panel>
  )
}

interface SaveDialogProps {
  readonly seen: PushSettings
  readonly draft: CleanupDraft
  readonly onSaved: () => void
  readonly onClose: () => void
}

function SaveDialog({ seen, draft, onSaved, onClose }: SaveDialogProps) {
  const words = useWords()
  const { writePushSettings } = useAdminActions()
  return (
    <ReasonDialog
      title={words('push.saveTitle')}
      body={words('push.saveBody')}
      confirmLabel={words('push.save')}
      testId="push-save-confirm"
      onConfirm={async (reason) => {
        await writePushSettings({ ...draft, seenRevision: seen.revision, reason })
        onSaved()
      }}
      onClose={onClose}
    />
  )
}
