import { commandIdSchema } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { newCommandId } from './command-id.ts'

test('a command id is a UUID of version 4, whatever the random bytes', () => {
  for (const byte of [0, 0x5a, 0xff]) {
    const id = newCommandId((bytes) => bytes.fill(byte))
    expect(commandIdSchema.safeParse(id).success).toBe(true)
    expect(id).toMatch(/^.{8}-.{4}-4.{3}-[89ab].{3}-.{12}$/)
  }
})

test('two command ids differ', () => {
  expect(newCommandId()).not.toBe(newCommandId())
})
