import { Box, Typography } from '@mui/material'
import { DataTable, List, Pagination } from 'react-admin'
import { TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import type { RemovedPlayerRecord } from '../providers/resources.ts'
import { RemovalButton } from './removal-button.tsx'

/** Players whom the club took off its boards, with the way back. */
export function RemovedPlayers() {
  const words = useWords()
  return (
    <Box component="section" sx={{ mt: 4 }} data-testid="board-removals">
      <Typography variant="h6" component="h2">
        {words('boards.removed')}
      </Typography>
      <List
        resource="board-removals"
        perPage={25}
        pagination={<Pagination />}
        actions={false}
        exporter={false}
        empty={false}
        disableSyncWithLocation
        title=" "
      >
        <DataTable<RemovedPlayerRecord>
          body={TableRows}
          bulkActionButtons={false}
          rowClick={false}
          empty={<Typography sx={{ p: 2 }}>{words('boards.nobodyRemoved')}</Typography>}
        >
          <DataTable.Col source="nickname" disableSort />
          <DataTable.Col source="reason" disableSort />
          <DataTable.Col source="removedBy" disableSort />
          <DataTable.Col source="removedAt" disableSort>
            <TimeField source="removedAt" short />
          </DataTable.Col>
          <DataTable.Col
            source="restore"
            label=" "
            disableSort
            render={({ id, nickname }: RemovedPlayerRecord) => (
              <RemovalButton playerId={id} nickname={nickname} removed={false} />
            )}
          />
        </DataTable>
      </List>
    </Box>
  )
}
