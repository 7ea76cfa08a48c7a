import { type Reason, refuse } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { type CommandChannel, createCommandSender, isConclusive } from './command-sender.ts'
import type { PendingCommand, PendingCommands, ReplyTo } from './pending-commands.ts'

const SPIN: PendingCommand = { userId: 1, type: 'slot.spin', payload: { commandId: 'id-1', bet: 100 } }
const ACCEPTED = { ok: true, commandId: 'id-1', win: 0 } as unknown as ReplyTo

type Attempt = ReplyTo | Error

/** A room that meets the attempts of a command with the given replies and losses, in order. */
function aRoom(...attempts: Attempt[]) {
  const asked: unknown[] = []
  const kept: PendingCommand[] = []
  const channel: CommandChannel = {
    async request(_type, payload) {
      asked.push(payload)
      const next = attempts.shift()
      if (next === undefined || next instanceof Error) throw next ?? new Error('nothing left')
      return next
    },
  }
  const pending: PendingCommands = {
    keep: (command) => void kept.push(command),
    settle: (id) => void kept.splice(0, kept.length, ...kept.filter(({ payload }) => payload.commandId !== id)),
    of: (userId) => kept.filter((command) => command.userId === userId),
  }
  const sender = createCommandSender({ pending, open: async () => channel, sleep: async () => undefined })
  return { sender, asked, kept }
}

const lost = new Error('connection closed before a response was received.')

describe('a command', () => {
  test('is kept until its answer and then forgotten', async () => {
    const { sender, kept } = aRoom(ACCEPTED)
    const answer = sender.send(SPIN)
    expect(kept).toEqual([SPIN])
    expect(await answer).toBe(ACCEPTED)
    expect(kept).toEqual([])
  })

  test('is asked again with the same id after every loss of its answer', async () => {
    const { sender, asked } = aRoom(lost, lost, ACCEPTED)
    expect(await sender.send(SPIN)).toBe(ACCEPTED)
    expect(asked).toEqual([SPIN.payload, SPIN.payload, SPIN.payload])
  })

  test('is asked again when the server does not know its outcome yet', async () => {
    const { sender, asked } = aRoom(refuse('TEMPORARILY_UNAVAILABLE'), ACCEPTED)
    expect(await sender.send(SPIN)).toBe(ACCEPTED)
    expect(asked).toHaveLength(2)
  })

  test('is not given up for being asked again too fast', async () => {
    const { sender } = aRoom(lost, refuse('SLOW_DOWN'), ACCEPTED)
    expect(await sender.send(SPIN)).toBe(ACCEPTED)
  })

  test('is refused at once where the room does not know it', async () => {
    const unknown = Object.assign(new Error('no handler'), { name: 'no_handler' })
    expect(await aRoom(unknown).sender.send(SPIN)).toEqual(refuse('UNKNOWN_COMMAND'))
  })

  test('of an earlier page load is asked for once, also when resumed twice', async () => {
    const { sender, asked, kept } = aRoom(refuse('RATE_LIMITED'), ACCEPTED)
    kept.push(SPIN)
    const heard: ReplyTo[] = []
    const resume = () => sender.resume(1, (_command, reply) => heard.push(reply))
    await Promise.all([...resume(), ...resume()])
    expect(heard).toEqual([ACCEPTED])
    expect(asked).toEqual([SPIN.payload, SPIN.payload])
    expect(kept).toEqual([])
  })
})

const conclusive: [Reason, boolean, boolean][] = [
  ['INSUFFICIENT_FUNDS', false, true],
  ['INSUFFICIENT_FUNDS', true, true],
  ['SLOW_DOWN', false, true],
  ['SLOW_DOWN', true, false],
  ['RATE_LIMITED', true, false],
  ['TEMPORARILY_UNAVAILABLE', false, false],
  ['INTERNAL', false, false],
]
test.each(conclusive)('refused with %s (repeat: %s) settles the command: %s', (reason, repeat, settles) => {
  expect(isConclusive(refuse(reason), repeat)).toBe(settles)
})
