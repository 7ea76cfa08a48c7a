import { Alert, Box, Button, Stack, Typography } from '@mui/material'
import { Title, useNotify } from 'react-admin'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { FactorPanel } from './factor-panel.tsx'
import { SessionTable } from './session-table.tsx'
import { useAsked } from './use-asked.ts'
import { wordDevice } from './word-device.ts'

/** The admin's own access: second factor, devices, attempts. */
export function SecurityPage() {
  const words = useWords()
  return (
    <Box sx={{ display: 'grid', gap: 2, py: 2, maxWidth: 1000 }}>
      <Title title={words('signIn.security.title')} />
      <FactorPanel kept={() => undefined} />
      <OwnSessions />
      <OwnSignIns />
    </Box>
  )
}

/** All there is for an admin who must set up his second factor first. */
export function EnrolFirst() {
  const words = useWords()
  return (
    <Box sx={{ display: 'grid', gap: 2, py: 2, maxWidth: 640 }} data-testid="enrol-first">
      <Title title={words('signIn.security.title')} />
      <Alert severity="warning">{words('signIn.security.must')}</Alert>
      {/* The rights have grown; everything that was asked for with the old ones is asked again. */}
      <FactorPanel kept={() => window.location.reload()} />
    </Box>
  )
}

function OwnSessions() {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const { ownSessions, endOwnSession, endOtherSessions } = useAdminActions()
  const { value: sessions, failure, again } = useAsked(ownSessions)
  const end = async (ending: Promise<number>) => {
    try {
      notify(words('signIn.security.ended', { smart_count: await ending }), { type: 'success' })
      again()
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    }
  }
  return (
    <Panel title={words('signIn.security.devices')}>
      {failure ? <Alert severity="error">{failureWords(failure)}</Alert> : null}
      {sessions ? <SessionTable sessions={sessions} end={(id) => void end(endOwnSession(id))} /> : null}
      {sessions?.some(({ current }) => !current) ? (
        <Button color="error" sx={{ mt: 2 }} data-testid="end-others" onClick={() => void end(endOtherSessions())}>
          {words('signIn.security.endOthers')}
        </Button>
      ) : null}
    </Panel>
  )
}

function OwnSignIns() {
  const words = useWords()
  const format = useFormat()
  const { ownSignIns } = useAdminActions()
  const { value: signIns } = useAsked(ownSignIns)
  return (
    <Panel title={words('signIn.security.signIns')}>
      <Stack component="ul" spacing={0.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {(signIns ?? []).map((signIn) => (
          <Typography key={signIn.id} component="li" variant="body2">
            {format.dateTime(signIn.occurredAt)} · {words(`signIn.signIns.outcomes.${signIn.outcome}`)} ·{' '}
            {words(`signIn.signIns.methods.${signIn.method}`)} · {wordDevice(words, signIn.device)} · {signIn.address}
          </Typography>
        ))}
      </Stack>
    </Panel>
  )
}
