import type { Express, NextFunction, Request, RequestHandler, Response } from 'express'
import type { AnyRoute } from './route.ts'

type Named = Pick<AnyRoute, 'method' | 'path'>

/** Letters and `:parameters`; what else express has (`*`, `{}`) is not what `patternOf` means by it. */
const LEGIBLE = /^(?:\/(?:[\w.-]|:\w)+)+$/
const PARAM = /:\w+/g

const hasParams = ({ path }: Named): boolean => path.includes(':')
const patternOf = ({ path }: Named): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replace(PARAM, '[^/]+')}$`, 'i')

/** Routes whose path stands for itself, and is not what a route before it with parameters means, too. */
export const plainRoutes = <Each extends Named>(routes: readonly Each[]): Each[] =>
  routes.filter((route, index) => {
    if (hasParams(route)) return false
    const before = routes.slice(0, index).filter((each) => each.method === route.method && hasParams(each))
    return !before.some((each) => patternOf(each).test(route.path))
  })

/** Throws on a path that is not understood, and on two routes that are one to express. */
function check(routes: readonly Named[]): void {
  const known = new Set<string>()
  for (const { method, path } of routes) {
    if (!LEGIBLE.test(path)) throw new Error(`${path} is no path of letters and parameters`)
    const key = `${method} ${path.replace(PARAM, ':').toLowerCase()}`
    if (known.has(key)) throw new Error(`there are two routes ${method} ${path}`)
    known.add(key)
  }
}

/**
 * Mounts routes. One whose path is asked for letter by letter is found without trying the hundreds before it; all else is
 * left to express. Throws where the two could find different ones.
 */
export function mountRoutes<Each extends Named>(
  app: Express,
  routes: readonly Each[],
  handlerOf: (route: Each) => RequestHandler,
): void {
  check(routes)
  const handlers = new Map(routes.map((route) => [route, handlerOf(route)]))
  const plain = new Map(plainRoutes(routes).map((route) => [nameOf(route.method, route.path), handlers.get(route)]))
  app.use((request: Request, response: Response, next: NextFunction) => {
    const handler = plain.get(nameOf(request.method, request.path))
    if (handler) return handler(request, response, next)
    next()
  })
  for (const [{ method, path }, handler] of handlers) app[method](path, handler)
}

const nameOf = (method: string, path: string): string => `${method.toUpperCase()} ${path}`
