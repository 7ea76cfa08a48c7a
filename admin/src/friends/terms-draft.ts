import { type FriendTerms, friendTermsSchema } from '@casino-club/shared'

export const TERM_NUMBERS = [
  'inviterCoins',
  'friendCoins',
  'activeDays',
  'withinDays',
  'minInviterAgeDays',
  'perDay',
  'inAll',
  'global',
] as const
export const TERM_SWITCHES = ['enabled', 'provenEmail'] as const
type NumberName = (typeof TERM_NUMBERS)[number]
type SwitchName = (typeof TERM_SWITCHES)[number]

/** The terms as they are typed. */
export type TermsDraft = Readonly<Record<NumberName, string>> & Readonly<Record<SwitchName, boolean>>

export const draftOf = (terms: FriendTerms): TermsDraft => ({
  ...terms,
  ...(Object.fromEntries(TERM_NUMBERS.map((name) => [name, `${terms[name]}`])) as Record<NumberName, string>),
})

/** What was typed as it is sent; null: it cannot be. */
export function termsOf(draft: TermsDraft): FriendTerms | null {
  const whole = (typed: string) => (/^\d{1,10}$/.test(typed.trim()) ? Number(typed) : Number.NaN)
  const numbers = Object.fromEntries(TERM_NUMBERS.map((name) => [name, whole(draft[name])]))
  const terms = friendTermsSchema.safeParse({ ...draft, ...numbers })
  return terms.success ? terms.data : null
}
