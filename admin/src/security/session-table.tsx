import type { SessionView } from '@casino-club/shared'
import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { wordDevice } from './word-device.ts'

/** Open sessions with a button to end each; without `end` they can only be looked at. */
export function SessionTable({
  sessions,
  end,
}: {
  sessions: readonly SessionView[]
  end: ((id: string) => void) | null
}) {
  const words = useWords()
  const format = useFormat()
  if (sessions.length === 0) return <Typography color="text.secondary">{words('signIn.security.none')}</Typography>
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{words('signIn.security.device')}</TableCell>
            <TableCell>{words('signIn.security.network')}</TableCell>
            <TableCell>{words('signIn.security.lastUsed')}</TableCell>
            <TableCell>{words('signIn.security.since')}</TableCell>
            <TableCell />
          </TableRow>
        </TableHead>
        <TableBody>
          {sessions.map((session) => (
            <TableRow key={session.id} data-testid="session-row">
              <TableCell>
                {wordDevice(words, session.device)}
                {session.current ? ` · ${words('signIn.security.this')}` : ''}
              </TableCell>
              <TableCell>{session.address}</TableCell>
              <TableCell>{format.dateTime(session.lastUsedAt)}</TableCell>
              <TableCell>{format.dateTime(session.createdAt)}</TableCell>
              <TableCell align="right">
                {end && !session.current ? (
                  <Button size="small" color="error" data-testid="end-session" onClick={() => end(session.id)}>
                    {words('signIn.security.end')}
                  </Button>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
