import { isReservedName, type Refusal, refuse } from '@casino-club/shared'

/** Refused when a name would pass for the club's own people. */
export function refuseReservedNames(names: readonly string[]): Refusal<'NAME_RESERVED'> | undefined {
  return names.some(isReservedName) ? refuse('NAME_RESERVED', 'only the club may use this name') : undefined
}
