import { z } from 'zod'

/** Player ranks, lowest first. */
export const RANKS = ['STANDARD', 'PREMIUM', 'VIP'] as const
export type Rank = (typeof RANKS)[number]
export const rankSchema = z.enum(RANKS)

/** The higher of two ranks. */
export const higherRank = (a: Rank, b: Rank): Rank => (RANKS.indexOf(a) >= RANKS.indexOf(b) ? a : b)

/** Roles of the people who run the club, least powerful first. */
export const ADMIN_ROLES = ['viewer', 'support', 'operator', 'owner'] as const
export type AdminRole = (typeof ADMIN_ROLES)[number]
export const adminRoleSchema = z.enum(ADMIN_ROLES)
