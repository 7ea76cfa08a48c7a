import type { Refusal } from '@casino-club/shared'
import type { NextFunction, Request, Response } from 'express'
import type { HttpLocals } from './handler.ts'
import { sendProblem } from './problem.ts'

/** A page of HTML that the server makes itself, for anybody. */
export interface Page {
  /** express path, for example `/s/:code`. */
  readonly path: string
  /** `post` for what the page before it asks for; its body is not read. */
  readonly method?: 'get' | 'post'
  /** Undefined: there is nothing under this address. */
  readonly render: (asked: {
    readonly params: Readonly<Record<string, string | string[] | undefined>>
    /** The page's own address, whole. */
    readonly url: string
    readonly acceptLanguage: string | undefined
  }) => Promise<string | Refusal | undefined>
}

/** Serves a page; `takeTurn` gives the seconds a visitor has to wait, or 0. */
export function pageHandler(page: Page, takeTurn: (address: string) => Promise<number>) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const waitSeconds = await takeTurn(request.ip ?? 'unknown')
    response.setHeader('Cache-Control', 'no-store')
    if (waitSeconds > 0) {
      response.setHeader('Retry-After', waitSeconds)
      response.status(429).type('text').send('too many requests')
      return
    }
    const url = `${request.protocol}://${request.get('host') ?? 'localhost'}${request.originalUrl}`
    const locals = response.locals as HttpLocals
    locals.route = page.path
    const html = await page.render({ params: request.params, url, acceptLanguage: request.get('accept-language') })
    if (html === undefined) next()
    else if (typeof html === 'string') response.type('html').send(html)
    else sendProblem(response, locals.requestId, html.reason, { detail: html.message })
  }
}
