/**
 * Log-ins that come within so long of each other share their statements. A hash takes longer, so nobody who comes while
 * others do is let in later by it; who comes alone waits for nobody.
 */
export const GATHER_MS = 25
