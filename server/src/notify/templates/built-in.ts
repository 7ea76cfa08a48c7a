import type { TemplateBody } from '@casino-club/shared'
import { textsEn } from './texts.en.ts'
import { textsKo } from './texts.ko.ts'

export type BuiltInName = keyof typeof textsEn
type Terms = Omit<TemplateBody, 'texts' | 'variables'> & { readonly samples: Readonly<Record<string, string>> }

const VAULT = { vault: 'PLATINUM', amount: '30,000', endsAt: '2026-01-08 00:10' }
const SUBJECT = { subject: 'Spring at the club', text: 'What there is to tell.' }
const everywhere: TemplateBody['channels'] = ['in_app', 'push', 'email']

const TERMS: Readonly<Record<BuiltInName, Terms>> = {
  'expiry-d2': { category: 'game', channels: everywhere, samples: VAULT },
  'expiry-d0': { category: 'game', channels: everywhere, samples: VAULT },
  'attendance-d2': { category: 'game', channels: everywhere, samples: VAULT },
  'ticket-zero': { category: 'game', channels: ['in_app', 'push'], samples: VAULT },
  inactive: { category: 'advertising', channels: ['push', 'email'], samples: { nickname: 'Haru', days: '14' } },
  'item-expiring': {
    category: 'game',
    channels: ['in_app', 'push'],
    samples: { item: 'Streak shield', quantity: '2', endsAt: '2026-01-08 00:10' },
  },
  'coupon-expiring': {
    category: 'game',
    channels: ['in_app', 'push'],
    samples: { xp: '500', endsAt: '2026-01-08 00:10' },
  },
  'level-up': { category: 'game', channels: ['push'], samples: { level: '7' } },
  'vip-up': { category: 'game', channels: ['in_app', 'push'], samples: { tier: 'Silver' } },
  'coupon-given': {
    category: 'game',
    channels: ['in_app', 'push'],
    samples: { xp: '500', endsAt: '2026-01-08 00:10' },
  },
  announcement: { category: 'advertising', channels: ['email'], samples: SUBJECT },
  'service-notice': { category: 'transactional', channels: ['in_app', 'email'], samples: SUBJECT },
}

/** The messages that the club can send without anybody having written anything. */
export const BUILT_IN: ReadonlyMap<string, TemplateBody> = new Map(
  Object.entries(TERMS).map(([name, { samples, ...terms }]) => [
    name,
    {
      ...terms,
      variables: Object.entries(samples).map(([variable, sample]) => ({ name: variable, sample })),
      texts: {
        ko: { ...textsKo[name as BuiltInName], html: null },
        en: { ...textsEn[name as BuiltInName], html: null },
      },
    },
  ]),
)
