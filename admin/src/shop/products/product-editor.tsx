import type { ProductBody } from '@casino-club/shared'
import SaveIcon from '@mui/icons-material/SaveOutlined'
import { Alert, Box, Button, Stack, TextField } from '@mui/material'
import { type FormEvent, useRef, useState } from 'react'
import { useNotify, useRedirect, useRefresh } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { RefusalAlert } from '../../odds-tables/refusal-alert.tsx'
import { RequestError } from '../../providers/request-error.ts'
import type { ProductRecord } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { OFFER_DRAWING } from '../../simulations/drawing-draft.ts'
import { SimulationPanel } from '../../simulations/simulation-panel.tsx'
import { ProblemList } from './problem-list.tsx'
import { NEW_PRODUCT, type ProductDraft, productDraftOf, readProduct } from './product-draft.ts'
import { ProductInputs } from './product-inputs.tsx'
import { ProductPreview } from './product-preview.tsx'

interface ProductEditorProps {
  /** The product as it was when the form was opened; null for a new one. */
  readonly seen: ProductRecord | null
  readonly onReload: () => void
}

const draftOf = (seen: ProductRecord | null): ProductDraft => {
  if (seen === null) return NEW_PRODUCT
  const body = seen.versions.find(({ status }) => status === 'draft')?.body ?? seen.body
  return productDraftOf(seen.id, seen.kind, body)
}

/** The form of a product with what a player would see of it; shown as saved only when the server has said so. */
export function ProductEditor({ seen, onReload }: ProductEditorProps) {
  const words = useWords()
  const [draft, setDraft] = useState(() => draftOf(seen))
  const [note, setNote] = useState('')
  const [complaining, setComplaining] = useState(false)
  const { save, saving, failure, conflict } = useProductSaving(seen)
  const { body, wrong } = readProduct(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setComplaining(true)
    if (body) void save({ sku: draft.sku, kind: draft.kind, body, note: note.trim() })
  }
  return (
    <Box component="form" onSubmit={submit} noValidate sx={{ mt: 2 }}>
      <Stack spacing={2}>
        <SavingTrouble {...{ failure, onReload }} conflict={conflict && seen !== null} />
        {complaining && !body ? <Alert severity="error">{words('items.invalid')}</Alert> : null}
        <ProductInputs
          draft={draft}
          wrong={complaining ? wrong : new Set()}
          asNew={seen === null}
          onEdit={(change) => setDraft((before) => ({ ...before, ...change }))}
        />
        <OfferSimulationPanel body={body} />
        <Panel title={words('shop.steps.preview')}>
          <Stack spacing={2}>
            <ProductPreview body={body} />
            <ProblemList body={body} />
            <TextField
              label={words('shop.note')}
              helperText={words('shop.noteHelp')}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              slotProps={{ htmlInput: { 'data-testid': 'product-note', maxLength: 500 } }}
            />
            <div>
              <Button
                type="submit"
                variant="contained"
                startIcon={<SaveIcon />}
                loading={saving}
                loadingPosition="start"
                disabled={conflict && seen !== null}
                data-testid="product-save"
              >
                {words('shop.saveDraft')}
              </Button>
            </div>
          </Stack>
        </Panel>
      </Stack>
    </Box>
  )
}

function OfferSimulationPanel({ body }: { body: ProductBody | null }) {
  const { simulateOffer } = useAdminActions()
  return body === null ? null : (
    <SimulationPanel
      of={JSON.stringify(body)}
      fields={OFFER_DRAWING}
      simulate={(drawing) => simulateOffer(body, drawing)}
    />
  )
}

interface TroubleProps {
  readonly failure: unknown
  readonly conflict: boolean
  readonly onReload: () => void
}

function SavingTrouble({ failure, conflict, onReload }: TroubleProps) {
  const words = useWords()
  if (!conflict) return failure ? <RefusalAlert failure={failure} testId="product-refusal" /> : null
  return (
    <Alert
      severity="warning"
      data-testid="product-conflict"
      action={
        <Button color="inherit" onClick={onReload}>
          {words('items.reload')}
        </Button>
      }
    >
      {words('shop.conflict')}
    </Alert>
  )
}

type NewProduct = Parameters<ReturnType<typeof useAdminActions>['createProduct']>[0]

/** Keeps a draft: of a new product (`seen` is null), or of one that still is what the form was opened with. */
function useProductSaving(seen: ProductRecord | null) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const redirect = useRedirect()
  const { createProduct, draftProduct } = useAdminActions()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  // A second click can come before the state of the first has been rendered.
  const busy = useRef(false)
  const save = async (product: NewProduct) => {
    if (busy.current) return
    busy.current = true
    setSaving(true)
    setFailure(null)
    try {
      const { body, note } = product
      await (seen ? draftProduct(seen.id, { seenRevision: seen.revision, body, note }) : createProduct(product))
      notify(words('shop.saved', { id: product.sku }), { type: 'success' })
      refresh()
      redirect('show', 'products', product.sku)
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
      setSaving(false)
    }
  }
  return { save, saving, failure, conflict: failure instanceof RequestError && failure.code === 'CONFLICT' }
}
