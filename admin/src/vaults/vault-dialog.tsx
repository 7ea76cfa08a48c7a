import { UNLOCK_KINDS, type VaultTerms } from '@casino-club/shared'
import { Alert, Button, Checkbox, FormControlLabel, TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFormat } from '../format/use-format.ts'
import type { MessageKey } from '../i18n/app-messages.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import type { VaultKind } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { draftOf, EMPTY_VAULT, termsOf, type VaultDraft } from './vault-draft.ts'

/** Writes the next version of a kind of vault, or a new kind (`seen` is null), with a preview before it. */
export function VaultDialog({ seen, onClose }: { seen: VaultKind | null; onClose: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { defineVault } = useAdminActions()
  const [draft, setDraft] = useState<VaultDraft>(seen ? draftOf(seen) : EMPTY_VAULT)
  const terms = termsOf(draft)
  const save = async (reason: string) => {
    if (terms === null) return
    await defineVault(draft.type, { seenVersion: seen?.version ?? 0, terms, reason })
    notify(words('vaults.saved'), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={seen ? words('vaults.editTitle', { type: seen.id }) : words('vaults.newTitle')}
      body={words('vaults.body')}
      confirmLabel={words('vaults.save')}
      testId="vault-confirm"
      ready={terms !== null}
      onConfirm={save}
      onClose={onClose}
    >
      <VaultInputs draft={draft} asNew={seen === null} onEdit={(change) => setDraft({ ...draft, ...change })} />
      <Preview type={draft.type} terms={terms} />
    </ReasonDialog>
  )
}

interface InputsProps {
  readonly draft: VaultDraft
  readonly asNew: boolean
  readonly onEdit: (change: Partial<VaultDraft>) => void
}

function VaultInputs({ draft, asNew, onEdit }: InputsProps) {
  const words = useWords()
  const text = (field: 'type' | 'coins' | 'amount' | 'lifetimeHours' | 'position', label: MessageKey, help = '') => (
    <TextField
      label={words(label)}
      helperText={help}
      value={draft[field]}
      disabled={(field === 'type' && !asNew) || (field === 'amount' && draft.by === 'first_deposit')}
      onChange={(event) => onEdit({ [field]: event.target.value })}
      slotProps={{ htmlInput: { 'data-testid': `vault-${field}`, maxLength: 32 } }}
    />
  )
  return (
    <>
      {text('type', 'vaults.type', words('vaults.typeHelp'))}
      {text('coins', 'vaults.coins')}
      <TextField
        select
        label={words('vaults.unlockBy')}
        value={draft.by}
        onChange={(event) => onEdit({ by: UNLOCK_KINDS.find((by) => by === event.target.value) ?? draft.by })}
        slotProps={{ select: { native: true }, htmlInput: { 'data-testid': 'vault-by' } }}
      >
        {UNLOCK_KINDS.map((by) => (
          <option key={by} value={by}>
            {words(`vaults.by.${by}`)}
          </option>
        ))}
      </TextField>
      {text('amount', 'vaults.amount')}
      {text('lifetimeHours', 'vaults.lifetime')}
      {text('position', 'vaults.position')}
      <FormControlLabel
        control={<Checkbox checked={draft.enabled} onChange={(event) => onEdit({ enabled: event.target.checked })} />}
        label={words('vaults.enabled')}
      />
    </>
  )
}

/** What the terms would mean; asked for by hand, and gone when they change. */
function Preview({ type, terms }: { type: string; terms: VaultTerms | null }) {
  const words = useWords()
  const format = useFormat()
  const failureWords = useFailureWords()
  const { previewVault } = useAdminActions()
  const [shown, setShown] = useState<{ readonly of: string; readonly words: string } | null>(null)
  const of = JSON.stringify([type, terms])
  const ask = async () => {
    if (terms === null) return
    try {
      const { expiresAt, players, unlockedAtOnce } = await previewVault(type, terms)
      const told = {
        time: format.dateTime(expiresAt),
        players: format.amount(players),
        unlocked: format.amount(unlockedAtOnce),
      }
      setShown({ of, words: words('vaults.previewed', told) })
    } catch (error) {
      setShown({ of, words: failureWords(error) })
    }
  }
  return (
    <>
      {terms === null ? <Alert severity="warning">{words('vaults.wrong')}</Alert> : null}
      {shown?.of === of ? (
        <Alert severity="info" data-testid="vault-previewed">
          {shown.words}
        </Alert>
      ) : null}
      <Button type="button" disabled={terms === null} onClick={() => void ask()} data-testid="vault-preview">
        {words('vaults.preview')}
      </Button>
    </>
  )
}
