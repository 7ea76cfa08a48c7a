import {
  accept,
  NO_TUTORIAL,
  type Refusal,
  type Result,
  refuse,
  TUTORIAL_STEPS,
  type TutorialCommand,
  type TutorialState,
  type TutorialStep,
} from '@casino-club/shared'
import type { CommandRule, Decision, PlayerSnapshot } from '../player/index.ts'
import { closedTo } from '../safe-play/index.ts'

export type TutorialRefusal = 'TUTORIAL_DONE' | 'TUTORIAL_UNFINISHED' | 'NOTHING_TO_CHANGE' | 'PAUSED' | 'SELF_EXCLUDED'

/** The rule of every command of the tutorial. */
export type TutorialRules = Readonly<Record<TutorialCommand, CommandRule<never>>>

const stateOf = ({ state }: PlayerSnapshot): TutorialState => state.tutorial ?? NO_TUTORIAL

const DONE = refuse('TUTORIAL_DONE', 'the tutorial is over')

/** What a step, or putting it aside, leaves. */
function changed(
  player: PlayerSnapshot,
  type: 'tutorial.stepTaken' | 'tutorial.skipped',
  tutorial: TutorialState,
): Result<Decision> {
  return accept({
    event: { type, schemaVersion: 1 },
    postings: [],
    outcome: () => ({ ...tutorial }),
    state: { ...player.state, tutorial },
    detail: undefined,
  })
}

/** Takes a step; who had put the tutorial aside has taken it up again. */
export const stepRule: CommandRule<{ readonly step: TutorialStep }> = {
  type: 'tutorial.step',
  decide({ player, payload: { step } }) {
    const { status, steps } = stateOf(player)
    if (status === 'done') return DONE
    if (status === 'open' && steps.includes(step)) return refuse('NOTHING_TO_CHANGE', 'this step was taken')
    // In the order they are shown in, however many tabs took them.
    const taken = TUTORIAL_STEPS.filter((each) => each === step || steps.includes(each))
    return changed(player, 'tutorial.stepTaken', { status: 'open', steps: taken })
  },
}

/** Puts the tutorial aside, until the player takes it up again himself. */
export const skipRule: CommandRule<object> = {
  type: 'tutorial.skip',
  decide({ player }) {
    const { status, steps } = stateOf(player)
    if (status === 'done') return DONE
    if (status === 'skipped') return refuse('NOTHING_TO_CHANGE', 'it was put aside already')
    return changed(player, 'tutorial.skipped', { status: 'skipped', steps })
  },
}

/** Why the first reward cannot be given now. */
function refuseReward(player: PlayerSnapshot, nowMs: number): Refusal<TutorialRefusal> | undefined {
  const { status, steps } = stateOf(player)
  if (status === 'done') return DONE
  if (TUTORIAL_STEPS.some((step) => !steps.includes(step))) {
    return refuse('TUTORIAL_UNFINISHED', 'not every step was taken')
  }
  const restrictions = player.state.safe?.restrictions
  return restrictions && closedTo(restrictions, nowMs)
}

/**
 * Ends the tutorial with the first reward, once for every account: what is done stays so in the same entry. It draws
 * nobody back who has taken a pause or excluded himself, but waits for him.
 */
export function completeRule(rewardCoins: number): CommandRule<object> {
  return {
    type: 'tutorial.complete',
    decide({ player, nowMs }): Result<Decision> {
      const refusal = refuseReward(player, nowMs)
      if (refusal) return refusal
      const counterAccount = 'house:tutorial' as const
      return accept({
        event: { type: 'tutorial.completed', schemaVersion: 1 },
        postings: [{ currency: 'coins', amount: rewardCoins, counterAccount, reason: 'tutorial.reward' }],
        outcome: ({ coins }) => ({ amount: rewardCoins, coins }),
        state: { ...player.state, tutorial: { status: 'done', steps: [...TUTORIAL_STEPS] } },
        detail: undefined,
      })
    },
  }
}

export const tutorialRules = (rewardCoins: number): TutorialRules => ({
  'tutorial.step': stepRule as CommandRule<never>,
  'tutorial.skip': skipRule as CommandRule<never>,
  'tutorial.complete': completeRule(rewardCoins) as CommandRule<never>,
})
