import { refuse } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { changeChannels, type SettingsBefore } from './change-settings.rule.ts'

const ON = { in_app: true, push: true, email: true }
const BOTH = { game: true, advertising: true }

const before = (shown: Partial<SettingsBefore['shown']> = {}, offChannels: readonly string[] = []): SettingsBefore => ({
  shown: { channels: ON, letters: BOTH, pushDevices: 1, emailSuppressed: false, ...shown },
  offChannels,
})

describe('a channel', () => {
  test('is off when its player says so, and on when he does not', () => {
    expect(changeChannels(before(), { channels: ON })).toMatchObject({ value: [] })
    const off = { in_app: false, push: false, email: false }
    expect(changeChannels(before(), { channels: off })).toMatchObject({ value: ['in_app', 'push', 'email'] })
  })

  test('that reaches nothing and is sent back as off stays as it was wanted', () => {
    const nowhere = { pushDevices: 0, emailSuppressed: true }
    const channels = { in_app: true, push: false, email: false }
    expect(changeChannels(before(nowhere), { channels })).toMatchObject({ value: [] })
    expect(changeChannels(before(nowhere, ['push', 'email']), { channels })).toMatchObject({ value: ['push', 'email'] })
  })

  test('that was refused before is taken up again by its player, also before there is a device', () => {
    expect(changeChannels(before({ pushDevices: 0 }, ['push']), { channels: ON })).toMatchObject({ value: [] })
  })
})

describe('letters to an address that is kept from them', () => {
  const kept = (letters = BOTH) => before({ emailSuppressed: true, letters })
  const off = { ...ON, email: false }
  const refused = refuse('EMAIL_SUPPRESSED', 'letters to this address are kept back')

  test.each([
    ['by the channel', kept(), { channels: ON }],
    ['about the game', kept({ game: false, advertising: true }), { channels: off, letters: BOTH }],
    ['with advertisements', kept({ game: true, advertising: false }), { channels: off, letters: BOTH }],
  ])('are not switched on %s', (_how, known, wanted) => {
    expect(changeChannels(known, wanted)).toEqual(refused)
  })

  test('may be ended, or left as they are', () => {
    expect(changeChannels(kept(), { channels: off, letters: { game: false, advertising: true } }).ok).toBe(true)
    expect(changeChannels(kept(), { channels: off, letters: BOTH }).ok).toBe(true)
  })
})
