import { Box, Button, Stack, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import {
  DataTable,
  Pagination,
  ReferenceManyField,
  useCanAccess,
  useGetIdentity,
  useNotify,
  useRecordContext,
  useRefresh,
} from 'react-admin'
import { TimeField } from '../../format/fields.tsx'
import { useFailureWords } from '../../i18n/use-failure-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { TableRows } from '../../layout/table-rows.tsx'
import type { PlayerDetail, PlayerNoteRecord } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { EmptyTab } from '../empty-tab.tsx'

const NEWEST_FIRST = { field: 'id', order: 'DESC' } as const

/** What admins tell each other about this player. */
export function NotesTab() {
  const words = useWords()
  const player = useRecordContext<PlayerDetail>()
  const { canAccess } = useCanAccess({ action: 'note', resource: 'players' })
  if (!player?.siteId) return null
  return (
    <Box sx={{ py: 1, minWidth: 0 }}>
      {canAccess ? <NoteForm playerId={player.id} /> : null}
      <ReferenceManyField
        reference="player-notes"
        target="playerId"
        sort={NEWEST_FIRST}
        perPage={25}
        pagination={<Pagination />}
      >
        <DataTable<PlayerNoteRecord>
          resource="player-notes"
          body={TableRows}
          bulkActionButtons={false}
          rowClick={false}
          empty={<EmptyTab text={words('access.notesEmpty')} />}
        >
          <DataTable.Col source="writtenAt" disableSort>
            <TimeField source="writtenAt" />
          </DataTable.Col>
          <DataTable.Col source="admin" disableSort />
          <DataTable.Col source="body" disableSort render={(note: PlayerNoteRecord) => <NoteText note={note} />} />
          <DataTable.Col
            source="id"
            label={false}
            disableSort
            render={(note: PlayerNoteRecord) =>
              canAccess && note.struckAt === null ? <StrikeButton playerId={player.id} note={note} /> : null
            }
          />
        </DataTable>
      </ReferenceManyField>
    </Box>
  )
}

function NoteText({ note: { body, struckAt, struckBy } }: { note: PlayerNoteRecord }) {
  const words = useWords()
  const text = <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{body}</span>
  if (struckAt === null) return text
  return (
    <>
      <del>{text}</del> <small>{words('access.noteStruck', { admin: struckBy ?? '' })}</small>
    </>
  )
}

function NoteForm({ playerId }: { playerId: number }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { writeNote } = useAdminActions()
  const [body, setBody] = useState('')
  const [sending, setSending] = useState(false)
  const write = async (event: FormEvent) => {
    event.preventDefault()
    setSending(true)
    try {
      await writeNote(playerId, body)
      setBody('')
      refresh()
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    } finally {
      setSending(false)
    }
  }
  return (
    <Stack component="form" onSubmit={(event) => void write(event)} direction="row" spacing={1} sx={{ mb: 2 }}>
      <TextField
        fullWidth
        multiline
        maxRows={6}
        label={words('access.note')}
        helperText={words('access.noteHelp')}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 2_000, 'data-testid': 'note-body' } }}
      />
      <Button type="submit" variant="contained" loading={sending} disabled={!body.trim()} data-testid="note-write">
        {words('access.noteWrite')}
      </Button>
    </Stack>
  )
}

function StrikeButton({ playerId, note }: { playerId: number; note: PlayerNoteRecord }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { data: identity } = useGetIdentity()
  const { strikeNote } = useAdminActions()
  if (identity?.fullName !== note.admin && identity?.role !== 'owner') return null
  const strike = async () => {
    try {
      await strikeNote(playerId, note.id)
      refresh()
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    }
  }
  return (
    <Button size="small" onClick={() => void strike()} data-testid="note-strike">
      {words('access.noteStrike')}
    </Button>
  )
}
