import { RANKS } from '@casino-club/shared'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../layout/facts.tsx'
import type { SlotTableVersion } from '../providers/resources.ts'

/** Bet limits, streak bonus and the declared range of the return. */
export function RulesPanel({ version }: { version: SlotTableVersion }) {
  const words = useWords()
  const format = useFormat()
  const { minBet, maxBet, streakBonus, declaredRtp } = version.table
  const declared = {
    low: format.percent(declaredRtp.minBasisPoints / 100),
    high: format.percent(declaredRtp.maxBasisPoints / 100),
  }
  return (
    <Panel title={words('slotTables.rules')}>
      <Facts>
        <Fact name={words('slotTables.minBet')}>{format.amount(minBet)}</Fact>
        {RANKS.map((rank) => (
          <Fact key={rank} name={words('slotTables.maxBet', { rank: words(`ranks.${rank}`) })}>
            {format.amount(maxBet[rank])}
          </Fact>
        ))}
        <Fact name={words('slotTables.streakBonus')}>
          {words('slotTables.streakBonusValue', {
            step: streakBonus.stepPercent,
            max: streakBonus.maxPercent,
            variation: streakBonus.variationPercent,
          })}
        </Fact>
        <Fact name={words('resources.slot-tables.fields.declaredRtp')}>
          {words('dashboard.intervalRange', declared)}
        </Fact>
      </Facts>
    </Panel>
  )
}
