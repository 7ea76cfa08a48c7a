import { commandIdSchema } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { lineCommandId } from './line-command-id.ts'

const IMPORT = '3f1c9a52-7c1b-4f0e-9d39-0b1f8f2f4a11'

test('every line of every import has a command id of its own, the same for ever', () => {
  expect(lineCommandId(IMPORT, 2)).toBe(lineCommandId(IMPORT, 2))
  const ids = [lineCommandId(IMPORT, 2), lineCommandId(IMPORT, 3), lineCommandId(IMPORT.replace('3', '4'), 2)]
  expect(new Set(ids).size).toBe(3)
  // One that nobody can have sent before.
  for (const id of ids)
    expect([z.uuid().safeParse(id).success, commandIdSchema.safeParse(id).success]).toEqual([true, false])
})
