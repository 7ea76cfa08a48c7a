import { Alert, Checkbox, FormControlLabel, TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import type { FriendTermsRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { draftOf, TERM_NUMBERS, TERM_SWITCHES, type TermsDraft, termsOf } from './terms-draft.ts'

/** Writes the next version of what invitations promise; it says what new ones would get. */
export function TermsDialog({ seen, onClose }: { seen: FriendTermsRecord; onClose: () => void }) {
  const words = useWords()
  const format = useFormat()
  const notify = useNotify()
  const refresh = useRefresh()
  const { writeFriendTerms } = useAdminActions()
  const [draft, setDraft] = useState<TermsDraft>(draftOf(seen.terms))
  const terms = termsOf(draft)
  const save = async (reason: string) => {
    if (terms === null) return
    await writeFriendTerms({ seenVersion: seen.id, terms, reason })
    notify(words('friends.saved'), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('friends.termsTitle')}
      body={words('friends.termsBody')}
      confirmLabel={words('friends.save')}
      testId="friend-terms"
      ready={terms !== null}
      onConfirm={save}
      onClose={onClose}
    >
      {TERM_SWITCHES.map((name) => (
        <FormControlLabel
          key={name}
          control={
            <Checkbox
              checked={draft[name]}
              onChange={(event) => setDraft({ ...draft, [name]: event.target.checked })}
            />
          }
          label={words(`friends.terms.${name}`)}
        />
      ))}
      {TERM_NUMBERS.map((name) => (
        <TextField
          key={name}
          label={words(`friends.terms.${name}`)}
          value={draft[name]}
          onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
          slotProps={{ htmlInput: { 'data-testid': `friend-terms-${name}`, maxLength: 10 } }}
        />
      ))}
      {terms === null ? (
        <Alert severity="warning">{words('friends.wrong')}</Alert>
      ) : (
        <Alert severity="info" data-testid="friend-terms-preview">
          {terms.enabled
            ? words('friends.preview', {
                both: format.amount(terms.inviterCoins + terms.friendCoins),
                most: format.amount((terms.inviterCoins + terms.friendCoins) * terms.global),
              })
            : words('friends.previewOff')}
        </Alert>
      )}
    </ReasonDialog>
  )
}
