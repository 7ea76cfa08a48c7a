import { AGE_STATUSES } from '@casino-club/shared'
import { Button, Stack } from '@mui/material'
import { type ReactElement, useMemo, useState } from 'react'
import { DataTable, List, SelectInput, TopToolbar, useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { newCommandId } from '../players/correction/command-id.ts'
import type { AgeCheckRecord } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

const OLDEST_FIRST = { field: 'id', order: 'ASC' } as const
const PENDING = { status: 'PENDING' }

/** What players say of their age; the ones that wait for a person first. */
export function AgeCheckList() {
  const words = useWords()
  const filters = useAgeFilters()
  const { canAccess } = useCanAccess({ action: 'decide', resource: 'age-checks' })
  return (
    <List
      filters={filters}
      filterDefaultValues={PENDING}
      sort={OLDEST_FIRST}
      perPage={25}
      actions={<TopToolbar />}
      exporter={false}
      empty={false}
    >
      <DataTable<AgeCheckRecord> body={TableRows} bulkActionButtons={false} rowClick={false}>
        <DataTable.Col source="id" />
        <DataTable.Col
          source="nickname"
          disableSort
          render={({ userId, nickname }: AgeCheckRecord) => (
            <RecordLink resource="players" id={userId}>
              {nickname}
            </RecordLink>
          )}
        />
        <DataTable.Col source="birthDate" disableSort render={({ birthDate }: AgeCheckRecord) => birthDate ?? '–'} />
        <DataTable.Col source="submittedAt" disableSort>
          <TimeField source="submittedAt" short />
        </DataTable.Col>
        <DataTable.Col
          source="status"
          disableSort
          render={({ status }: AgeCheckRecord) => words(`age.statuses.${status}`)}
        />
        <DataTable.Col
          source="decidedBy"
          disableSort
          render={({ status, decidedBy }: AgeCheckRecord) =>
            status === 'PENDING' ? '–' : (decidedBy ?? words('age.rule'))
          }
        />
        <DataTable.Col source="reason" disableSort />
        <DataTable.Col
          source="decide"
          label={false}
          disableSort
          render={(check: AgeCheckRecord) =>
            canAccess && check.status === 'PENDING' ? <DecideButtons check={check} /> : null
          }
        />
      </DataTable>
    </List>
  )
}

function DecideButtons({ check }: { check: AgeCheckRecord }) {
  const words = useWords()
  const [decision, setDecision] = useState<'VERIFIED' | 'REJECTED' | null>(null)
  return (
    <Stack direction="row" spacing={1}>
      <Button size="small" onClick={() => setDecision('VERIFIED')} data-testid="age-verify">
        {words('age.verify')}
      </Button>
      <Button size="small" color="error" onClick={() => setDecision('REJECTED')} data-testid="age-reject">
        {words('age.reject')}
      </Button>
      {decision ? <DecideDialog check={check} decision={decision} onClose={() => setDecision(null)} /> : null}
    </Stack>
  )
}

interface DecideDialogProps {
  readonly check: AgeCheckRecord
  readonly decision: 'VERIFIED' | 'REJECTED'
  readonly onClose: () => void
}

function DecideDialog({ check, decision, onClose }: DecideDialogProps) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { decideAge } = useAdminActions()
  // One intention, one id: pressed again after a lost answer, it decides nothing more.
  const [commandId] = useState(newCommandId)
  const verifies = decision === 'VERIFIED'
  const decide = async (reason: string) => {
    await decideAge(check.id, { commandId, decision, reason })
    notify(words(`age.statuses.${decision}`), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words(verifies ? 'age.verifyTitle' : 'age.rejectTitle', { nickname: check.nickname })}
      body={words('age.decideBody')}
      confirmLabel={words(verifies ? 'age.verify' : 'age.reject')}
      testId="age-decide"
      harmful={!verifies}
      onConfirm={decide}
      onClose={onClose}
    />
  )
}

function useAgeFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(
    () => [
      <SelectInput
        key="status"
        source="status"
        alwaysOn
        helperText={false}
        choices={AGE_STATUSES.map((status) => ({ id: status, name: words(`age.statuses.${status}`) }))}
        emptyText={words('age.all')}
        translateChoice={false}
      />,
    ],
    [words],
  )
}
