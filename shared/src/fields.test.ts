import { describe, expect, test } from 'vitest'
import { zoneSchema } from './fields.ts'

describe('a time zone', () => {
  test.each([
    ['asia/seoul', 'Asia/Seoul'],
    ['ACT', 'Australia/Darwin'],
    ['BST', 'Asia/Dhaka'],
    ['AET', 'Australia/Sydney'],
    ['Etc/GMT-14', 'Etc/GMT-14'],
    ['UTC', 'UTC'],
  ])('has one name, however it is written: %s', (written, name) => {
    expect(zoneSchema.parse(written)).toBe(name)
    expect(zoneSchema.parse(name)).toBe(name)
  })

  test.each(['+09:00', '', 'Mars/Olympus', 'SystemV/AST4', 'systemv/est5edt', 'UTC\0', 'A'.repeat(65)])(
    'is none that Postgres reads otherwise, or does not know: %j',
    (name) => {
      expect(zoneSchema.safeParse(name).success).toBe(false)
    },
  )
})
