import { TUTORIAL_STEPS, type TutorialReply, type TutorialStep } from '@casino-club/shared'
import { useState } from 'react'
import type { ApiResult } from '../../api/http.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import type { Trouble } from '../../text/translate.ts'
import { useLoad } from '../../ui/Loadable.tsx'
import { nextStep } from './next-step.ts'

/** Another tab, or another device, has done it: what is asked for is so already. */
const DONE_ELSEWHERE: ReadonlySet<Trouble> = new Set(['NOTHING_TO_CHANGE', 'TUTORIAL_DONE'])

/** How far the player is, as the server last told it. */
export function useTutorialStanding() {
  const { backend } = useSession()
  return useLoad(backend.tutorial.standing)
}

/** Takes the steps of the tutorial, one at a time; each is the server's before the next one is shown. */
export function useTutorial(first: TutorialReply) {
  const { backend } = useSession()
  const { trouble } = useText()
  const [standing, setStanding] = useState(first)
  const [given, setGiven] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)

  const send = async <T>(ask: () => Promise<ApiResult<T>>): Promise<ApiResult<T> | null> => {
    setBusy(true)
    setFailed(null)
    const result = await ask()
    // What the server has is shown, whoever did it.
    const now = await backend.tutorial.standing()
    if (now.ok) setStanding(now.value)
    setBusy(false)
    if (!result.ok && !DONE_ELSEWHERE.has(result.trouble)) {
      setFailed(trouble(result.trouble))
      return null
    }
    return result
  }
  const take = (step: TutorialStep) => send(() => backend.tutorial.take(step))
  const skip = () => send(backend.tutorial.skip)
  const complete = async () => {
    const result = await send(backend.tutorial.complete)
    if (result?.ok) setGiven(result.value.amount)
  }
  const step = nextStep(standing)
  return { standing, step, total: TUTORIAL_STEPS.length, given, busy, failed, take, skip, complete }
}
export type Tutorial = ReturnType<typeof useTutorial>
