import { DEAD_LETTER_CLASSES, DEAD_LETTER_STATES, type DeadLetter, NOTIFICATION_CHANNELS } from '@casino-club/shared'
import { Chip, Tooltip } from '@mui/material'
import { DataTable, List, SelectInput, TextInput, TopToolbar, useCanAccess } from 'react-admin'
import { Code, TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { HeldOrigins } from './held-origins.tsx'
import { QueuesButton } from './queues-button.tsx'
import { RedriveButton } from './redrive-button.tsx'

/** What could not be sent, and what was decided about it; above it the origins that refuse us. */
export function DeadLetterList() {
  const words = useWords()
  const choices = {
    state: DEAD_LETTER_STATES.map((id) => ({ id, name: words(`notifications.states.${id}`) })),
    class: DEAD_LETTER_CLASSES.map((id) => ({ id, name: words(`notifications.classes.${id}`) })),
    channel: NOTIFICATION_CHANNELS.map((id) => ({ id, name: words(`notifications.channels.${id}`) })),
  }
  return (
    <>
      <HeldOrigins />
      <List
        exporter={false}
        empty={false}
        actions={<Actions />}
        sort={{ field: 'id', order: 'DESC' }}
        filters={[
          <SelectInput key="state" source="state" choices={choices.state} alwaysOn />,
          <SelectInput key="class" source="class" choices={choices.class} alwaysOn />,
          <SelectInput key="channel" source="channel" choices={choices.channel} alwaysOn />,
          <TextInput key="template" source="template" alwaysOn />,
        ]}
      >
        <Letters />
      </List>
    </>
  )
}

function Letters() {
  const words = useWords()
  return (
    <DataTable<DeadLetter> body={TableRows} bulkActionButtons={false} rowClick={false}>
      <DataTable.Col source="id" />
      <DataTable.Col source="diedAt" disableSort>
        <TimeField source="diedAt" short />
      </DataTable.Col>
      <DataTable.Col
        source="userId"
        disableSort
        render={({ userId }: DeadLetter) => (
          <RecordLink resource="players" id={userId} path="/notifications">
            {userId}
          </RecordLink>
        )}
      />
      <DataTable.Col
        source="channel"
        disableSort
        render={({ channel }: DeadLetter) => words(`notifications.channels.${channel}`)}
      />
      <DataTable.Col source="template" disableSort render={({ template }: DeadLetter) => <Code>{template}</Code>} />
      <DataTable.Col
        source="class"
        disableSort
        render={(letter: DeadLetter) => words(`notifications.classes.${letter.class}`)}
      />
      <DataTable.Col
        source="state"
        disableSort
        render={({ state, moves }: DeadLetter) => (
          <Tooltip
            title={moves.map(({ at, move, reason, admin }) => `${at} ${move}: ${reason} ${admin ?? ''}`).join('\n')}
          >
            <Chip
              size="small"
              color={state === 'parked' ? 'warning' : 'default'}
              label={words(`notifications.states.${state}`)}
            />
          </Tooltip>
        )}
      />
      <DataTable.Col
        source="error"
        disableSort
        render={({ error, stack }: DeadLetter) => (
          <Tooltip title={stack ?? ''}>
            <span>{error}</span>
          </Tooltip>
        )}
      />
      <DataTable.Col source="attempts" align="right" disableSort />
      <DataTable.Col source="round" align="right" disableSort />
      <DataTable.Col source="deadlineAt" disableSort>
        <TimeField source="deadlineAt" short />
      </DataTable.Col>
    </DataTable>
  )
}

function Actions() {
  const { canAccess } = useCanAccess({ action: 'redrive', resource: 'notifications' })
  return (
    <TopToolbar>
      <QueuesButton />
      {canAccess ? <RedriveButton /> : null}
    </TopToolbar>
  )
}
