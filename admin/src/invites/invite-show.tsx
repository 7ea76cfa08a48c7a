import BlockIcon from '@mui/icons-material/BlockOutlined'
import { Box, Button, Stack } from '@mui/material'
import { useState } from 'react'
import {
  DataTable,
  Pagination,
  ReferenceManyField,
  Show,
  TopToolbar,
  useCanAccess,
  useNotify,
  useRecordContext,
  useRefresh,
} from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { Code, TimeField } from '../format/fields.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { EmptyTab } from '../players/empty-tab.tsx'
import type { InviteEntry, InviteUseEntry } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { InviteBadge } from './invite-badge.tsx'

const NEWEST_FIRST = { field: 'usedAt', order: 'DESC' } as const

/** A code: its terms, and who came in by it. */
export function InviteShow() {
  return (
    <Show title={<InviteTitle />} actions={<TopToolbar />}>
      <InvitePage />
    </Show>
  )
}

function InviteTitle() {
  return <span>{useRecordContext<InviteEntry>()?.id ?? ''}</span>
}

function InvitePage() {
  const words = useWords()
  const invite = useRecordContext<InviteEntry>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!invite?.state) return null
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Code>{invite.id}</Code>
        <InviteBadge state={invite.state} />
        <Box sx={{ ml: 'auto' }}>
          <DisableButton invite={invite} />
        </Box>
      </Box>
      <TermsPanel invite={invite} />
      <Panel title={words('invites.uses')}>
        <ReferenceManyField
          reference="invite-uses"
          target="inviteId"
          sort={NEWEST_FIRST}
          perPage={25}
          pagination={<Pagination />}
        >
          <DataTable<InviteUseEntry>
            resource="invite-uses"
            body={TableRows}
            bulkActionButtons={false}
            rowClick={false}
            empty={<EmptyTab text={words('invites.noUses')} />}
          >
            <DataTable.Col
              source="nickname"
              disableSort
              render={({ id, nickname }: InviteUseEntry) => (
                <RecordLink resource="players" id={id}>
                  {nickname}
                </RecordLink>
              )}
            />
            <DataTable.Col source="usedAt">
              <TimeField source="usedAt" short />
            </DataTable.Col>
          </DataTable>
        </ReferenceManyField>
      </Panel>
    </Stack>
  )
}

function TermsPanel({ invite }: { invite: InviteEntry }) {
  const words = useWords()
  const format = useFormat()
  const most = invite.maxUses === null ? words('invites.unlimited') : format.amount(invite.maxUses)
  return (
    <Panel title={words('invites.terms')}>
      <Facts>
        <Fact name={words('resources.invites.fields.usedCount')}>
          <span data-testid="invite-uses">{`${format.amount(invite.usedCount)} / ${most}`}</span>
        </Fact>
        <Fact name={words('resources.invites.fields.expiresAt')}>
          {invite.expiresAt ? format.dateTime(invite.expiresAt) : words('invites.noEnd')}
        </Fact>
        <Fact name={words('resources.invites.fields.note')}>{invite.note || '–'}</Fact>
        <Fact name={words('resources.invites.fields.createdBy')}>{invite.createdBy}</Fact>
        <Fact name={words('resources.invites.fields.createdAt')}>{format.dateTime(invite.createdAt)}</Fact>
        <Fact name={words('resources.invites.fields.batchId')}>{invite.batchId ?? '–'}</Fact>
        <Fact name={words('resources.invites.fields.disabledAt')}>
          {invite.disabledAt ? format.dateTime(invite.disabledAt) : '–'}
        </Fact>
      </Facts>
    </Panel>
  )
}

function DisableButton({ invite }: { invite: InviteEntry }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { disableInvite } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'edit', resource: 'invites' })
  const [open, setOpen] = useState(false)
  if (!canAccess || invite.state === 'disabled') return null
  const disable = async (reason: string) => {
    await disableInvite(invite.id, reason)
    notify(words('invites.disabled'), { type: 'success' })
    refresh()
  }
  return (
    <>
      <Button color="error" startIcon={<BlockIcon />} onClick={() => setOpen(true)} data-testid="invite-disable">
        {words('invites.disable')}
      </Button>
      {open ? (
        <ReasonDialog
          title={words('invites.disableTitle')}
          body={words('invites.disableBody')}
          confirmLabel={words('invites.disable')}
          testId="invite-disable-confirm"
          harmful
          onConfirm={disable}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
