import { expect, test } from 'vitest'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { anActor, pay } from './actor.fixture.ts'
import { newestOf, PlayerActors } from './actors.ts'
import { COMMAND_ID } from './player.fixture.ts'

const notice = { kind: 'purchase', sku: 'gems', rewards: [] } as never

test('rooms are told once of what changes several times, of the newest version', () => {
  const news = [3, 5, 4].map((version) => ({ userId: 7, version }))
  expect(newestOf([...news, { userId: 8, version: 1 }])).toEqual([
    { userId: 7, version: 5 },
    { userId: 8, version: 1 },
  ])
})

test('every notice is told; a change that one of them tells of, too, is not told twice', () => {
  const [first, second] = [
    { userId: 7, version: 4, notice },
    { userId: 7, version: 5, notice },
  ]
  expect(newestOf([first, { userId: 7, version: 5 }, second])).toEqual([first, second])
  expect(newestOf([first, { userId: 7, version: 6 }])).toEqual([first, { userId: 7, version: 6 }])
})

/** Actors of player 7 that tell nobody. */
function someActors() {
  const { books, deps } = anActor()
  const bus = { on: () => () => undefined, onResync: () => () => undefined } as unknown as Bus
  const pool = { query: async () => ({ rows: [] }) } as unknown as Pool
  const actors = new PlayerActors(deps, bus, pool)
  const ask = (n: number) =>
    actors.execute(7, pay, { commandId: COMMAND_ID.replace(/.$/, String(n)), payload: { price: 100 } })
  return { books, actors, ask }
}

test('who is kept is read once for several commands, and what others write is met by his version', async () => {
  const { books, actors, ask } = someActors()
  await actors.keep(7, async () => {
    expect(await ask(1)).toMatchObject({ ok: true, coins: 9_900 })
    expect(await ask(2)).toMatchObject({ ok: true, coins: 9_800 })
    expect(books.loads).toBe(1)
    books.changeElsewhere(500)
    expect(await ask(3)).toMatchObject({ ok: true, coins: 400 })
  })
  const { loads } = books
  expect(await ask(4)).toMatchObject({ ok: true, coins: 300 })
  expect(books.loads).toBe(loads + 1)
})
