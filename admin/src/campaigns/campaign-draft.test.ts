import type { CampaignBody } from '@casino-club/shared'
import { expect, test } from 'vitest'
import {
  type CampaignDraft,
  campaignDraftOf,
  NEW_CAMPAIGN,
  readAudience,
  readCampaign,
  readMessage,
} from './campaign-draft.ts'

const words = { title: 'News', body: 'There are some.' }
const content = { ko: words, en: words }
const draft: CampaignDraft = {
  ...NEW_CAMPAIGN,
  ...{ name: 'Spring', content, filter: { ...NEW_CAMPAIGN.filter, seenWithinDays: '7' } },
}
const aBody: CampaignBody = {
  audience: {
    kind: 'filter',
    filter: {
      ...{ languages: ['ko'], seenWithinDays: 30, notSeenWithinDays: 7, hasPush: true, vipTiers: ['gold'] },
      ...{
        registeredFrom: '2025-12-31T15:00:00.000Z',
        vipLevel: { least: 1, most: 3 },
        passLevel: { least: 0, most: 9 },
      },
    },
  },
  ...{ category: 'advertising', channels: ['in_app', 'push'], content, variants: { push: content }, path: '/shop' },
  schedule: { kind: 'at', date: '2026-03-29', time: '19:00', zone: 'Europe/London' },
  ...{ pace: { count: 600, per: 'minute' }, holdoutPercent: 20, validHours: 12 },
  goal: { kind: 'purchase', withinHours: 48 },
}

test.each<[string, CampaignBody]>([
  ['with conditions', aBody],
  ['for ranks', { ...aBody, audience: { kind: 'rank', ranks: ['VIP'] } }],
  ['for players', { ...aBody, audience: { kind: 'players', userIds: [3, 1] } }],
  ['for all, at once', { ...aBody, audience: { kind: 'all' }, schedule: { kind: 'now' }, pace: null, path: null }],
  ['at each player’s time', { ...aBody, schedule: { kind: 'local', date: '2026-03-29', time: '19:00' } }],
])('a campaign %s is the same after its form', (_name, body) => {
  expect(readCampaign(campaignDraftOf({ name: 'Spring', body })).body).toEqual(body)
})

test('a new form can be sent when it has a name, words and an audience', () => {
  expect(readCampaign(draft).body).not.toBeNull()
  expect(readCampaign({ ...draft, name: ' ' })).toEqual({ body: null, wrong: ['name'] })
  expect(readCampaign(NEW_CAMPAIGN).wrong).toContain('content.ko.title')
})

test('whom and what are read as soon as they are whole', () => {
  expect(readAudience(NEW_CAMPAIGN)).toBeNull()
  expect(readAudience(draft)).toEqual({ kind: 'filter', filter: { seenWithinDays: 7 } })
  expect(readMessage(NEW_CAMPAIGN)).toBeNull()
  expect(readMessage(draft)?.content).toEqual(content)
})

test.each<[string, Partial<CampaignDraft>, string]>([
  [
    'that contradicts itself',
    { filter: { ...draft.filter, notSeenWithinDays: '7' } },
    'audience.filter.notSeenWithinDays',
  ],
  ['with a player who is no number', { kind: 'players', userIds: '1, x' }, 'audience.userIds.1'],
  ['without a way', { channels: [] }, 'channels'],
  ['without a date', { schedule: 'local' }, 'date'],
  ['with a pace of nothing', { pace: '0' }, 'pace.count'],
  ['without a share held out', { holdoutPercent: '' }, 'holdoutPercent'],
])('a form %s says what is wrong', (_name, change, wrong) => {
  const read = readCampaign({ ...draft, ...change })
  expect(read.body).toBeNull()
  expect(read.wrong.some((path) => path.endsWith(wrong))).toBe(true)
})

test('words of a way that is not used are left out', () => {
  expect(readCampaign({ ...draft, variants: { email: content } }).body?.variants).toEqual({})
})
