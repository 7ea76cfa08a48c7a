import { Chip } from '@mui/material'
import { DataTable, ReferenceManyField } from 'react-admin'
import { AmountField, Code, TimeField } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import { EmptyTab } from '../players/empty-tab.tsx'
import type { PlayerVault } from '../providers/resources.ts'
import { useVaultWords } from './use-vault-words.ts'

const COLORS = {
  LOCKED: 'default',
  UNLOCKED: 'info',
  CLAIMED: 'success',
  EXPIRED: 'warning',
} as const satisfies Record<PlayerVault['status'], string>
const IN_ORDER = { field: 'id', order: 'ASC' } as const

/** A player's vaults, what they wait for, and how far that has come. */
export function VaultsTab() {
  const words = useWords()
  const format = useFormat()
  const vaultWords = useVaultWords()
  return (
    <ReferenceManyField reference="player-vaults" target="userId" sort={IN_ORDER} perPage={100}>
      <DataTable<PlayerVault>
        resource="player-vaults"
        body={TableRows}
        bulkActionButtons={false}
        rowClick={false}
        empty={<EmptyTab text={words('vaults.none')} />}
      >
        <DataTable.Col source="type" disableSort render={({ type }: PlayerVault) => <Code>{type}</Code>} />
        <DataTable.Col
          source="status"
          disableSort
          render={({ status }: PlayerVault) => (
            <Chip size="small" color={COLORS[status]} label={words(`vaults.statuses.${status}`)} />
          )}
        />
        <DataTable.Col source="coins" align="right" disableSort>
          <AmountField source="coins" />
        </DataTable.Col>
        <DataTable.Col source="unlock" disableSort render={({ unlock }: PlayerVault) => vaultWords.unlock(unlock)} />
        <DataTable.Col
          source="progress"
          disableSort
          render={({ progress: { current, needed } }: PlayerVault) =>
            words('vaults.progress', { current: format.amount(current), needed: format.amount(needed) })
          }
        />
        <DataTable.Col source="openedAt" disableSort>
          <TimeField source="openedAt" short />
        </DataTable.Col>
        <DataTable.Col source="expiresAt" disableSort>
          <TimeField source="expiresAt" short />
        </DataTable.Col>
        <DataTable.Col source="unlockedAt" disableSort>
          <TimeField source="unlockedAt" short />
        </DataTable.Col>
        <DataTable.Col source="endedAt" disableSort>
          <TimeField source="endedAt" short />
        </DataTable.Col>
      </DataTable>
    </ReferenceManyField>
  )
}
