import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import type { GameConfig } from '../games/contract.ts'
import { FactList } from './FactList.tsx'
import { OutcomeTable } from './OutcomeTable.tsx'

/** The odds of a pull: as drawn beside what they come to with the guarantee, and what the guarantee is. */
export function PullOdds({ config }: { config: GameConfig<'gacha'> }) {
  const text = useText()
  const { t } = text
  const { analysis, table } = config
  const { at } = table.pity
  return (
    <>
      <Card title={t('odds.pullOutcomes')} lead={t('odds.pullLead')}>
        <OutcomeTable kinds={analysis.kinds} />
      </Card>
      <Card title={t('odds.pityTitle')}>
        <p className="text-mist">{t('odds.pityRule', { rarity: t('rarity.EPIC'), at })}</p>
        <p className="mt-2 text-mist">{t('odds.nearMiss', { perMille: table.nearMissPerMille })}</p>
        <div className="mt-3">
          <FactList facts={analysis.facts ?? {}} />
        </div>
      </Card>
    </>
  )
}
