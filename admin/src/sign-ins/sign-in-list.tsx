import { type AdminSignIn, SIGN_IN_OUTCOMES } from '@casino-club/shared'
import { type ReactElement, useMemo } from 'react'
import { DataTable, List, SelectInput, TextInput, TopToolbar } from 'react-admin'
import { TimeField } from '../format/fields.tsx'
import { useWords } from '../i18n/use-words.ts'
import { RecordLink } from '../layout/record-link.tsx'
import { TableRows } from '../layout/table-rows.tsx'
import { wordDevice } from '../security/word-device.ts'
import { SignInChart } from './sign-in-chart.tsx'

const NEWEST_FIRST = { field: 'id', order: 'DESC' } as const

/** Who tried to get in, from where, and what came of it. */
export function SignInList() {
  const words = useWords()
  return (
    <>
      <SignInChart />
      <List
        filters={useFilters()}
        sort={NEWEST_FIRST}
        perPage={25}
        actions={<TopToolbar />}
        exporter={false}
        empty={false}
      >
        <DataTable<AdminSignIn> body={TableRows} bulkActionButtons={false} rowClick={false}>
          <DataTable.Col source="occurredAt" disableSort>
            <TimeField source="occurredAt" />
          </DataTable.Col>
          <DataTable.Col source="siteId" disableSort render={(entry: AdminSignIn) => <Who entry={entry} />} />
          <DataTable.Col
            source="outcome"
            disableSort
            render={({ outcome, reason }: AdminSignIn) =>
              reason ? words(`reasons.${reason}`) : words(`signIn.signIns.outcomes.${outcome}`)
            }
          />
          <DataTable.Col
            source="method"
            disableSort
            render={({ method }: AdminSignIn) => words(`signIn.signIns.methods.${method}`)}
          />
          <DataTable.Col source="device" disableSort render={({ device }: AdminSignIn) => wordDevice(words, device)} />
          <DataTable.Col source="address" disableSort />
        </DataTable>
      </List>
    </>
  )
}

function Who({ entry: { kind, accountId, siteId } }: { entry: AdminSignIn }) {
  const words = useWords()
  const name = siteId ?? words('signIn.signIns.nobody')
  if (kind === 'admin') return <>{`${words('signIn.signIns.kinds.admin')} ${name}`}</>
  if (accountId === null) return <>{name}</>
  return (
    <RecordLink resource="players" id={accountId}>
      {name}
    </RecordLink>
  )
}

function useFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(() => {
    const kinds = (['player', 'admin'] as const).map((id) => ({ id, name: words(`signIn.signIns.kinds.${id}`) }))
    const outcomes = SIGN_IN_OUTCOMES.map((id) => ({ id, name: words(`signIn.signIns.outcomes.${id}`) }))
    const common = { alwaysOn: true, helperText: false, translateChoice: false } as const
    return [
      <SelectInput key="kind" source="kind" choices={kinds} emptyText={words('signIn.signIns.allKinds')} {...common} />,
      <SelectInput
        key="outcome"
        source="outcome"
        choices={outcomes}
        emptyText={words('signIn.signIns.allOutcomes')}
        {...common}
      />,
      <TextInput key="accountId" source="accountId" alwaysOn helperText={false} />,
    ]
  }, [words])
}
