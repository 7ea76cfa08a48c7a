import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import type { Tutorial } from './use-tutorial.ts'

/** The end: the first reward, or when it will wait. */
export function RewardStep({ tutorial }: { tutorial: Tutorial }) {
  const { t } = useText()
  const { rewardCoins, closed } = tutorial.standing
  return (
    <Card title={t('tutorial.reward.title')}>
      {closed === null ? (
        <>
          <p>{t('tutorial.reward.text', { count: rewardCoins })}</p>
          <Button
            look="gold"
            className="mt-5 min-h-12 px-8 text-lg"
            data-testid="tutorial-complete"
            disabled={tutorial.busy}
            onClick={() => void tutorial.complete()}
          >
            {t('tutorial.reward.take')}
          </Button>
        </>
      ) : (
        <p data-testid="tutorial-waits" data-reason={closed}>
          {t(`tutorial.reward.${closed}`)}
        </p>
      )}
    </Card>
  )
}
