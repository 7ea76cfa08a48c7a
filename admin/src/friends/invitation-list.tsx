import { INVITATION_STATES } from '@casino-club/shared'
import { Button, Chip } from '@mui/material'
import { useState } from 'react'
import { DataTable, List, SelectInput, TopToolbar, useCanAccess, useGetList } from 'react-admin'
import { AmountField, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import type { FriendTermsRecord, InvitationRecord } from '../providers/resources.ts'
import { DecideButtons } from './decide-button.tsx'
import { TermsDialog } from './terms-dialog.tsx'

/** Who invited whom, what came of it, and what somebody has to look at. */
export function InvitationList() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'decide', resource: 'friends' })
  const choices = INVITATION_STATES.map((state) => ({ id: state, name: words(`friends.states.${state}`) }))
  return (
    <List
      exporter={false}
      empty={false}
      actions={<Actions />}
      filters={[<SelectInput key="state" source="state" choices={choices} alwaysOn />]}
    >
      <DataTable<InvitationRecord> body={TableRows} bulkActionButtons={false} rowClick={false}>
        <DataTable.Col source="inviter" disableSort />
        <DataTable.Col source="friend" disableSort />
        <DataTable.Col source="invitedAt">
          <TimeField source="invitedAt" short />
        </DataTable.Col>
        <DataTable.Col
          source="state"
          disableSort
          render={({ state }: InvitationRecord) => (
            <Chip
              size="small"
              color={state === 'REVIEW' ? 'warning' : 'default'}
              label={words(`friends.states.${state}`)}
            />
          )}
        />
        <DataTable.Col
          source="signals"
          disableSort
          render={({ signals }: InvitationRecord) => signals.join(', ') || '–'}
        />
        <DataTable.Col source="inviterCoins" align="right" disableSort>
          <AmountField source="inviterCoins" />
        </DataTable.Col>
        <DataTable.Col source="friendCoins" align="right" disableSort>
          <AmountField source="friendCoins" />
        </DataTable.Col>
        {canAccess ? (
          <DataTable.Col
            source="decide"
            label=" "
            disableSort
            render={(invitation: InvitationRecord) => <DecideButtons invitation={invitation} />}
          />
        ) : null}
      </DataTable>
    </List>
  )
}

function Actions() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'friends' })
  const { data } = useGetList<FriendTermsRecord>('friend-terms')
  const [seen, setSeen] = useState<FriendTermsRecord | null>(null)
  const newest = data?.[0]
  return (
    <TopToolbar>
      {canAccess && newest ? (
        <Button size="small" onClick={() => setSeen(newest)} data-testid="friend-terms-edit">
          {words('friends.editTerms')}
        </Button>
      ) : null}
      {seen ? <TermsDialog seen={seen} onClose={() => setSeen(null)} /> : null}
    </TopToolbar>
  )
}
