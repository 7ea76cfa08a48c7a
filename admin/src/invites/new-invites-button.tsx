import { MAX_INVITE_BATCH } from '@casino-club/shared'
import AddIcon from '@mui/icons-material/AddOutlined'
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Stack,
  TextField,
} from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useListContext, useNotify, useRefresh, useTranslate } from 'react-admin'
import { useSending } from '../access/reason-dialog.tsx'
import type { MessageKey } from '../i18n/app-messages.ts'
import { useWords } from '../i18n/use-words.ts'
import { newCommandId } from '../players/correction/command-id.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { FIRST_DRAFT, type InviteDraft, readInviteDraft } from './invite-draft.ts'

/** Makes codes; the list then shows the batch. */
export function NewInvitesButton() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'invites' })
  const [open, setOpen] = useState(false)
  if (!canAccess) return null
  return (
    <>
      <Button size="small" startIcon={<AddIcon />} onClick={() => setOpen(true)} data-testid="invites-new">
        {words('invites.new')}
      </Button>
      {open ? <NewInvitesDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function NewInvitesDialog({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const translate = useTranslate()
  const notify = useNotify()
  const refresh = useRefresh()
  const { setFilters } = useListContext()
  const { createInvites } = useAdminActions()
  const [draft, setDraft] = useState(FIRST_DRAFT)
  // One dialog is one batch, however often it is sent.
  const [commandId] = useState(newCommandId)
  const terms = readInviteDraft(draft)
  const { sending, failure, submit } = useSending(async () => {
    if (terms === null) return
    const made = await createInvites({ commandId, ...terms })
    notify(words('invites.made', { smart_count: made.codes.length }), { type: 'success' })
    setFilters({ batchId: made.batchId }, { batchId: true })
    refresh()
  }, onClose)
  return (
    <Dialog open onClose={sending ? undefined : onClose} aria-labelledby="invites-new-title" fullWidth maxWidth="xs">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogTitle id="invites-new-title">{words('invites.new')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <DialogContentText>{words('invites.newBody')}</DialogContentText>
            {failure ? <Alert severity="error">{failure}</Alert> : null}
            <DraftInputs draft={draft} onEdit={(change) => setDraft((before) => ({ ...before, ...change }))} />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={sending}>
            {translate('ra.action.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            loading={sending}
            disabled={terms === null}
            data-testid="invites-create"
          >
            {words('invites.create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

interface DraftInputsProps {
  readonly draft: InviteDraft
  readonly onEdit: (change: Partial<InviteDraft>) => void
}

function DraftInputs({ draft, onEdit }: DraftInputsProps) {
  const words = useWords()
  const input = (field: keyof InviteDraft, label: MessageKey, help?: string, type = 'text') => (
    <TextField
      label={words(label)}
      helperText={help}
      type={type}
      value={draft[field]}
      autoComplete="off"
      onChange={(event) => onEdit({ [field]: event.target.value })}
      slotProps={{
        htmlInput: { 'data-testid': `invites-${field}`, maxLength: 200 },
        ...(type === 'date' && { inputLabel: { shrink: true } }),
      }}
    />
  )
  return (
    <>
      {input('count', 'invites.count', words('invites.countHelp', { most: MAX_INVITE_BATCH }))}
      {input('maxUses', 'invites.maxUses', words('invites.maxUsesHelp'))}
      {input('lastDay', 'invites.lastDay', words('invites.lastDayHelp'), 'date')}
      {input('note', 'invites.note', words('invites.noteHelp'))}
    </>
  )
}
