import type { SafeCommand } from '@casino-club/shared'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Rule } from '../player/index.ts'
import { acknowledgeRule } from './reality-check.ts'
import { type RefillDependencies, refillRule } from './refill.rule.ts'
import { restrictionRule } from './restriction.rule.ts'

export type SafeRules = Readonly<Record<SafeCommand, Rule<never, never>>>

/** The rule of every command about safe play. */
export function safeRules(deps: RefillDependencies & { readonly bus: Bus }): SafeRules {
  const { bus, policy } = deps
  return {
    'safe.limits.set': restrictionRule('safe.limits.set', bus),
    'safe.limits.confirm': restrictionRule('safe.limits.confirm', bus),
    'safe.limits.cancel': restrictionRule('safe.limits.cancel', bus),
    'safe.pause': restrictionRule('safe.pause', bus),
    'safe.exclude': restrictionRule('safe.exclude', bus),
    'safe.return': restrictionRule('safe.return', bus),
    'safe.realityCheck': restrictionRule('safe.realityCheck', bus),
    'safe.acknowledge': acknowledgeRule(policy),
    'wallet.refill': refillRule(deps),
  } as unknown as SafeRules
}
