import { ADMIN_ROLES, type AdminRole } from '@casino-club/shared'

/** Whether a word of the server is a role this app has a name for. */
export const isAdminRole = (role: unknown): role is AdminRole => ADMIN_ROLES.some((known) => known === role)
