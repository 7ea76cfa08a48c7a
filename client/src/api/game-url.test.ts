import { expect, test } from 'vitest'
import { findGameUrl, gameUrlFrom } from './game-url.ts'
import { createCall } from './http.ts'

const PAGE = { protocol: 'http:', hostname: 'club.example' }
const answering = (body: unknown) => createCall(async () => new Response(JSON.stringify(body)))

test('the game is where the server says', async () => {
  expect(await findGameUrl(answering({ gameUrl: 'https://game.example' }), PAGE)).toBe('https://game.example')
})

test('the game is beside the page when the server does not say', async () => {
  const beside = 'http://club.example:2567'
  expect(gameUrlFrom(null, PAGE)).toBe(beside)
  expect(await findGameUrl(answering({ gameUrl: null }), PAGE)).toBe(beside)
  expect(await findGameUrl(answering('what?'), PAGE)).toBe(beside)
  expect(
    await findGameUrl(
      createCall(() => Promise.reject(new TypeError('down'))),
      PAGE,
    ),
  ).toBe(beside)
})
