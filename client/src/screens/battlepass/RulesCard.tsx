import type { OwnPass } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'

/** Where pass XP comes from, its bound, and what happens at the end. */
export function RulesCard({ pass: { rules, couponTerms, expectedLevel } }: { readonly pass: OwnPass }) {
  const { t } = useText()
  return (
    <Card title={t('pass.rules')}>
      <ul className="list-disc space-y-1 pl-5 text-sm text-mist">
        {rules.play > 0 && <li>{t('pass.rulePlay', { xp: rules.play, most: rules.playADay })}</li>}
        {rules.mission > 0 && <li>{t('pass.ruleMission', { xp: rules.mission })}</li>}
        {rules.streakDay > 0 && <li>{t('pass.ruleStreak', { xp: rules.streakDay })}</li>}
        {couponTerms && (
          <li>
            {t('pass.ruleCoupon', couponTerms)} {t('pass.expected', { level: expectedLevel })}
          </li>
        )}
        <li>{t('pass.ruleEnd')}</li>
      </ul>
    </Card>
  )
}
