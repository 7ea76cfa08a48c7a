import { accept, type Refusal } from '@casino-club/shared'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { anActor, DEFECT, LOST, pay } from './actor.fixture.ts'
import { aPlayer, COMMAND_ID, NOON_MS } from './player.fixture.ts'
import type { KnownCommand } from './player.store.ts'
import type { CommandRule } from './player.types.ts'

const waits = vi.hoisted((): number[] => [])
vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => {
    waits.push(ms)
  },
}))
beforeEach(() => {
  waits.length = 0
})

const refusedWith = (reason: Refusal['reason']) => expect.objectContaining({ ok: false, reason })
const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

describe('a command', () => {
  test('is decided, journaled and answered', async () => {
    const { ask, books } = anActor()
    expect(await ask()).toEqual({
      ok: true,
      commandId: COMMAND_ID,
      eventId: '7-4',
      occurredAtMs: NOON_MS,
      coins: 9_900,
    })
    expect(books.entries).toHaveLength(1)
  })

  test('asked again answers the same, from what was stored, and changes nothing', async () => {
    const { ask, books } = anActor()
    const first = await ask()
    expect(await ask()).toEqual({ ...first, replayed: true })
    expect(books.entries).toHaveLength(1)
  })

  test('asked again elsewhere answers the same too', async () => {
    const { ask, books } = anActor()
    const first = await ask()
    const elsewhere = anActor(books.row)
    elsewhere.books.known.set(COMMAND_ID, books.known.get(COMMAND_ID) as KnownCommand)
    expect(await elsewhere.ask()).toEqual({ ...first, replayed: true })
  })

  test('under the id of another request is refused', async () => {
    const { ask, books } = anActor()
    await ask(100)
    expect(await ask(101)).toEqual(refusedWith('COMMAND_ID_REUSED'))
    expect(books.entries).toHaveLength(1)
  })

  test('of nobody is refused', async () => {
    const { actor, ask } = anActor('nobody')
    expect(await ask()).toEqual(refusedWith('NOT_FOUND'))
    expect([await actor.refresh(), actor.version]).toEqual([undefined, 0])
  })

  test('runs after the ones before it, each on what they left', async () => {
    const { ask, books } = anActor()
    const answers = await Promise.all([1, 2, 3, 4, 5].map((index) => ask(100, idOf(index))))
    expect(answers.map((answer) => answer.ok && answer.coins)).toEqual([9_900, 9_800, 9_700, 9_600, 9_500])
    expect(books.loads).toBe(1)
  })

  test('finds no place behind 64 others, and is counted as refused', async () => {
    const { ask, refused } = anActor()
    const all = Array.from({ length: 66 }, (_, index) => ask(1, idOf(index)))
    const answers = await Promise.all(all)
    expect(answers.filter(({ ok }) => ok)).toHaveLength(64)
    expect(answers.slice(64)).toEqual([refusedWith('SLOW_DOWN'), refusedWith('SLOW_DOWN')])
    expect(refused).toEqual(['SLOW_DOWN', 'SLOW_DOWN'])
  })
})

describe('a player who was changed elsewhere', () => {
  test('is read again and the command decided anew', async () => {
    const { ask, books } = anActor()
    await ask(100, idOf(1))
    books.changeElsewhere(500)
    expect(await ask(100, idOf(2))).toMatchObject({ ok: true, coins: 400, eventId: '7-6' })
  })

  test('may pay what he could not pay on the row that was remembered', async () => {
    const { ask, books } = anActor(aPlayer({ balances: { coins: 150, gems: 0, tickets: 0 } }))
    await ask(100, idOf(1))
    books.changeElsewhere(1_000)
    expect(await ask(100, idOf(2))).toMatchObject({ ok: true, coins: 900 })
  })

  test('is refused on his newest row', async () => {
    const { ask, books } = anActor()
    await ask(100, idOf(1))
    books.changeElsewhere(99)
    expect(await ask(100, idOf(2))).toEqual(refusedWith('INSUFFICIENT_FUNDS'))
    expect(books.entries).toHaveLength(1)
  })

  test('again and again makes the command give up in the end, with the outcome left open', async () => {
    const { ask, books } = anActor()
    books.commit = async () => {
      books.changeElsewhere(500)
      return false
    }
    expect(await ask()).toEqual(refusedWith('TEMPORARILY_UNAVAILABLE'))
    expect(books.entries).toHaveLength(0)
  })

  test('is shown to everybody who listens, until they stop', async () => {
    const { actor, ask } = anActor()
    const [one, two]: [number[], number[]] = [[], []]
    const stop = actor.listen(({ balances }) => one.push(balances.coins))
    actor.listen(({ balances }) => two.push(balances.coins))
    await actor.refresh()
    await ask(100, idOf(1))
    stop()
    await ask(100, idOf(2))
    expect([one, two]).toEqual([
      [10_000, 9_900],
      [10_000, 9_900, 9_800],
    ])
  })
})

