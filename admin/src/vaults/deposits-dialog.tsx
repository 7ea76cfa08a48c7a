import { Alert, TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { MOST_LINES, readDepositLines } from './deposit-lines.ts'

/** Takes in what another system says that players have deposited: all lines or none. */
export function DepositsDialog({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const format = useFormat()
  const notify = useNotify()
  const refresh = useRefresh()
  const { takeDeposits } = useAdminActions()
  const [text, setText] = useState('')
  const lines = readDepositLines(text)
  const complaint = () => {
    if (lines.ok) return null
    if (lines.why === 'many') return words('vaults.depositsMany', { most: format.amount(MOST_LINES) })
    return words(lines.why === 'twice' ? 'vaults.depositsTwice' : 'vaults.depositsWrong', { line: lines.line })
  }
  const wrong = complaint()
  const take = async (reason: string) => {
    if (!lines.ok) return
    const { raised, unchanged } = await takeDeposits({ entries: lines.entries, reason })
    const told = { raised: format.amount(raised), unchanged: format.amount(unchanged) }
    notify(words('vaults.depositsTaken', told), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words('vaults.deposits')}
      body={words('vaults.depositsBody')}
      confirmLabel={words('vaults.deposits')}
      testId="deposits-confirm"
      ready={lines.ok && lines.entries.length > 0}
      onConfirm={take}
      onClose={onClose}
    >
      <TextField
        multiline
        minRows={4}
        maxRows={12}
        label={words('vaults.depositsLines')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        slotProps={{ htmlInput: { 'data-testid': 'deposits-lines' } }}
      />
      {wrong ? <Alert severity="warning">{wrong}</Alert> : null}
    </ReasonDialog>
  )
}
