import { skuSchema } from '@casino-club/shared'
import { TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../../access/reason-dialog.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { StockRecord } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'

const MOST = 1_000_000_000

/** Makes a stock (`seen` is null), or raises or lowers one; never below what is held or sold. */
export function StockDialog({ seen, onClose }: { seen: StockRecord | null; onClose: () => void }) {
  const words = useWords()
  const format = useFormat()
  const notify = useNotify()
  const refresh = useRefresh()
  const { createStock, changeStock } = useAdminActions()
  const [id, setId] = useState(seen?.id ?? '')
  const [typed, setTyped] = useState(seen ? `${seen.total}` : '')
  const total = /^\d{1,10}$/.test(typed.trim()) ? Number(typed) : Number.NaN
  const taken = seen ? seen.held + seen.sold : 0
  const ready = total >= taken && total <= MOST && skuSchema.safeParse(id).success && total !== seen?.total
  const confirm = async (reason: string) => {
    await (seen ? changeStock(seen.id, { seenTotal: seen.total, total, reason }) : createStock({ id, total, reason }))
    notify(words('stocks.saved'), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words(seen ? 'stocks.change' : 'stocks.new')}
      body={words('stocks.body', { taken: format.amount(taken) })}
      confirmLabel={words('stocks.save')}
      testId="stock-confirm"
      ready={ready}
      onConfirm={confirm}
      onClose={onClose}
    >
      <TextField
        label={words('resources.stocks.fields.id')}
        value={id}
        disabled={seen !== null}
        onChange={(event) => setId(event.target.value)}
        slotProps={{ htmlInput: { 'data-testid': 'stock-id', maxLength: 64 } }}
      />
      <TextField
        label={words('resources.stocks.fields.total')}
        value={typed}
        error={typed !== '' && !(total >= taken && total <= MOST)}
        onChange={(event) => setTyped(event.target.value)}
        slotProps={{ htmlInput: { 'data-testid': 'stock-total', maxLength: 10 } }}
      />
    </ReasonDialog>
  )
}
