import type { TutorialStep } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import type { Tutorial } from './use-tutorial.ts'

/** On to the next step. */
export function NextButton({ tutorial, step, words }: { tutorial: Tutorial; step: TutorialStep; words?: string }) {
  const { t } = useText()
  return (
    <Button
      look={words ? 'quiet' : 'gold'}
      className="mt-5"
      data-testid="tutorial-next"
      disabled={tutorial.busy}
      onClick={() => void tutorial.take(step)}
    >
      {words ?? t('tutorial.next')}
    </Button>
  )
}
