import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack } from '@mui/material'
import { useState } from 'react'
import { useListContext, useNotify, useRefresh, useTranslate } from 'react-admin'
import { useSending } from '../../access/reason-dialog.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { newCommandId } from '../../players/correction/command-id.ts'
import type { PromoRecord } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { FIRST_PROMO, type PromoDraft, promoDraftOf, readNewPromos, readPromo } from './promo-draft.ts'
import { PromoInputs } from './promo-inputs.tsx'

/** Makes codes; the list then shows the batch. */
export function NewPromosDialog({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { setFilters } = useListContext()
  const { createPromos } = useAdminActions()
  const [draft, setDraft] = useState(FIRST_PROMO)
  // One dialog is one batch, however often it is sent.
  const [commandId] = useState(newCommandId)
  const order = readNewPromos(draft, commandId)
  const send = async () => {
    if (order === null) return
    const made = await createPromos(order)
    notify(words('promos.made', { smart_count: made.codes.length }), { type: 'success' })
    setFilters({ batchId: made.batchId }, { batchId: true })
    refresh()
  }
  return <TermsDialog {...{ draft, setDraft, send, onClose }} asNew used={false} ready={order !== null} />
}

/** Changes a code that still is what was seen when the dialog was opened. */
export function EditPromoDialog({ promo, onClose }: { promo: PromoRecord; onClose: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { updatePromo } = useAdminActions()
  const [draft, setDraft] = useState(() => promoDraftOf(promo))
  const terms = readPromo(draft)
  const send = async () => {
    if (terms === null) return
    await updatePromo(promo.id, { ...terms, seenRevision: promo.revision })
    notify(words('promos.saved'), { type: 'success' })
    refresh()
  }
  return (
    <TermsDialog {...{ draft, setDraft, send, onClose }} asNew={false} used={promo.used > 0} ready={terms !== null} />
  )
}

interface TermsDialogProps {
  readonly draft: PromoDraft
  readonly setDraft: (change: (before: PromoDraft) => PromoDraft) => void
  readonly send: () => Promise<void>
  readonly onClose: () => void
  readonly asNew: boolean
  readonly used: boolean
  readonly ready: boolean
}

function TermsDialog({ draft, setDraft, send, onClose, asNew, used, ready }: TermsDialogProps) {
  const words = useWords()
  const translate = useTranslate()
  const { sending, failure, submit } = useSending(send, onClose)
  return (
    <Dialog open onClose={sending ? undefined : onClose} aria-labelledby="promo-title" fullWidth maxWidth="xs">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogTitle id="promo-title">{words(asNew ? 'promos.new' : 'promos.edit')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            {failure ? (
              <Alert severity="error" data-testid="promo-failure">
                {failure}
              </Alert>
            ) : null}
            {used ? <Alert severity="info">{words('promos.usedBody')}</Alert> : null}
            <PromoInputs
              {...{ draft, asNew, used }}
              onEdit={(change) => setDraft((before) => ({ ...before, ...change }))}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={sending}>
            {translate('ra.action.cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={sending} disabled={!ready} data-testid="promo-save">
            {words(asNew ? 'promos.create' : 'promos.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