describe('the repeat of a command', () => {
  test('that took the last coins is answered, not refused', async () => {
    const { ask, books } = anActor(aPlayer({ balances: { coins: 100, gems: 0, tickets: 0 } }))
    const first = await ask(100)
    expect(await ask(100)).toEqual({ ...first, replayed: true })
    expect(books.row?.balances.coins).toBe(0)
  })

  test('with another price, after the last coins are gone, is told that its id is used', async () => {
    const { ask } = anActor(aPlayer({ balances: { coins: 100, gems: 0, tickets: 0 } }))
    await ask(100)
    expect(await ask(99)).toEqual(refusedWith('COMMAND_ID_REUSED'))
  })
})

describe('a fault', () => {
  test('before the commit is tried again', async () => {
    const { ask, books } = anActor()
    books.commits = [LOST, LOST]
    expect(await ask()).toMatchObject({ ok: true, coins: 9_900 })
    expect(books.entries).toHaveLength(1)
    expect(waits).toEqual([50, 200])
    // What was remembered may be what was wrong.
    expect(books.loads).toBe(3)
  })

  test('after the commit finds the outcome by its id and does nothing twice', async () => {
    const { ask, books } = anActor()
    books.commits = ['take, then lose the answer']
    expect(await ask()).toMatchObject({ ok: true, replayed: true, eventId: '7-4', coins: 9_900 })
    expect(books.row?.balances.coins).toBe(9_900)
    expect(books.entries).toHaveLength(1)
  })

  test('after the commit of the last coins finds the outcome as well', async () => {
    const { ask, books } = anActor(aPlayer({ balances: { coins: 100, gems: 0, tickets: 0 } }))
    books.commits = ['take, then lose the answer']
    expect(await ask(100)).toMatchObject({ ok: true, replayed: true, coins: 0 })
  })

  test('in reading the player is tried again too', async () => {
    const { ask, books } = anActor()
    books.loadFaults = 3
    expect(await ask()).toMatchObject({ ok: true })
    expect(waits).toEqual([50, 200, 500])
  })

  test('that stays is given up after some seconds, for the caller to ask again under the same id', async () => {
    const { ask, books, refused } = anActor()
    books.commits = Array.from({ length: 6 }, () => LOST)
    expect(await ask()).toEqual(refusedWith('TEMPORARILY_UNAVAILABLE'))
    expect(waits).toEqual([50, 200, 500, 1_000, 2_000])
    expect(refused).toEqual(['TEMPORARILY_UNAVAILABLE'])
    expect(await ask()).toMatchObject({ ok: true, coins: 9_900 })
    expect(books.entries).toHaveLength(1)
  })
})

describe('a defect', () => {
  const throwing: CommandRule<{ price: number }> = {
    type: 'test.defect',
    decide: () => {
      throw new TypeError('undefined is not a function')
    },
  }
  const misbuilt: CommandRule<{ price: number }> = {
    type: 'test.misbuilt',
    decide: () =>
      accept({
        event: { type: 'wallet.corrected', schemaVersion: 1 },
        postings: [],
        outcome: () => {
          throw new TypeError('undefined is not a function')
        },
        detail: undefined,
      }),
  }

  test.each([throwing, misbuilt])('in a rule ends its command at once: $type', async (rule) => {
    const { actor, ask, books } = anActor()
    expect(await actor.execute(rule, { commandId: idOf(1), payload: { price: 1 } })).toEqual(refusedWith('INTERNAL'))
    expect(waits).toEqual([])
    expect(books.entries).toHaveLength(0)
    expect(await ask()).toMatchObject({ ok: true })
    expect(actor.idle).toBe(true)
  })

  test('that a constraint finds is not tried again, and the next command is decided on the row as it is', async () => {
    const { ask, books } = anActor()
    books.commits = [DEFECT]
    expect(await ask(100, idOf(1))).toEqual(refusedWith('INTERNAL'))
    expect(waits).toEqual([])
    expect(await ask(100, idOf(2))).toMatchObject({ ok: true, coins: 9_900 })
  })
})

describe('a rule with rows of its own', () => {
  const persisted: unknown[] = []
  const rule = {
    ...pay,
    persist: async (_tx: unknown, _detail: undefined, at: unknown) => {
      persisted.push(at)
    },
  }

  test('writes them at the place of its event, once, and the player is read back', async () => {
    const { actor, books } = anActor()
    const request = { commandId: COMMAND_ID, payload: { price: 100 } }
    const first = await actor.execute(rule, request)
    expect(await actor.execute(rule, request)).toEqual({ ...first, replayed: true })
    expect(persisted).toEqual([{ userId: 7, seq: 4, occurredAtMs: NOON_MS, commandId: COMMAND_ID }])
    expect(books.loads).toBeGreaterThan(1)
  })
})
