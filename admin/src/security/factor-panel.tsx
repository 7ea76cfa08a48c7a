import { Alert, Box, Button, Skeleton, Stack, TextField, Typography } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { Code } from '../format/fields.tsx'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { QrCode } from './qr-code.tsx'
import { TurnOffForm } from './turn-off-form.tsx'
import { useAsked } from './use-asked.ts'

/** The admin's own second factor. `kept` hears that the first recovery codes were put away. */
export function FactorPanel({ kept }: { kept: () => void }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const { secondFactor, renewRecoveryCodes } = useAdminActions()
  const { value: factor, failure, again } = useAsked(secondFactor)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [refused, setRefused] = useState<unknown>(null)
  const [ending, setEnding] = useState(false)
  const renew = () => renewRecoveryCodes().then(setCodes, setRefused)
  const problem = failure ?? refused
  return (
    <Panel title={words('signIn.security.factor')}>
      {problem ? <Alert severity="error">{failureWords(problem)}</Alert> : null}
      {codes ? (
        <RecoveryCodes
          codes={codes}
          done={() => {
            setCodes(null)
            again()
            kept()
          }}
        />
      ) : factor === null ? (
        <Skeleton variant="rounded" height={80} />
      ) : factor.enabled ? (
        <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
          <Typography data-testid="factor-on">{words('signIn.security.on')}</Typography>
          <Typography variant="body2" color="text.secondary">
            {words('signIn.security.codesLeft', { smart_count: factor.recoveryCodesLeft })}
          </Typography>
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button variant="outlined" onClick={() => void renew()}>
              {words('signIn.security.renew')}
            </Button>
            <Button color="error" onClick={() => setEnding(!ending)}>
              {words('signIn.security.turnOff')}
            </Button>
          </Box>
          {ending ? <TurnOffForm done={again} /> : null}
        </Stack>
      ) : (
        <Enrolment confirmed={setCodes} />
      )}
    </Panel>
  )
}

function Enrolment({ confirmed }: { confirmed: (codes: readonly string[]) => void }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const { enrol, confirmFactor } = useAdminActions()
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null)
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<unknown>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void confirmFactor(code).then(confirmed, setFailure)
  }
  return (
    <Stack component="form" spacing={2} sx={{ alignItems: 'flex-start' }} onSubmit={submit}>
      {failure ? <Alert severity="error">{failureWords(failure)}</Alert> : null}
      {begun ? (
        <>
          <Typography>{words('signIn.security.scan')}</Typography>
          <QrCode text={begun.uri} label={words('signIn.security.qr')} />
          <Typography variant="body2" data-testid="factor-secret">
            {words('signIn.security.key')}: <Code>{begun.secret}</Code>
          </Typography>
          <TextField
            label={words('signIn.loginCode.code')}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoComplete="one-time-code"
            slotProps={{ htmlInput: { 'data-testid': 'factor-code', inputMode: 'numeric', maxLength: 10 } }}
          />
          <Button type="submit" variant="contained" disabled={code.trim().length < 6} data-testid="factor-confirm">
            {words('signIn.security.confirm')}
          </Button>
        </>
      ) : (
        <>
          <Typography>{words('signIn.security.off')}</Typography>
          <Button
            variant="contained"
            data-testid="factor-begin"
            onClick={() => void enrol().then(setBegun, setFailure)}
          >
            {words('signIn.security.begin')}
          </Button>
        </>
      )}
    </Stack>
  )
}

function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const words = useWords()
  return (
    <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
      <Typography variant="subtitle1">{words('signIn.security.codes')}</Typography>
      <Typography variant="body2">{words('signIn.security.codesLead')}</Typography>
      <Box component="ul" sx={{ m: 0, columns: 2, userSelect: 'text' }} data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <Code>{code}</Code>
          </li>
        ))}
      </Box>
      <Button variant="contained" onClick={done} data-testid="recovery-kept">
        {words('signIn.security.kept')}
      </Button>
    </Stack>
  )
}
