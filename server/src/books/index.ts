/**
 * The proof of the books. Reads everything and changes nothing; the last word on whether a player got what he won.
 */
export { type AuditChecks, type AuditReport, auditBooks } from './audit.ts'
export { type ChainProof, proveAuditChain } from './audit-chain.store.ts'
export type { BookRow } from './books.store.ts'
export type { BadRow, CheckPlay } from './check-books.ts'
