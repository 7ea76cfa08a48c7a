import { describe, expect, test } from 'vitest'
import { loginBody, nicknameSchema, passwordSchema, signupBody, siteIdSchema } from './identity.ts'

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

describe('a site id', () => {
  test.each(['abc', 'A.b_c-9', 'x'.repeat(32)])('may be %s', (siteId) => {
    expect(siteIdSchema.parse(siteId)).toBe(siteId)
  })

  test('loses the spaces around it', () => {
    expect(siteIdSchema.parse('  mina ')).toBe('mina')
  })

  test.each(['ab', 'x'.repeat(33), 'a b c', '<script>', "x' or '1'='1", '민아야', 'a\nb', '', 7])(
    'is refused: %s',
    (siteId) => {
      expect(takes(siteIdSchema, siteId)).toBe(false)
    },
  )
})

describe('a nickname', () => {
  test.each(['Mina', '민아 왕', 'Þór-1_x', 'Łukasz', '42', 'a'.repeat(20)])(
    'may be Hangul or Latin: %s',
    (nickname) => {
      expect(nicknameSchema.parse(nickname)).toBe(nickname)
    },
  )

  test('is one and the same however its letters were composed', () => {
    expect(nicknameSchema.parse('민아'.normalize('NFD'))).toBe('민아')
    expect(nicknameSchema.parse(' Zoe\u0308 ')).toBe('Zo\u00eb')
  })

  test.each([
    '<b>bold</b>',
    'a&amp;b',
    '"quoted"',
    "o'brien",
    '`x`',
    'a/b',
    '$x',
    '{{x}}',
    'a=b',
    'a;b',
    'a\u202eb',
    'a\u200bb',
    'a\tb',
    'a\nb',
    '=1+1',
    'x',
    'a'.repeat(21),
    '   ',
    '🎰🎰',
    '李雷',
    'Мina',
    'ㅣㅣㅣ',
  ])('has nothing that could be mark-up, a formula or unseen: %s', (nickname) => {
    expect(takes(nicknameSchema, nickname)).toBe(false)
  })
})

describe('a password', () => {
  test('has 8 to 128 characters and is left as it is', () => {
    expect(passwordSchema.parse('  spaces stay  ')).toBe('  spaces stay  ')
    expect([7, 8, 128, 129, 10_000].map((length) => takes(passwordSchema, 'x'.repeat(length)))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ])
  })
})

describe('a sign-up', () => {
  const BODY = { siteId: 'mina', nickname: 'Mina', password: 'long enough', inviteCode: '5858' }

  test('needs its four fields and may have two more', () => {
    const full = { ...BODY, phoneNumber: '+82 10-1234-5678', email: 'mina@example.com' }
    expect(signupBody.parse(full)).toEqual(full)
    expect(signupBody.parse(BODY)).toEqual(BODY)
    for (const field of Object.keys(BODY)) expect(takes(signupBody, { ...BODY, [field]: undefined })).toBe(false)
  })

  test.each<object>([
    { email: 'no address' },
    { email: `${'x'.repeat(250)}@example.com` },
    { phoneNumber: '123' },
    { phoneNumber: '010-1234-5678; drop' },
    { rank: 'VIP' },
    { coins: 1_000_000 },
    { inviteCode: 'x'.repeat(65) },
  ])('is refused with %o', (change) => {
    expect(takes(signupBody, { ...BODY, ...change })).toBe(false)
  })

  test('is refused a log-in with a password nobody can have', () => {
    expect(takes(loginBody, { siteId: 'mina', password: 'x'.repeat(129) })).toBe(false)
    expect(takes(loginBody, { siteId: 'mina', password: '' })).toBe(false)
  })
})
