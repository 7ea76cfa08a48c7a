import { DataTable, Pagination, ReferenceManyField } from 'react-admin'
import { Code, TimeField } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { RecordLink } from '../../layout/record-link.tsx'
import { TableRows } from '../../layout/table-rows.tsx'
import { EmptyTab } from '../../players/empty-tab.tsx'
import type { PromoUseRecord } from '../../providers/resources.ts'

const NEWEST_FIRST = { field: 'usedAt', order: 'DESC' } as const

interface UsesTableProps {
  readonly reference: 'promo-uses' | 'promo-batch-uses'
  /** Of a batch each use names its code. */
  readonly withCode?: boolean
}

/** Who used a code or the codes of a batch, for what, and what they took off. */
export function UsesTable({ reference, withCode = false }: UsesTableProps) {
  const words = useWords()
  const format = useFormat()
  const off = ({ off: amount, currency }: PromoUseRecord) =>
    words(`shop.prices.${currency}`, { amount: format.amount(amount) })
  return (
    <ReferenceManyField
      reference={reference}
      target="promoId"
      sort={NEWEST_FIRST}
      perPage={25}
      pagination={<Pagination />}
    >
      <DataTable<PromoUseRecord>
        resource="promo-uses"
        body={TableRows}
        bulkActionButtons={false}
        rowClick={false}
        empty={<EmptyTab text={words('promos.noUses')} />}
      >
        {withCode ? (
          <DataTable.Col
            source="code"
            label={words('promos.code')}
            disableSort
            render={({ code }: PromoUseRecord) => <Code>{code}</Code>}
          />
        ) : null}
        <DataTable.Col
          source="nickname"
          disableSort
          render={({ userId, nickname }: PromoUseRecord) => (
            <RecordLink resource="players" id={userId}>
              {nickname}
            </RecordLink>
          )}
        />
        <DataTable.Col
          source="id"
          disableSort
          render={({ id }: PromoUseRecord) => (
            <RecordLink resource="purchases" id={id}>
              <Code>{id}</Code>
            </RecordLink>
          )}
        />
        <DataTable.Col source="sku" disableSort />
        <DataTable.Col source="off" align="right" disableSort render={off} />
        <DataTable.Col source="usedAt">
          <TimeField source="usedAt" short />
        </DataTable.Col>
      </DataTable>
    </ReferenceManyField>
  )
}
