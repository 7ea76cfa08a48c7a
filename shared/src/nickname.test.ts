import { describe, expect, test } from 'vitest'
import { isReservedName, NICKNAME_PATTERN, nicknameLook } from './nickname.ts'

describe('the look of a nickname', () => {
  test.each([
    ['Mina', 'MINA'],
    ['Mina', 'Mína'],
    ['Mina', 'Mlna'],
    ['Mina', 'M1na'],
    ['Mina', 'Mi_na'],
    ['Mina', 'Mi na'],
    ['Bobo', 'B0b0'],
    ['Modern', 'Modem'],
    ['Wow', 'VvoVv'],
    ['Strasse', 'Straße'],
    ['민아', '민 아'],
    ['Ａｂｃ', 'abc'],
  ])('of %s is that of %s', (one, other) => {
    expect(nicknameLook(one)).toBe(nicknameLook(other))
  })

  test('of different names is different', () => {
    const names = ['Mina', 'Nina', 'Min', '민아', '미나', 'a2', 'a3', 'e', 'c']
    expect(new Set(names.map(nicknameLook)).size).toBe(names.length)
  })

  test('looks like itself', () => {
    for (const name of ['Mina', 'Straße', 'vvv', 'Zoë', 'İstanbul', 'rrn'])
      expect(nicknameLook(nicknameLook(name)).length).toBeLessThanOrEqual(nicknameLook(name).length)
  })
})

test.each([
  'Мina',
  'αlpha',
  '李雷',
  'あい',
  'ㅣㅣ',
  'ㅋㅋ',
  'a\u200bb',
  'a\u3164b',
  'a\u115fb',
  '𝐌ina',
  'ﾠab',
  'a\u0301b',
  'ǃab',
])('%j has letters that no nickname has', (nickname) => {
  expect(NICKNAME_PATTERN.test(nickname)).toBe(false)
})

describe('a name', () => {
  test.each([
    'admin',
    'Admin',
    'ADM1N',
    'a-d-m-i-n',
    'Club Admin',
    'admin2024',
    '관리자',
    '관리자님',
    '운 영 자',
    'Äd_mîn',
    'GM',
    'gm1',
    'Support',
    'support_2',
    'Staff',
    'deleted-5',
    'Deleted',
    'Casino Club',
    'm.o.d',
    '고객센터',
    '5upport',
    '4dm1n',
    'm0d3ra7or',
  ])('%s is the club’s own', (name) => {
    expect(isReservedName(name)).toBe(true)
  })

  test.each(['Mina', 'Helper9x', 'Ownership', 'modest', 'Rooter', '민아', 'staffa', 'p0123456789ab'])(
    '%s may be anybody’s',
    (name) => {
      expect(isReservedName(name)).toBe(false)
    },
  )
})
