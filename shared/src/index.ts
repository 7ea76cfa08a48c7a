/**
 * What the server and both web apps agree on: names on the wire, reasons, odds, and the arithmetic of fairness.
 * Runs in Node and in a browser; does no I/O and reads no clock.
 */
export * from './canonical.ts'
export * from './events.ts'
export * from './fairness/stream.ts'
export * from './games/game.ts'
export * from './money.ts'
export * from './must.ts'
export * from './protocol.ts'
export * from './ranks.ts'
export type { Fraction } from './rational.ts'
export * from './reasons.ts'
export * from './rest/admin.ts'
export * from './rest/common.ts'
export * from './rest/games.ts'
export * from './rest/identity.ts'
export * from './slot/analysis.ts'
export * from './slot/spin.ts'
export * from './slot/standard-table.ts'
export * from './slot/table.ts'
export * from './slot/verify.ts'
