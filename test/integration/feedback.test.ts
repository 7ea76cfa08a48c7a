import { expect, test } from 'vitest'
import { openClub } from '../support/club.ts'
import { aProblem } from '../support/requests.ts'

const club = await openClub({ env: { ROLE: 'api' } })
const ask = (query: string) => club.get(`/api/feedback?${query}`)

test('a play is worded in the language asked for, with its animation', async () => {
  expect(await ask('game=slot&bet=100&win=300')).toMatchObject({
    status: 200,
    body: { key: 'feedback.win', animation: 'glow', tone: 'glad', message: 'A win.' },
  })
  expect((await ask('game=slot&bet=100&win=50&lang=ko')).body).toEqual({
    key: 'feedback.partial',
    animation: 'rest',
    tone: 'calm',
    message: '베팅액의 일부가 돌아왔습니다.',
  })
  expect((await ask('game=dice&bet=100&win=0&run=20')).body).toMatchObject({ key: 'feedback.break' })
  expect((await ask('game=gacha&bet=50&win=0&rarity=LEGENDARY')).body).toMatchObject({ key: 'feedback.legendaryItem' })
})

test.each([
  '',
  'game=chess&bet=1&win=1',
  'game=slot&bet=1',
  'game=slot&bet=-1&win=0',
  'game=slot&bet=1.5&win=0',
  'game=slot&bet=1&win=0&run=0',
  'game=slot&bet=1&win=0&lang=fr',
  'game=gacha&bet=1&win=0&rarity=MYTHIC',
  'game=slot&bet=1&win=0&mood=sad',
])('is refused: %s', async (query) => {
  expect(await ask(query)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
})
