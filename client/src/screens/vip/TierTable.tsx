import { type VipStatusReply, WHOLE_BP } from '@casino-club/shared'
import { wordPrice } from '../../shop/price-words.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { TierBadge } from './TierBadge.tsx'

type Row = NonNullable<VipStatusReply['tiers']>[number]
const CELL = 'px-3 py-2.5 align-top first:pl-0 last:pr-0'
const COLUMNS = ['vip.tier', 'vip.gives', 'vip.rank', 'vip.asks', 'vip.counted', 'vip.terms'] as const

export const percentOf = (bp: number): number => (bp / WHOLE_BP) * 100

/** What every tier asks for and gives, and what counted: numbers beside each other, and nothing about what is missing. */
export function TierTable({ tiers, own }: { tiers: readonly Row[]; own: string | null }) {
  const { t, language } = useText()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="overflow-x-auto" tabIndex={0} aria-label={t('vip.table')}>
      <table data-testid="tier-table" className="w-full min-w-2xl text-left text-sm tabular-nums">
        <thead className="text-mist">
          <tr className="border-b border-white/10">
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={CELL}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier) => (
            <tr
              key={tier.id}
              aria-current={tier.id === own ? 'true' : undefined}
              className="border-b border-white/5 last:border-0 aria-[current]:bg-white/5"
            >
              <th scope="row" className={CELL}>
                <TierBadge badge={tier.badge} name={tier.name[language]} />
              </th>
              <Cells tier={tier} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cells({ tier: { requires, counted, benefits, holdDays, graceDays } }: { tier: Row }) {
  const text = useText()
  const { t, percent, whole } = text
  const won = (amount: number) => wordPrice(amount, 'KRW', text)
  const { spendWon, activeDays, windowDays } = requires
  const days = whole(windowDays)
  return (
    <>
      <td className={CELL}>{percent(percentOf(benefits.discountBp))}</td>
      <td className={CELL}>{t(`rank.${benefits.rank}`)}</td>
      <td className={CELL}>
        {spendWon > 0 && <p>{t('vip.asksSpend', { amount: won(spendWon), days })}</p>}
        {activeDays > 0 && <p>{t('vip.asksDays', { days: whole(activeDays), window: days })}</p>}
      </td>
      <td className={CELL}>
        {spendWon > 0 && <p>{t('vip.countedSpend', { amount: won(counted.spendWon) })}</p>}
        {activeDays > 0 && <p>{t('vip.countedDays', { days: whole(counted.activeDays) })}</p>}
      </td>
      <td className={CELL}>{t('vip.termsOf', { hold: whole(holdDays), grace: whole(graceDays) })}</td>
    </>
  )
}
