import type { PushCleanupCounts } from '@casino-club/shared'
import { Alert } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Fact, Facts } from '../layout/facts.tsx'

const STATS = [
  'failCountCleaned',
  'inactiveCleaned',
  'expiredCleaned',
  'forceDeleted',
  'oldSoftDeletedCleaned',
] as const

/** What a clean-up did, or would do, by its kinds. */
export function CleanupCounts({ done, counts }: { done: boolean; counts: PushCleanupCounts }) {
  const words = useWords()
  const { amount } = useFormat()
  return (
    <Alert severity={done ? 'success' : 'info'} data-testid={done ? 'push-done' : 'push-previewed'}>
      {words(done ? 'push.done' : 'push.previewed', {
        cleaned: amount(counts.cleanedCount),
        checked: amount(counts.totalChecked),
        valid: amount(counts.validCount),
      })}
      <Facts>
        {STATS.map((stat) => (
          <Fact key={stat} name={words(`push.stats.${stat}`)}>
            {amount(counts.stats[stat])}
          </Fact>
        ))}
      </Facts>
    </Alert>
  )
}
