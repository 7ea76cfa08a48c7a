import {
  PUSH_CLEANUP_DAYS,
  PUSH_FAIL_THRESHOLDS,
  type PushCleanupCounts,
  type PushCleanupOrder,
  type PushSettings,
} from '@casino-club/shared'
import { Alert, Button, FormControlLabel, MenuItem, Stack, Switch, TextField } from '@mui/material'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { ConfirmDialog } from '../layout/confirm-dialog.tsx'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { CleanupCounts } from './cleanup-counts.tsx'

type Draft = Omit<PushSettings, 'revision'>
type Asked = 'save' | 'run' | null

const isSame = (draft: Draft, seen: PushSettings) =>
  (Object.keys(draft) as (keyof Draft)[]).every((name) => draft[name] === seen[name])

const orderOf = (draft: Draft, realTimeCheck: boolean): PushCleanupOrder => ({
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

/** What is cleaned up: tried out, done now, or kept for every day. */
export function PushCleanup({ seen, onChanged }: CleanupProps) {
  const words = useWords()
  const failureWords = useFailureWords()
  const { previewPushCleanup, cleanUpPush, writePushSettings } = useAdminActions()
  const { canAccess: mayClean } = useCanAccess({ action: 'clean', resource: 'push' })
  const { canAccess: mayEdit } = useCanAccess({ action: 'edit', resource: 'push' })
  const { revision, ...kept } = seen
  const [draft, setDraft] = useState<Draft>(kept)
  const [realTimeCheck, setRealTimeCheck] = useState(false)
  const [counts, setCounts] = useState<{ done: boolean; counts: PushCleanupCounts } | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [asked, setAsked] = useState<Asked>(null)
  const [sending, setSending] = useState(false)
  const clean = async (done: boolean) => {
    setSending(true)
    setFailure(null)
    const order = orderOf(draft, realTimeCheck)
    try {
      setCounts({ done, counts: await (done ? cleanUpPush(order) : previewPushCleanup(order)) })
      if (done) onChanged()
    } catch (error) {
      setFailure(failureWords(error))
    } finally {
      setSending(false)
      setAsked(null)
    }
  }
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
          <Button disabled={!mayClean || sending} onClick={() => void clean(false)} data-testid="push-preview">
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
        onConfirm={() => void clean(true)}
        onClose={() => setAsked(null)}
      />
      {asked === 'save' ? (
        <ReasonDialog
          title={words('push.saveTitle')}
          body={words('push.saveBody')}
          confirmLabel={words('push.save')}
          testId="push-save-confirm"
          onConfirm={async (reason) => {
            await writePushSettings({ ...draft, seenRevision: revision, reason })
            onChanged()
          }}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Panel>
  )
}

interface InputsProps {
  readonly draft: Draft
  readonly realTimeCheck: boolean
  readonly onEdit: (change: Partial<Draft>) => void
  readonly onRealTime: (on: boolean) => void
}

function CleanupInputs({ draft, realTimeCheck, onEdit, onRealTime }: InputsProps) {
  const words = useWords()
  return (
    <Stack direction="row" spacing={2} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      <TextField
        select
        size="small"
        label={words('push.fields.cleanupDays')}
        value={draft.cleanupDays}
        onChange={({ target }) =>
          onEdit({ cleanupDays: PUSH_CLEANUP_DAYS.find((days) => days === Number(target.value)) ?? draft.cleanupDays })
        }
        sx={{ minWidth: 220 }}
      >
        {PUSH_CLEANUP_DAYS.map((days) => (
          <MenuItem key={days} value={days}>
            {words('push.days', { days })}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        label={words('push.fields.failThreshold')}
        value={draft.failThreshold}
        onChange={({ target }) =>
          onEdit({
            failThreshold: PUSH_FAIL_THRESHOLDS.find((times) => times === Number(target.value)) ?? draft.failThreshold,
          })
        }
        sx={{ minWidth: 220 }}
      >
        {PUSH_FAIL_THRESHOLDS.map((times) => (
          <MenuItem key={times} value={times}>
            {words('push.times', { times })}
          </MenuItem>
        ))}
      </TextField>
      {(['cleanupInactive', 'forceDelete'] as const).map((field) => (
        <FormControlLabel
          key={field}
          control={<Switch checked={draft[field]} onChange={(event) => onEdit({ [field]: event.target.checked })} />}
          label={words(`push.fields.${field}`)}
        />
      ))}
      <FormControlLabel
        control={<Switch checked={realTimeCheck} onChange={(event) => onRealTime(event.target.checked)} />}
        label={words('push.fields.realTimeCheck')}
      />
    </Stack>
  )
}
