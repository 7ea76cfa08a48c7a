import { Button, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { Link, useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../../access/reason-dialog.tsx'
import { CLUB_ZONE_LABEL, instantOf } from '../../format/zone.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { ProductRecord } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'

type Act = 'publish' | 'unplan' | 'withdraw' | 'disable' | 'enable'

/** Which acts a product's state leaves open. */
function actsOf({ draftVersion, plannedVersion, liveVersion, disabledAt }: ProductRecord): Act[] {
  return [
    ...(draftVersion === null ? [] : ['publish' as const]),
    ...(plannedVersion === null ? [] : ['unplan' as const]),
    ...(liveVersion === null ? [] : ['withdraw' as const]),
    disabledAt === null ? 'disable' : 'enable',
  ]
}

const PERMISSION = {
  publish: 'publish',
  unplan: 'publish',
  withdraw: 'publish',
  disable: 'disable',
  enable: 'enable',
} as const satisfies Record<Act, string>

/** What may be done about a product as it stands. */
export function ProductButtons({ product }: { product: ProductRecord }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'products' })
  return (
    <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
      {canAccess ? (
        <Button component={Link} to={`/products/${product.id}`} data-testid="product-edit">
          {words(product.draftVersion === null ? 'shop.beginDraft' : 'shop.editDraft')}
        </Button>
      ) : null}
      {canAccess && (product.draftVersion ?? 0) > 1 ? <DiscardButton product={product} /> : null}
      {actsOf(product).map((act) => (
        <ActButton key={act} {...{ act, product }} />
      ))}
    </Stack>
  )
}

function DiscardButton({ product }: { product: ProductRecord }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { discardDraft } = useAdminActions()
  const [working, setWorking] = useState(false)
  const discard = async () => {
    setWorking(true)
    try {
      await discardDraft(product.id, product.revision)
      notify(words('shop.discarded'), { type: 'success' })
    } catch {
      notify(words('shop.conflict'), { type: 'error' })
    } finally {
      setWorking(false)
      refresh()
    }
  }
  return (
    <Button loading={working} onClick={() => void discard()} data-testid="product-discard">
      {words('shop.discard')}
    </Button>
  )
}

function ActButton({ act, product: shown }: { act: Act; product: ProductRecord }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const perform = useActs()
  const { canAccess } = useCanAccess({ action: PERMISSION[act], resource: 'products' })
  // The dialog is about what was seen when it was opened, even if a newer reading comes meanwhile.
  const [product, setProduct] = useState<ProductRecord | null>(null)
  const [at, setAt] = useState('')
  const instant = at === '' ? null : instantOf(at)
  if (!canAccess) return null
  const confirm = async (reason: string) => {
    if (product) await perform(act, product, reason, instant)
    notify(words(`shop.acts.${act}.done`), { type: 'success' })
    refresh()
  }
  const harmful = act === 'withdraw' || act === 'disable'
  return (
    <>
      <Button
        variant={act === 'publish' ? 'contained' : 'text'}
        color={harmful ? 'error' : 'primary'}
        onClick={() => setProduct(shown)}
        data-testid={`product-${act}`}
      >
        {words(`shop.acts.${act}.button`)}
      </Button>
      {product ? (
        <ReasonDialog
          title={words(`shop.acts.${act}.title`)}
          body={words(`shop.acts.${act}.body`)}
          confirmLabel={words(`shop.acts.${act}.button`)}
          testId={`product-${act}-confirm`}
          harmful={harmful}
          ready={at === '' || instant !== null}
          onConfirm={confirm}
          onClose={() => setProduct(null)}
        >
          {act === 'publish' ? (
            <TextField
              label={words('shop.publishAt')}
              helperText={words('shop.publishAtHelp', { zone: CLUB_ZONE_LABEL })}
              type="datetime-local"
              value={at}
              onChange={(event) => setAt(event.target.value)}
              slotProps={{ inputLabel: { shrink: true }, htmlInput: { 'data-testid': 'product-publish-at' } }}
            />
          ) : null}
        </ReasonDialog>
      ) : null}
    </>
  )
}

function useActs() {
  const { publishProduct, withdrawProduct, stopProduct } = useAdminActions()
  return async (act: Act, { id, revision: seenRevision }: ProductRecord, reason: string, at: string | null) => {
    if (act === 'publish') await publishProduct(id, { seenRevision, at, reason })
    else if (act === 'disable' || act === 'enable') await stopProduct(id, act, reason)
    else await withdrawProduct(id, { seenRevision, what: act === 'unplan' ? 'planned' : 'all', reason })
  }
}
