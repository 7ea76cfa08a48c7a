import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { readPass, signPass } from './board-pass.ts'

const [key, other] = [createSecretKey(randomBytes(32)), createSecretKey(randomBytes(32))]
const pass = { sessionId: randomUUID(), role: 'viewer', untilMs: 1_000 } as const
const text = signPass(pass, key)

test('a pass says whose session it is of, until its time is over', () => {
  expect(readPass(text, key, 999)).toEqual(pass)
  expect(readPass(text, key, 1_000)).toBeUndefined()
})

test.each([
  ['of another key', signPass(pass, other)],
  ['of a higher role', text.replace('viewer', 'owner')],
  ['that lasts longer', text.replace('.1000.', '.9000.')],
  ['of another session', text.replace(/^[^.]+/, randomUUID())],
  ['of a role that there is not', signPass({ ...pass, role: 'emperor' as never }, key)],
  ['with something behind it', `${text}A`],
  ['of nothing', ''],
])('a pass %s opens nothing', (_what, forged) => {
  expect(readPass(forged, key, 0)).toBeUndefined()
})
