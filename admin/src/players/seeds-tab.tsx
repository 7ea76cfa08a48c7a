import type { SeedsReply } from '@casino-club/shared'
import { Alert, Box, Skeleton, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useGetOne, useRecordContext } from 'react-admin'
import { Code } from '../format/fields.tsx'
import { HashText } from '../format/hash-text.tsx'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import type { PlayerDetail } from '../providers/resources.ts'

/** The seeds of a player's plays; what is not revealed yet stays a hash for admins too. */
export function SeedsTab() {
  const player = useRecordContext<PlayerDetail>()
  return player ? <Seeds playerId={player.id} /> : null
}

function Seeds({ playerId }: { playerId: number }) {
  const failureWords = useFailureWords()
  const { data, error } = useGetOne<SeedsReply & { id: number }>('seeds', { id: playerId }, { retry: false })
  // While react-admin logs out, a refused read answers with an empty record.
  if (data?.active) {
    return (
      <Box sx={{ display: 'grid', gap: 2, py: 1 }}>
        <ActiveSeeds seeds={data} />
        <RevealedSeeds revealed={data.revealed} />
      </Box>
    )
  }
  return error ? <Alert severity="error">{failureWords(error)}</Alert> : <Skeleton variant="rounded" height={200} />
}

function ActiveSeeds({ seeds }: { seeds: SeedsReply }) {
  const words = useWords()
  const { serverSeedHash, clientSeed, nonce } = seeds.active
  return (
    <Panel title={words('seeds.active')}>
      <Facts>
        <Fact name={words('seeds.serverSeedHash')}>
          <HashText value={serverSeedHash} name={words('seeds.serverSeedHash')} />
        </Fact>
        <Fact name={words('seeds.clientSeed')}>
          <Code>{clientSeed}</Code>
        </Fact>
        <Fact name={words('seeds.nonce')}>{nonce}</Fact>
        <Fact name={words('seeds.next')}>
          <HashText value={seeds.nextServerSeedHash} name={words('seeds.next')} />
        </Fact>
      </Facts>
      <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 1 }}>
        {words('seeds.secret')}
      </Typography>
    </Panel>
  )
}

function RevealedSeeds({ revealed }: { revealed: SeedsReply['revealed'] }) {
  const words = useWords()
  const format = useFormat()
  if (revealed.length === 0) {
    return (
      <Panel title={words('seeds.revealed')}>
        <Typography color="text.secondary">{words('seeds.noneRevealed')}</Typography>
      </Panel>
    )
  }
  return (
    <Panel title={words('seeds.revealed')}>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{words('seeds.revealedAt')}</TableCell>
              <TableCell>{words('seeds.serverSeed')}</TableCell>
              <TableCell>{words('seeds.serverSeedHash')}</TableCell>
              <TableCell>{words('seeds.clientSeed')}</TableCell>
              <TableCell align="right">{words('seeds.plays')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {revealed.map((seed) => (
              <TableRow key={seed.serverSeedHash}>
                <TableCell>{format.dateTime(seed.revealedAt)}</TableCell>
                <TableCell>
                  <HashText short value={seed.serverSeed} name={words('seeds.serverSeed')} />
                </TableCell>
                <TableCell>
                  <HashText short value={seed.serverSeedHash} name={words('seeds.serverSeedHash')} />
                </TableCell>
                <TableCell>
                  <Code>{seed.clientSeed}</Code>
                </TableCell>
                <TableCell align="right">{format.amount(seed.plays)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Panel>
  )
}
