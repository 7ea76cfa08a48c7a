import { Button, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { DataTable, List, TopToolbar, useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { AmountField, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import type { SuppressionRecord } from '../providers/letter-actions.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

const NEWEST_FIRST = { field: 'changedAt', order: 'DESC' } as const

/** Addresses that no letter goes to, or that the mail server refused; by player, never the address itself. */
export function SuppressionList() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'suppressions' })
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ pt: 2 }}>
        {words('suppressions.lead')}
      </Typography>
      <List sort={NEWEST_FIRST} perPage={25} exporter={false} empty={false} actions={<Actions mayEdit={canAccess} />}>
        <DataTable<SuppressionRecord> body={TableRows} bulkActionButtons={false} rowClick={false}>
          <DataTable.Col source="id" />
          <DataTable.Col
            source="siteId"
            disableSort
            render={({ userId, siteId }: SuppressionRecord) =>
              userId === null ? (
                '–'
              ) : (
                <RecordLink resource="players" id={userId}>
                  {siteId ?? String(userId)}
                </RecordLink>
              )
            }
          />
          <DataTable.Col
            source="suppressed"
            disableSort
            render={({ suppressed }: SuppressionRecord) => words(suppressed ? 'suppressions.on' : 'suppressions.off')}
          />
          <DataTable.Col
            source="reason"
            disableSort
            render={({ reason }: SuppressionRecord) =>
              reason === 'refused' ? words('suppressions.refused') : (reason ?? '–')
            }
          />
          <DataTable.Col source="by" disableSort />
          <DataTable.Col source="refusals" align="right" disableSort>
            <AmountField source="refusals" />
          </DataTable.Col>
          <DataTable.Col source="lastRefusal" disableSort />
          <DataTable.Col source="changedAt">
            <TimeField source="changedAt" short />
          </DataTable.Col>
          {canAccess ? (
            <DataTable.Col
              source="lift"
              label=" "
              disableSort
              render={(entry: SuppressionRecord) => (entry.suppressed ? <LiftButton entry={entry} /> : null)}
            />
          ) : null}
        </DataTable>
      </List>
    </>
  )
}

function Actions({ mayEdit }: { mayEdit: boolean | undefined }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { suppressAddress } = useAdminActions()
  const [open, setOpen] = useState(false)
  const [address, setAddress] = useState('')
  return (
    <TopToolbar>
      {mayEdit ? (
        <Button size="small" onClick={() => setOpen(true)} data-testid="suppression-new">
          {words('suppressions.new')}
        </Button>
      ) : null}
      {open ? (
        <ReasonDialog
          title={words('suppressions.new')}
          body={words('suppressions.newBody')}
          confirmLabel={words('suppressions.new')}
          testId="suppression-confirm"
          ready={address.includes('@')}
          onConfirm={async (reason) => {
            await suppressAddress(address.trim(), reason)
            notify(words('suppressions.done'), { type: 'success' })
            setAddress('')
            refresh()
          }}
          onClose={() => setOpen(false)}
        >
          <TextField
            label={words('suppressions.address')}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 254, inputMode: 'email', 'data-testid': 'suppression-address' } }}
          />
        </ReasonDialog>
      ) : null}
    </TopToolbar>
  )
}

function LiftButton({ entry }: { entry: SuppressionRecord }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { liftSuppression } = useAdminActions()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid={`suppression-lift-${entry.id}`}>
        {words('suppressions.lift')}
      </Button>
      {open ? (
        <ReasonDialog
          title={words('suppressions.lift')}
          body={words('suppressions.liftBody')}
          confirmLabel={words('suppressions.lift')}
          testId="suppression-lift-confirm"
          onConfirm={async (reason) => {
            await liftSuppression(entry.id, reason)
            notify(words('suppressions.lifted'), { type: 'success' })
            refresh()
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
