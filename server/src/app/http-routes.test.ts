import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import { expect, test } from 'vitest'
import type { AnyRoute } from '../platform/http/route.ts'
import { mountRoutes } from '../platform/http/short-cut.ts'
import { allRoutes } from './http.ts'

/** Stands for whatever the routes would do their work with: only how they are found is looked at. */
const anything: unknown = new Proxy(() => undefined, {
  get: (_, name) => {
    if (name === Symbol.iterator) return () => [][Symbol.iterator]()
    if (name === Symbol.toPrimitive) return () => 1
    return name === 'zone' ? 'UTC' : anything
  },
  apply: () => anything,
  construct: () => anything as object,
})
const routes = allRoutes(anything as never, anything as never, anything as never)

/** Asks an application of these routes which of them it finds. */
function appOf(mount: (app: Express, handlerOf: (route: AnyRoute) => RequestHandler) => void) {
  const app = express()
  app.disable('x-powered-by')
  mount(
    app,
    ({ method, path }) =>
      ({ params, res }) =>
        res?.locals.tell(`${method} ${path} ${JSON.stringify(params)}`),
  )
  return (method: string, url: string) =>
    new Promise<string>((tell) => {
      const response = { locals: { tell }, setHeader: () => undefined } as unknown as Response
      app({ method, url, headers: {} } as Request, response, (error?: unknown) => tell(`none ${error}`))
    })
}
const found = appOf((app, handlerOf) => mountRoutes(app, routes, handlerOf))
const foundAlone = appOf((app, handlerOf) => {
  for (const route of routes) app[route.method](route.path, handlerOf(route))
})

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
const formsOf = (path: string): string[] => {
  const encoded = path.replace(/[a-z]$/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
  return [path, `${path}?a=/`, `${path}/`, `${path}//`, path.toUpperCase(), encoded, `${path}%2f`, `/${path}`]
}

test('every route is found as express alone would find it, by every method and however its path is written', async () => {
  expect(routes.length).toBeGreaterThan(300)
  const asked = new Set(routes.map(({ path }) => path.replace(/:\w+/g, '1')))
  const reached = new Set<string>()
  for (const url of [...asked].flatMap(formsOf)) {
    for (const method of METHODS) {
      const answer = await found(method, url)
      if (answer !== (await foundAlone(method, url))) expect.fail(`${method} ${url} finds ${answer}`)
      reached.add(answer)
    }
  }
  expect(reached.size).toBeGreaterThan(routes.length)
})
