import { RANKS } from '@casino-club/shared'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { rowsAt } from '../editor/table-form.ts'
import { BasisPointsField, DeclaredRtpFields, LimitFields } from './limit-fields.tsx'
import { FieldGrid, NumberField } from './number-field.tsx'
import { AddRow, RemoveRow } from './rows.tsx'
import { useTableFields } from './table-fields.ts'

/** The house edge, how the multiplier grows, and the limits. */
export function CrashFields() {
  const words = useWords()
  return (
    <>
      <Panel title={words('odds.field.crash')}>
        <FieldGrid>
          <BasisPointsField path={['edgeBasisPoints']} label={words('odds.field.edge')} />
          <NumberField path={['growthPerMille']} label={words('odds.field.growth')} />
          <NumberField path={['maxMultiplier']} label={words('odds.field.maxMultiplier')} />
          <NumberField path={['bettingMs']} label={words('odds.field.bettingMs')} />
          <NumberField path={['pauseMs']} label={words('odds.field.pauseMs')} />
        </FieldGrid>
      </Panel>
      <LimitFields />
    </>
  )
}

/** What is drawn, what a ticket costs, and a prize for each count of right numbers. */
export function LotteryFields() {
  const words = useWords()
  const { form } = useTableFields()
  return (
    <Panel title={words('odds.field.lottery')}>
      <FieldGrid>
        {(['pool', 'picks', 'price'] as const).map((field) => (
          <NumberField key={field} path={[field]} label={words(`odds.field.${field}`)} />
        ))}
        {rowsAt(form, ['prizes']).map((_row, matches) => (
          // A prize is what its place says.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the count of matches
          <NumberField key={matches} path={['prizes', matches]} label={words('odds.field.prizeFor', { matches })} />
        ))}
        {RANKS.map((rank) => (
          <NumberField
            key={rank}
            path={['maxTickets', rank]}
            label={words('odds.field.maxTickets', { rank: words(`ranks.${rank}`) })}
          />
        ))}
        <DeclaredRtpFields />
      </FieldGrid>
      <AddRow path={['prizes']} row="0" />
      <RemoveRow path={['prizes', rowsAt(form, ['prizes']).length - 1]} name={words('odds.field.lottery')} />
    </Panel>
  )
}

/** The stakes two players can meet at, and how long a throw may take. */
export function MatchFields() {
  const words = useWords()
  const { form } = useTableFields()
  const stakes = rowsAt(form, ['stakes'])
  return (
    <Panel title={words('odds.field.match')}>
      <FieldGrid>
        {stakes.map((_row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: stakes have no name besides their place
          <NumberField key={index} path={['stakes', index]} label={words('odds.field.stake', { number: index + 1 })} />
        ))}
        <BasisPointsField path={['feeBasisPoints']} label={words('odds.field.fee')} />
        {(['commitSeconds', 'revealSeconds', 'maxThrows'] as const).map((field) => (
          <NumberField key={field} path={[field]} label={words(`odds.field.${field}`)} />
        ))}
        <DeclaredRtpFields />
      </FieldGrid>
      <AddRow path={['stakes']} row="0" />
      <RemoveRow path={['stakes', stakes.length - 1]} name={words('odds.field.match')} />
    </Panel>
  )
}
