import { expect, test } from 'vitest'
import { plainRoutes } from './short-cut.ts'

const get = (path: string) => ({ method: 'get', path }) as const
const post = (path: string) => ({ method: 'post', path }) as const
const pathsOf = (...routes: Parameters<typeof plainRoutes>[0]) => plainRoutes(routes).map(({ path }) => path)

test('a path without parameters is found at once', () => {
  expect(pathsOf(get('/api/a'), get('/api/a/:id'), get('/api/b.csv'))).toEqual(['/api/a', '/api/b.csv'])
})

test('one that an earlier route means, too, is left to the order of the routes', () => {
  expect(pathsOf(get('/api/a/:id'), get('/api/a/new'), get('/api/a/b/c'))).toEqual(['/api/a/b/c'])
  expect(pathsOf(get('/api/a/new'), get('/api/a/:id'))).toEqual(['/api/a/new'])
  expect(pathsOf(post('/api/a/:id'), get('/api/a/new'))).toEqual(['/api/a/new'])
})

test('a dot in a path is no other letter', () => {
  expect(pathsOf(get('/api/:id.csv'), get('/api/all-csv'))).toEqual(['/api/all-csv'])
})
