import type { SafePlayReply } from '@casino-club/shared'
import { HelpLines } from '../../../safe-play/HelpLines.tsx'
import { useSafePlay } from '../../../safe-play/SafePlayProvider.tsx'
import { useText } from '../../../text/LanguageProvider.tsx'
import type { Trouble } from '../../../text/translate.ts'
import { ScreenTitle } from '../../../ui/Card.tsx'
import { type Load, Loadable } from '../../../ui/Loadable.tsx'
import { ExclusionCard } from './ExclusionCard.tsx'
import { LimitsCard } from './LimitsCard.tsx'
import { PauseCard } from './PauseCard.tsx'
import { RealityCheckCard } from './RealityCheckCard.tsx'

/** What a player decides about his own play. */
export function LimitsScreen() {
  const { t } = useText()
  const { standing, failed, reload } = useSafePlay()
  const load = loadOf(standing, failed)
  return (
    <>
      <ScreenTitle title={t('safe.title')} lead={t('safe.lead')} />
      <Loadable load={load} again={() => void reload()} failed={t('safe.failed')}>
        {(shown) => (
          <div className="grid items-start gap-4 md:grid-cols-2">
            <LimitsCard standing={shown} />
            <div className="grid min-w-0 gap-4">
              <RealityCheckCard standing={shown} />
              <PauseCard standing={shown} />
              <ExclusionCard standing={shown} />
              <HelpLines policy={shown.policy} />
            </div>
          </div>
        )}
      </Loadable>
    </>
  )
}

function loadOf(standing: SafePlayReply | null, failed: Trouble | null): Load<SafePlayReply> {
  if (standing) return { status: 'loaded', value: standing }
  return failed ? { status: 'failed', trouble: failed } : { status: 'loading' }
}
