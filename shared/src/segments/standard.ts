import type { RuleSet } from './rule.ts'
import { RISK_DIMENSION } from './rule.ts'

/** The rules that a new club begins with; published with it, and changed like all others. */
export const STANDARD_RULES: Readonly<Record<string, RuleSet>> = {
  lifecycle: {
    rules: [
      {
        segment: 'DORMANT_LONG',
        name: { en: 'Away for long', ko: '장기 휴면' },
        when: { fact: 'daysSinceSeen', is: '>=', value: 30 },
      },
      {
        segment: 'DORMANT_SHORT',
        name: { en: 'Away', ko: '단기 휴면' },
        when: { fact: 'daysSinceSeen', is: '>=', value: 7 },
      },
      {
        segment: 'VIP',
        name: { en: 'VIP', ko: 'VIP' },
        when: {
          any: [
            { fact: 'vipLevel', is: '>=', value: 1 },
            { fact: 'spent90', is: '>=', value: 500_000 },
          ],
        },
      },
      { segment: 'NEW', name: { en: 'New', ko: '신규' }, when: { fact: 'accountAgeDays', is: '<', value: 7 } },
    ],
    otherwise: { segment: 'ACTIVE', name: { en: 'Active', ko: '활동' } },
  },
  value: {
    rules: [
      {
        segment: 'WHALE',
        name: { en: 'Whale', ko: '최상위' },
        when: { fact: 'spendPercentile', is: '>=', value: 99 },
      },
      { segment: 'HIGH', name: { en: 'High', ko: '상위' }, when: { fact: 'spendPercentile', is: '>=', value: 90 } },
      { segment: 'MEDIUM', name: { en: 'Medium', ko: '중위' }, when: { fact: 'spendPercentile', is: '>=', value: 50 } },
      { segment: 'LOW', name: { en: 'Low', ko: '하위' }, when: { fact: 'spent365', is: '>', value: 0 } },
    ],
    otherwise: { segment: 'NONE', name: { en: 'Has not paid', ko: '미결제' } },
  },
  [RISK_DIMENSION]: {
    rules: [
      {
        segment: 'HIGH',
        name: { en: 'High', ko: '높음' },
        when: {
          any: [
            { fact: 'protections90', is: '>=', value: 3 },
            {
              all: [
                { fact: 'nightShare30', is: '>=', value: 50 },
                { fact: 'plays30', is: '>=', value: 1_000 },
              ],
            },
            {
              all: [
                { fact: 'spendGrowth', is: '>=', value: 400 },
                { fact: 'spent30', is: '>=', value: 300_000 },
              ],
            },
          ],
        },
      },
      {
        segment: 'ELEVATED',
        name: { en: 'Elevated', ko: '주의' },
        when: {
          any: [
            { fact: 'protections90', is: '>=', value: 1 },
            { fact: 'playMinutes30', is: '>=', value: 6_000 },
            {
              all: [
                { fact: 'nightShare30', is: '>=', value: 30 },
                { fact: 'plays30', is: '>=', value: 500 },
              ],
            },
            {
              all: [
                { fact: 'spendGrowth', is: '>=', value: 200 },
                { fact: 'spent30', is: '>=', value: 150_000 },
              ],
            },
          ],
        },
      },
    ],
    otherwise: { segment: 'NONE', name: { en: 'No sign', ko: '징후 없음' } },
  },
}
