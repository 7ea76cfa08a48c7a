import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { AnyRoute } from './route.ts'

type Named = Pick<AnyRoute, 'method' | 'path'>

const hasParams = ({ path }: Named): boolean => path.includes(':')
const patternOf = ({ path }: Named): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`)

/** Routes whose path stands for itself, and is not what a route before it with parameters means, too. */
export const plainRoutes = <Each extends Named>(routes: readonly Each[]): Each[] =>
  routes.filter((route, index) => {
    if (hasParams(route)) return false
    const before = routes.slice(0, index).filter((each) => each.method === route.method && hasParams(each))
    return !before.some((each) => patternOf(each).test(route.path))
  })

/** Finds a route whose path is asked for letter by letter without trying the hundreds before it; leaves all else to express. */
export function shortCut(routes: readonly AnyRoute[], handlerOf: (route: AnyRoute) => RequestHandler): RequestHandler {
  const handlers = new Map(
    plainRoutes(routes).map((route) => [`${route.method.toUpperCase()} ${route.path}`, handlerOf(route)]),
  )
  return (request: Request, response: Response, next: NextFunction) => {
    const handler = handlers.get(`${request.method} ${request.path}`)
    if (handler) return handler(request, response, next)
    next()
  }
}
