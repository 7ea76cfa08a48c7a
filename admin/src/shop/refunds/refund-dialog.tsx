import type { RefundPreview } from '@casino-club/shared'
import {
  Alert,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { BalanceWords } from './balance-words.tsx'
import { readWon } from './refund-draft.ts'
import { type RefundProps, useRefund } from './use-refund.ts'

const SHORTEST = 5
const isMissing = ({ missing }: RefundPreview) => missing.coins + missing.gems + missing.tickets > 0

/** Gives money back, whole or in part: what it takes back is shown before anything is sent. */
export function RefundDialog(props: RefundProps) {
  const words = useWords()
  const translate = useTranslate()
  const refund = useRefund(props)
  const [reason, setReason] = useState('')
  const { preview, sending, failure, stale, evenIfSpent } = refund
  const spentIsSettled = preview !== null && (evenIfSpent || !isMissing(preview))
  const ready = spentIsSettled && reason.trim().length >= SHORTEST
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void refund.send(reason.trim())
  }
  return (
    <Dialog open onClose={sending ? undefined : props.onClose} aria-labelledby="refund-title" fullWidth maxWidth="xs">
      <form onSubmit={submit} noValidate>
        <DialogTitle id="refund-title">{words('refunds.dialogTitle')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            {stale ? (
              <Alert severity="warning" data-testid="refund-stale">
                {words('refunds.stale')}
              </Alert>
            ) : null}
            {failure ? (
              <Alert severity="error" data-testid="refund-failure">
                {failure}
              </Alert>
            ) : null}
            <AmountInput most={preview?.refundable ?? props.refundable} refund={refund} />
            <Consequences refund={refund} />
            <TextField
              label={words('access.reason')}
              helperText={words('access.reasonHelp')}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              multiline
              maxRows={4}
              slotProps={{ htmlInput: { maxLength: 500, 'data-testid': 'refund-reason' } }}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose} disabled={sending}>
            {translate('ra.action.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="error"
            loading={sending}
            disabled={!ready}
            data-testid="refund-send"
          >
            {words(preview?.secondAdmin ? 'refunds.sendSecond' : 'refunds.send')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

type Refund = ReturnType<typeof useRefund>

function AmountInput({ most, refund: { typed, setTyped, sending } }: { most: number; refund: Refund }) {
  const words = useWords()
  const format = useFormat()
  return (
    <>
      <Typography variant="body2" data-testid="refund-left">
        {words('refunds.left', { amount: words('shop.prices.KRW', { amount: format.amount(most) }) })}
      </Typography>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
        <TextField
          fullWidth
          label={words('refunds.amount')}
          helperText={words('refunds.amountHelp', { most: format.amount(most) })}
          error={typed !== '' && readWon(typed, most) === null}
          value={typed}
          disabled={sending}
          onChange={(event) => setTyped(event.target.value)}
          slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 12, 'data-testid': 'refund-amount' } }}
        />
        <Button onClick={() => setTyped(String(most))} disabled={sending} sx={{ whiteSpace: 'nowrap', flexShrink: 0 }}>
          {words('refunds.whole')}
        </Button>
      </Stack>
    </>
  )
}

function Consequences({ refund: { preview, failure, evenIfSpent, setEvenIfSpent } }: { refund: Refund }) {
  const words = useWords()
  if (preview === null) return failure ? null : <Typography variant="body2">{words('refunds.reading')}</Typography>
  return (
    <div role="status" data-testid="refund-preview">
      <Typography variant="body2">
        {words('refunds.takes')}: <BalanceWords balances={preview.taken} testId="refund-takes" />
      </Typography>
      <Typography variant="body2" color={isMissing(preview) ? 'error' : undefined}>
        {words('refunds.missing')}: <BalanceWords balances={preview.missing} testId="refund-missing" />
      </Typography>
      <Typography variant="caption" color="text.secondary" component="p">
        {words('refunds.keeps')}
      </Typography>
      {isMissing(preview) ? (
        <FormControlLabel
          control={
            <Checkbox
              checked={evenIfSpent}
              onChange={(event) => setEvenIfSpent(event.target.checked)}
              slotProps={{ input: { 'aria-label': words('refunds.evenIfSpent') } }}
              data-testid="refund-even-if-spent"
            />
          }
          label={words('refunds.evenIfSpent')}
        />
      ) : null}
      {preview.secondAdmin ? (
        <Alert severity="info" data-testid="refund-second">
          {words('refunds.second')}
        </Alert>
      ) : null}
    </div>
  )
}
