import { expect, test } from 'vitest'
import { readPushRecord, writePushUser } from './push-record.ts'

function aStorage() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  }
}

test('a browser is given a device id once, and nobody has turned anything on', () => {
  const storage = aStorage()
  const first = readPushRecord(storage)
  expect(first).toEqual({ deviceId: expect.stringMatching(/^[0-9a-f-]{36}$/), userId: null })
  expect(readPushRecord(storage)).toEqual(first)
})

test('who has turned it on is remembered, under the same id', () => {
  const storage = aStorage()
  const { deviceId } = readPushRecord(storage)
  writePushUser(storage, 7, deviceId)
  expect(readPushRecord(storage)).toEqual({ deviceId, userId: 7 })
})

test.each(['nonsense', '{}', '{"deviceId":5,"userId":null}', 'null'])('what cannot be read begins anew: %s', (text) => {
  const storage = aStorage()
  storage.kept.set('casino-club.push', text)
  expect(readPushRecord(storage)).toMatchObject({ userId: null, deviceId: expect.any(String) })
})
