import { type StreakTerms, streakTermsSchema } from '@casino-club/shared'

export const TERM_NUMBERS = ['graceHours', 'mostShields', 'zoneDays'] as const
type NumberName = (typeof TERM_NUMBERS)[number]

export interface RewardDraft {
  readonly coins: string
  readonly gems: string
}

/** The terms as they are typed. */
export type TermsDraft = Readonly<Record<NumberName, string>> & { readonly rewards: readonly RewardDraft[] }

export const draftOf = ({ rewards, graceHours, mostShields, zoneDays }: StreakTerms): TermsDraft => ({
  graceHours: `${graceHours}`,
  mostShields: `${mostShields}`,
  zoneDays: `${zoneDays}`,
  rewards: rewards.map(({ coins, gems }) => ({ coins: `${coins}`, gems: `${gems}` })),
})

const whole = (typed: string) => (/^\d{1,7}$/.test(typed.trim()) ? Number(typed) : Number.NaN)

/** What was typed as it is sent; null: it cannot be. */
export function termsOf({ rewards, ...draft }: TermsDraft): StreakTerms | null {
  const terms = streakTermsSchema.safeParse({
    ...Object.fromEntries(TERM_NUMBERS.map((name) => [name, whole(draft[name])])),
    rewards: rewards.map(({ coins, gems }) => ({ coins: whole(coins), gems: whole(gems) })),
  })
  return terms.success ? terms.data : null
}
