import AddIcon from '@mui/icons-material/AddOutlined'
import { Button, Chip } from '@mui/material'
import { useState } from 'react'
import { DataTable, List, TopToolbar, useCanAccess } from 'react-admin'
import { AmountField, Code, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import type { BoardRecord } from '../providers/resources.ts'
import { BoardDialog } from './board-dialog.tsx'
import { BoardTop } from './board-top.tsx'
import { CohortsDialog } from './cohorts-dialog.tsx'
import { RemovedPlayers } from './removed-players.tsx'

/** Every board with its season; opened, a row shows who leads it. */
export function BoardList() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'boards' })
  return (
    <>
      <List perPage={100} pagination={false} exporter={false} empty={false} actions={<Actions />}>
        <DataTable<BoardRecord> bulkActionButtons={false} rowClick="expand" expand={<BoardTop />} expandSingle>
          <DataTable.Col source="id" disableSort render={({ id }: BoardRecord) => <Code>{id}</Code>} />
          <DataTable.Col
            source="period"
            disableSort
            render={({ period }: BoardRecord) => words(`boards.periods.${period}`)}
          />
          <DataTable.Col source="games" disableSort render={({ games }: BoardRecord) => games.join(', ')} />
          <DataTable.Col
            source="counts"
            disableSort
            render={({ counts }: BoardRecord) => words(`boards.by.${counts}`)}
          />
          <DataTable.Col source="players" align="right" disableSort>
            <AmountField source="players" />
          </DataTable.Col>
          <DataTable.Col source="startsAt" disableSort>
            <TimeField source="startsAt" short />
          </DataTable.Col>
          <DataTable.Col source="endsAt" disableSort>
            <TimeField source="endsAt" short />
          </DataTable.Col>
          <DataTable.Col
            source="enabled"
            disableSort
            render={({ enabled }: BoardRecord) => (
              <Chip
                size="small"
                color={enabled ? 'success' : 'default'}
                label={words(enabled ? 'boards.shown' : 'boards.off')}
              />
            )}
          />
          {canAccess ? (
            <DataTable.Col
              source="edit"
              label=" "
              disableSort
              render={(board: BoardRecord) => <EditButton board={board} />}
            />
          ) : null}
        </DataTable>
      </List>
      <RemovedPlayers />
    </>
  )
}

function EditButton({ board }: { board: BoardRecord }) {
  const words = useWords()
  // The dialog is about what was seen when it was opened.
  const [seen, setSeen] = useState<BoardRecord | null>(null)
  const [cohorts, setCohorts] = useState(false)
  return (
    // A click in it does not open the row.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only stops what bubbles.
    // biome-ignore lint/a11y/useKeyWithClickEvents: it only stops what bubbles.
    <span onClick={(event) => event.stopPropagation()}>
      <Button size="small" onClick={() => setSeen(board)} data-testid={`board-edit-${board.id}`}>
        {words('boards.edit')}
      </Button>
      {seen ? <BoardDialog seen={seen} onClose={() => setSeen(null)} /> : null}
      {board.period === 'week' ? (
        <Button size="small" onClick={() => setCohorts(true)} data-testid={`board-cohorts-${board.id}`}>
          {words('boards.cohorts')}
        </Button>
      ) : null}
      {cohorts ? <CohortsDialog board={board.id} onClose={() => setCohorts(false)} /> : null}
    </span>
  )
}

function Actions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'boards' })
  const [open, setOpen] = useState(false)
  return (
    <TopToolbar>
      {canAccess ? (
        <Button size="small" startIcon={<AddIcon />} onClick={() => setOpen(true)} data-testid="board-new">
          {words('boards.new')}
        </Button>
      ) : null}
      {open ? <BoardDialog seen={null} onClose={() => setOpen(false)} /> : null}
    </TopToolbar>
  )
}
