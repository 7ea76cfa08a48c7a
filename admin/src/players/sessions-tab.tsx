import type { SessionView } from '@casino-club/shared'
import { Alert, Box } from '@mui/material'
import { useCanAccess, useGetManyReference, useNotify, useRecordContext } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import type { PlayerDetail } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { SessionTable } from '../security/session-table.tsx'

/** Where a player is logged in; each can be ended. */
export function SessionsTab() {
  const player = useRecordContext<PlayerDetail>()
  return player?.siteId ? <Sessions playerId={player.id} /> : null
}

const ALL = { target: 'playerId', pagination: { page: 1, perPage: 100 }, sort: { field: 'id', order: 'DESC' } } as const

function Sessions({ playerId }: { playerId: number }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const { endPlayerSession } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'logout', resource: 'players' })
  const { data, error, refetch } = useGetManyReference<SessionView>('player-sessions', { ...ALL, id: playerId })
  const end = async (id: string) => {
    try {
      notify(words('logout.done', { smart_count: await endPlayerSession(playerId, id) }), { type: 'success' })
      await refetch()
    } catch (failure) {
      notify(failureWords(failure), { type: 'error' })
    }
  }
  return (
    <Box sx={{ py: 1 }}>
      {error ? <Alert severity="error">{failureWords(error)}</Alert> : null}
      {data ? <SessionTable sessions={data} end={canAccess ? (id) => void end(id) : null} /> : null}
    </Box>
  )
}
