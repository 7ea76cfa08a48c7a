import { Link } from 'react-router'
import { useText } from '../../text/LanguageProvider.tsx'
import { buttonLook } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { useTutorialStanding } from './use-tutorial.ts'

/** The way back into a tutorial that was left. `always`: also one that was put aside; never one that is over. */
export function TutorialCard({ always = false, className }: { always?: boolean; className?: string }) {
  const { t } = useText()
  const [load] = useTutorialStanding()
  if (load.status !== 'loaded') return null
  const { status, steps, rewardCoins } = load.value
  if (status === 'done' || (status === 'skipped' && !always)) return null
  return (
    <Card
      title={t('tutorial.card')}
      lead={t('tutorial.cardLead', { count: rewardCoins })}
      {...(className && { className })}
    >
      <Link to="/tutorial" data-testid="tutorial-link" className={buttonLook('quiet')}>
        {steps.length === 0 ? t('tutorial.begin') : t('tutorial.goOn')}
      </Link>
    </Card>
  )
}
