import type { NextFunction, Request, Response } from 'express'
import type { HttpLocals } from './handler.ts'
import { sendProblem } from './problem.ts'

/** An application of somebody else's under an address of ours, to be read by whom it admits. */
export interface Mount {
  readonly path: string
  readonly admits: (asked: { readonly cookies: ReadonlyMap<string, string> }) => Promise<boolean>
  serve(request: Request, response: Response, next: NextFunction): void
}

/** The cookies of a header; of two of one name the first one. */
export function cookiesOf(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, Math.max(at, 0)).trim()
    if (name !== '' && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim())
  }
  return cookies
}

/** Lets nobody in who may not read it, and nobody do anything but read; `takeTurn` gives the seconds to wait, or 0. */
export function mountHandler(mount: Mount, takeTurn: (address: string) => Promise<number>) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const locals = response.locals as HttpLocals
    locals.route = mount.path
    const retryAfterSeconds = await takeTurn(request.ip ?? 'unknown')
    if (retryAfterSeconds > 0)
      return void sendProblem(response, locals.requestId, 'RATE_LIMITED', { retryAfterSeconds })
    if (!(await mount.admits({ cookies: cookiesOf(request.get('cookie')) }))) {
      return void sendProblem(response, locals.requestId, 'UNAUTHENTICATED', { detail: 'a pass is needed' })
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return void sendProblem(response, locals.requestId, 'FORBIDDEN', { detail: 'this is to be read only' })
    }
    mount.serve(request, response, next)
  }
}
