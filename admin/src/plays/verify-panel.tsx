import type { AdminVerifyReply } from '@casino-club/shared'
import { Alert, Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { Code } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import { RefusalAlert } from '../odds-tables/refusal-alert.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** Has the server compute the play again from its seed, and says whether the record is what comes out. */
export function VerifyPanel({ eventId }: { eventId: string }) {
  const words = useWords()
  const { verifyPlay } = useAdminActions()
  const [reply, setReply] = useState<AdminVerifyReply | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [working, setWorking] = useState(false)
  const verify = async () => {
    setWorking(true)
    setFailure(null)
    try {
      setReply(await verifyPlay(eventId))
    } catch (error) {
      setFailure(error)
    } finally {
      setWorking(false)
    }
  }
  return (
    <Panel title={words('plays.verification')}>
      <Stack spacing={1.5} sx={{ alignItems: 'start' }}>
        <Typography variant="body2" color="text.secondary">
          {words('plays.verifyHelp')}
        </Typography>
        <Button variant="contained" loading={working} onClick={() => void verify()} data-testid="play-verify">
          {words('plays.verify')}
        </Button>
        {failure ? <RefusalAlert failure={failure} testId="play-verify-failed" /> : null}
        {reply ? <Verified reply={reply} /> : null}
      </Stack>
    </Panel>
  )
}

function Verified({ reply }: { reply: AdminVerifyReply }) {
  const words = useWords()
  const { verified, differences, computed, transcript, serverSeedHash } = reply
  return (
    <>
      <Alert severity={verified ? 'success' : 'error'} data-testid="play-verified" role="status">
        {verified ? words('plays.verified') : words('plays.differs', { fields: differences.join(', ') })}
      </Alert>
      <Facts>
        <Fact name={words('plays.computed')}>
          <Code>{JSON.stringify(computed)}</Code>
        </Fact>
        <Fact name={words('seeds.serverSeed')}>
          <span data-testid="play-seed">
            {transcript.serverSeed === null ? words('plays.secret') : <Code>{transcript.serverSeed}</Code>}
          </span>
        </Fact>
        <Fact name={words('seeds.serverSeedHash')}>
          <Code>{serverSeedHash}</Code>
        </Fact>
        <Fact name={words('seeds.clientSeed')}>
          <Code>{transcript.clientSeed}</Code>
        </Fact>
        <Fact name={words('plays.nonce')}>{transcript.nonce}</Fact>
      </Facts>
    </>
  )
}
