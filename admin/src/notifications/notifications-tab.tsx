import type { NotificationTrace } from '@casino-club/shared'
import { Chip, Stack, Tooltip, Typography } from '@mui/material'
import { DataTable, Pagination, ReferenceManyField, useLocaleState } from 'react-admin'
import { Code, TimeField } from '../format/fields.tsx'
import type { MessageKey } from '../i18n/app-messages.ts'
import { en } from '../i18n/en.ts'
import { useWords } from '../i18n/use-words.ts'
import { TableRows } from '../layout/table-rows.tsx'
import { EmptyTab } from '../players/empty-tab.tsx'

type Delivery = NotificationTrace['deliveries'][number]
const NEWEST = { field: 'id', order: 'DESC' } as const
const isKnown = (group: 'deliveries' | 'why', word: string): boolean => Object.hasOwn(en.notifications[group], word)

/** Why did he not get it: what was told to a player, and every step of it. */
export function NotificationsTab() {
  const words = useWords()
  const [locale] = useLocaleState()
  return (
    <ReferenceManyField
      reference="player-notifications"
      target="userId"
      sort={NEWEST}
      perPage={25}
      pagination={<Pagination />}
    >
      <DataTable<NotificationTrace>
        resource="player-notifications"
        body={TableRows}
        bulkActionButtons={false}
        rowClick={false}
        empty={<EmptyTab text={words('notifications.none')} />}
      >
        <DataTable.Col source="raisedAt" disableSort>
          <TimeField source="raisedAt" short />
        </DataTable.Col>
        <DataTable.Col
          source="template"
          disableSort
          render={({ template }: NotificationTrace) => <Code>{template}</Code>}
        />
        <DataTable.Col
          source="title"
          disableSort
          render={({ title }: NotificationTrace) => (locale === 'ko' ? title.ko : title.en)}
        />
        <DataTable.Col
          source="deliveries"
          disableSort
          render={({ deliveries }: NotificationTrace) => (
            <Stack spacing={0.5}>
              {deliveries.map((delivery, place) => (
                // A delivery has no name of its own here, and its place does not change.
                // biome-ignore lint/suspicious/noArrayIndexKey: places are stable, the server sorts by id
                <DeliveryLine key={place} delivery={delivery} />
              ))}
            </Stack>
          )}
        />
        <DataTable.Col source="readAt" disableSort>
          <TimeField source="readAt" short />
        </DataTable.Col>
        <DataTable.Col source="deadlineAt" disableSort>
          <TimeField source="deadlineAt" short />
        </DataTable.Col>
      </DataTable>
    </ReferenceManyField>
  )
}

function DeliveryLine({ delivery: { channel, state, reason, attempts } }: { delivery: Delivery }) {
  const words = useWords()
  const stateWords = isKnown('deliveries', state) ? words(`notifications.deliveries.${state}` as MessageKey) : state
  const why = reason !== null && isKnown('why', reason) ? words(`notifications.why.${reason}` as MessageKey) : reason
  const steps = attempts.map(({ at, event, detail }) => `${at} ${event}${detail === null ? '' : `: ${detail}`}`)
  return (
    <Tooltip title={<span style={{ whiteSpace: 'pre-line' }}>{steps.join('\n')}</span>}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
        <Typography variant="body2">{words(`notifications.channels.${channel}`)}</Typography>
        <Chip size="small" color={state === 'sent' ? 'success' : 'default'} label={stateWords} />
        {why === null || state === 'sent' ? null : <Typography variant="caption">{why}</Typography>}
        <Typography variant="caption" color="text.secondary">
          {words('notifications.attempts', { count: attempts.length })}
        </Typography>
      </Stack>
    </Tooltip>
  )
}
