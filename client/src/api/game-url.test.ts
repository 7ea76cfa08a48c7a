import { expect, test } from 'vitest'
import { createGameUrlFinder, gameUrlFrom } from './game-url.ts'
import { createCall } from './http.ts'

const PAGE = { protocol: 'http:', hostname: 'club.example' }
const answering = (body: unknown) => createCall(async () => new Response(JSON.stringify(body)))

test('the game is where the server says', async () => {
  expect(await createGameUrlFinder(answering({ gameUrl: 'https://game.example' }), PAGE)()).toBe('https://game.example')
})

test('the game is beside the page when the server does not say', async () => {
  const beside = 'http://club.example:2567'
  expect(gameUrlFrom(null, PAGE)).toBe(beside)
  expect(await createGameUrlFinder(answering({ gameUrl: null }), PAGE)()).toBe(beside)
  expect(await createGameUrlFinder(answering('what?'), PAGE)()).toBe(beside)
  const away = createCall(() => Promise.reject(new TypeError('down')))
  expect(await createGameUrlFinder(away, PAGE)()).toBe(beside)
})

test('a server that is away for a while has not moved', async () => {
  const answers = [new Response(JSON.stringify({ gameUrl: 'https://game.example' }))]
  const find = createGameUrlFinder(
    createCall(async () => {
      const answer = answers.shift()
      if (!answer) throw new TypeError('down')
      return answer
    }),
    PAGE,
  )
  expect([await find(), await find()]).toEqual(['https://game.example', 'https://game.example'])
})
