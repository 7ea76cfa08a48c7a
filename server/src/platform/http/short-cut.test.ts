import express from 'express'
import { expect, test } from 'vitest'
import { mountRoutes, plainRoutes } from './short-cut.ts'

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

const mounting =
  (...paths: string[]) =>
  () =>
    mountRoutes(express(), paths.map(get), () => () => undefined)

test.each([
  ['/api/a', '/api/a'],
  ['/api/a', '/API/A'],
  ['/api/a/:id', '/api/a/:name'],
])('of %s and %s express would find the first only, so there cannot be both', (...paths) => {
  expect(mounting(...paths)).toThrow('two routes')
})

test.each(['/api/*all', '/api/a{/:id}', '/api/a?', '/api/(a)', '/api/a/', 'api/a', '/api//a', '/'])(
  'a path such as %s is refused',
  (path) => expect(mounting(path)).toThrow('no path'),
)

test('one path by two methods is two routes, each with one handler', () => {
  const made: string[] = []
  mountRoutes(express(), [get('/api/a'), post('/api/a'), get('/api/a/:id')], ({ method, path }) => {
    made.push(`${method} ${path}`)
    return () => undefined
  })
  expect(made).toEqual(['get /api/a', 'post /api/a', 'get /api/a/:id'])
})
