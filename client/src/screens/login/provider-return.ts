import { REASONS, type Reason } from '@casino-club/shared'

/** What the browser came back from the provider with. */
export type ProviderReturn = { readonly ticket: string } | { readonly refused: Reason }

/** Reads the fragment of `/login/provider`; anything else than a ticket is a refusal. */
export function readProviderReturn(fragment: string): ProviderReturn {
  const params = new URLSearchParams(fragment.replace(/^#/, ''))
  const ticket = params.get('ticket')
  if (ticket) return { ticket }
  const refused = params.get('refused')
  return { refused: REASONS.find((reason) => reason === refused) ?? 'CHALLENGE_OVER' }
}
