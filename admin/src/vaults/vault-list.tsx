import AddIcon from '@mui/icons-material/AddOutlined'
import DepositIcon from '@mui/icons-material/UploadOutlined'
import { Button, Chip } from '@mui/material'
import { useState } from 'react'
import { DataTable, List, TopToolbar, useCanAccess } from 'react-admin'
import { AmountField, Code, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import type { VaultKind } from '../providers/resources.ts'
import { DepositsDialog } from './deposits-dialog.tsx'
import { useVaultWords } from './use-vault-words.ts'
import { VaultDialog } from './vault-dialog.tsx'

/** The kinds of vaults: what each says now, and how many players have one. */
export function VaultList() {
  const words = useWords()
  const vaultWords = useVaultWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'vaults' })
  return (
    <List perPage={100} pagination={false} exporter={false} empty={false} actions={<Actions />}>
      <DataTable<VaultKind> body={TableRows} bulkActionButtons={false} rowClick={false}>
        <DataTable.Col source="id" disableSort render={({ id }: VaultKind) => <Code>{id}</Code>} />
        <DataTable.Col
          source="enabled"
          disableSort
          render={({ enabled }: VaultKind) => (
            <Chip
              size="small"
              color={enabled ? 'success' : 'default'}
              label={words(enabled ? 'vaults.inForce' : 'vaults.off')}
            />
          )}
        />
        <DataTable.Col source="version" align="right" disableSort />
        <DataTable.Col source="coins" align="right" disableSort>
          <AmountField source="coins" />
        </DataTable.Col>
        <DataTable.Col source="unlock" disableSort render={({ unlock }: VaultKind) => vaultWords.unlock(unlock)} />
        <DataTable.Col source="lifetimeHours" align="right" disableSort />
        <DataTable.Col source="open" align="right" disableSort>
          <AmountField source="open" />
        </DataTable.Col>
        <DataTable.Col source="ended" align="right" disableSort>
          <AmountField source="ended" />
        </DataTable.Col>
        <DataTable.Col source="createdBy" disableSort render={({ createdBy }: VaultKind) => createdBy ?? '–'} />
        <DataTable.Col source="createdAt" disableSort>
          <TimeField source="createdAt" short />
        </DataTable.Col>
        {canAccess ? (
          <DataTable.Col
            source="edit"
            label=" "
            disableSort
            render={(kind: VaultKind) => <VaultButton kind={kind} />}
          />
        ) : null}
      </DataTable>
    </List>
  )
}

function VaultButton({ kind }: { kind: VaultKind }) {
  const words = useWords()
  // The dialog is about what was seen when it was opened.
  const [seen, setSeen] = useState<VaultKind | null>(null)
  return (
    <>
      <Button size="small" onClick={() => setSeen(kind)} data-testid={`vault-edit-${kind.id}`}>
        {words('vaults.edit')}
      </Button>
      {seen ? <VaultDialog seen={seen} onClose={() => setSeen(null)} /> : null}
    </>
  )
}

function Actions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'vaults' })
  const deposit = useCanAccess({ action: 'deposit', resource: 'vaults' })
  const [open, setOpen] = useState(false)
  const [taking, setTaking] = useState(false)
  return (
    <TopToolbar>
      {deposit.canAccess ? (
        <Button size="small" startIcon={<DepositIcon />} onClick={() => setTaking(true)} data-testid="deposits-new">
          {words('vaults.deposits')}
        </Button>
      ) : null}
      {taking ? <DepositsDialog onClose={() => setTaking(false)} /> : null}
      {canAccess ? (
        <Button size="small" startIcon={<AddIcon />} onClick={() => setOpen(true)} data-testid="vault-new">
          {words('vaults.new')}
        </Button>
      ) : null}
      {open ? <VaultDialog seen={null} onClose={() => setOpen(false)} /> : null}
    </TopToolbar>
  )
}
