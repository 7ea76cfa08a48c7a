import { REWARD_TYPES, type RewardType } from '@casino-club/shared'
import { Box, TextField } from '@mui/material'
import { useState } from 'react'
import { DataTable, Pagination, ReferenceManyField } from 'react-admin'
import { CodeField, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { EmptyTab } from '../players/empty-tab.tsx'
import type { RewardRecord } from '../providers/resources.ts'
import { useRewardWords } from './use-reward-words.ts'

const NEWEST_FIRST = { field: 'seq', order: 'DESC' } as const

/** What a player was given, newest first. */
export function RewardsTab() {
  const words = useWords()
  const [type, setType] = useState<RewardType | ''>('')
  return (
    <Box sx={{ py: 1, minWidth: 0 }}>
      <TextField
        select
        size="small"
        label={words('rewards.type')}
        value={type}
        onChange={(event) => setType(REWARD_TYPES.find((each) => each === event.target.value) ?? '')}
        slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
        sx={{ mb: 1.5, minWidth: 160 }}
      >
        <option value="">{words('rewards.allTypes')}</option>
        {REWARD_TYPES.map((each) => (
          <option key={each} value={each}>
            {words(`rewards.types.${each}`)}
          </option>
        ))}
      </TextField>
      <ReferenceManyField
        reference="rewards"
        target="playerId"
        sort={NEWEST_FIRST}
        filter={type ? { type } : {}}
        perPage={25}
        pagination={<Pagination />}
      >
        <RewardsTable />
      </ReferenceManyField>
    </Box>
  )
}

function RewardsTable() {
  const words = useWords()
  const wordReward = useRewardWords()
  return (
    <DataTable<RewardRecord>
      resource="rewards"
      body={TableRows}
      bulkActionButtons={false}
      rowClick={false}
      empty={<EmptyTab text={words('rewards.empty')} />}
    >
      <DataTable.Col source="id" disableSort>
        <CodeField source="id" />
      </DataTable.Col>
      <DataTable.Col source="occurredAt" disableSort>
        <TimeField source="occurredAt" />
      </DataTable.Col>
      <DataTable.Col
        source="rewards"
        disableSort
        render={({ rewards }: RewardRecord) => rewards.map(wordReward).join(', ')}
      />
      <DataTable.Col source="note" disableSort />
      <DataTable.Col
        source="importId"
        disableSort
        render={({ importId }: RewardRecord) =>
          importId ? (
            <RecordLink resource="reward-imports" id={importId}>
              {importId.slice(0, 8)}
            </RecordLink>
          ) : (
            '–'
          )
        }
      />
    </DataTable>
  )
}
