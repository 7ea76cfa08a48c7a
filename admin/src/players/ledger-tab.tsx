import { CURRENCIES, type Currency } from '@casino-club/shared'
import { Box, ToggleButton, ToggleButtonGroup } from '@mui/material'
import { useState } from 'react'
import { DataTable, Pagination, ReferenceManyField } from 'react-admin'
import { AmountField, ChangeField, CodeField, TimeField } from '../format/fields.tsx'
import { HashText } from '../format/hash-text.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import type { LedgerEntry } from '../providers/resources.ts'
import { EmptyTab } from './empty-tab.tsx'

const NEWEST_FIRST = { field: 'seq', order: 'DESC' } as const

/** Every booking on the player's accounts, newest first. */
export function LedgerTab() {
  const words = useWords()
  const [currency, setCurrency] = useState<Currency | null>(null)
  return (
    <Box sx={{ py: 1, minWidth: 0 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={currency ?? 'all'}
        onChange={(_event, chosen: Currency | 'all' | null) => {
          if (chosen) setCurrency(chosen === 'all' ? null : chosen)
        }}
        aria-label={words('resources.ledger.fields.currency')}
        sx={{ mb: 1.5 }}
      >
        <ToggleButton value="all">{words('players.allCurrencies')}</ToggleButton>
        {CURRENCIES.map((each) => (
          <ToggleButton key={each} value={each}>
            {words(`currencies.${each}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ReferenceManyField
        reference="ledger"
        target="playerId"
        sort={NEWEST_FIRST}
        filter={currency ? { currency } : {}}
        perPage={25}
        pagination={<Pagination />}
      >
        <LedgerTable />
      </ReferenceManyField>
    </Box>
  )
}

function LedgerTable() {
  const words = useWords()
  return (
    <DataTable<LedgerEntry>
      resource="ledger"
      body={TableRows}
      bulkActionButtons={false}
      rowClick={false}
      empty={<EmptyTab text={words('players.ledgerEmpty')} />}
    >
      <DataTable.Col source="seq" />
      <DataTable.Col source="occurredAt" disableSort>
        <TimeField source="occurredAt" />
      </DataTable.Col>
      <DataTable.Col
        source="currency"
        disableSort
        render={(entry: LedgerEntry) => words(`currencies.${entry.currency}`)}
      />
      <DataTable.Col source="amount" align="right" disableSort>
        <ChangeField source="amount" />
      </DataTable.Col>
      <DataTable.Col source="balanceAfter" align="right" disableSort>
        <AmountField source="balanceAfter" />
      </DataTable.Col>
      <DataTable.Col source="reason" disableSort>
        <CodeField source="reason" />
      </DataTable.Col>
      <DataTable.Col source="counterAccount" disableSort>
        <CodeField source="counterAccount" />
      </DataTable.Col>
      <DataTable.Col
        source="commandId"
        disableSort
        render={(entry: LedgerEntry) => (
          <HashText short value={entry.commandId} name={words('resources.ledger.fields.commandId')} />
        )}
      />
      <DataTable.Col
        source="hash"
        disableSort
        render={(entry: LedgerEntry) => (
          <HashText short value={entry.hash} name={words('resources.ledger.fields.hash')} />
        )}
      />
    </DataTable>
  )
}
