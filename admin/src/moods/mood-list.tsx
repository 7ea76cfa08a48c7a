import { MOOD_LEAST_ANSWERS } from '@casino-club/shared'
import { Typography } from '@mui/material'
import { DataTable, List } from 'react-admin'
import { AmountField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'

const COLUMNS = ['answers', 'good', 'fine', 'low'] as const

/** How players felt, day by day, in sums; days with few answers are not told of. */
export function MoodList() {
  const words = useWords()
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ pt: 2 }}>
        {words('moods.lead', { least: MOOD_LEAST_ANSWERS })}
      </Typography>
      <List perPage={100} pagination={false} exporter={false} empty={false} actions={false}>
        <DataTable body={TableRows} bulkActionButtons={false} rowClick={false}>
          <DataTable.Col source="id" disableSort />
          {COLUMNS.map((column) => (
            <DataTable.Col key={column} source={column} align="right" disableSort>
              <AmountField source={column} />
            </DataTable.Col>
          ))}
        </DataTable>
      </List>
    </>
  )
}
