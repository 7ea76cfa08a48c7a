import { problemSchema } from '@casino-club/shared'
import type { z } from 'zod'
import { createDocument, type ZodOpenApiObject, type ZodOpenApiOperationObject } from 'zod-openapi'
import { HTTP_STATUS } from './http-status.ts'
import type { AnyRoute } from './route.ts'

function problemResponses(route: AnyRoute): Record<string, object> {
  const reasons = [
    ...(route.body || route.query || route.params ? (['INVALID_PAYLOAD'] as const) : []),
    ...(route.access === 'none' || route.access === 'optional' ? [] : (['UNAUTHENTICATED'] as const)),
    ...(route.stepUp ? (['STEP_UP_REQUIRED'] as const) : []),
    ...(route.reasons ?? []),
    'RATE_LIMITED' as const,
  ]
  const byStatus = new Map<number, string[]>()
  for (const reason of reasons) {
    const status = HTTP_STATUS[reason]
    byStatus.set(status, [...(byStatus.get(status) ?? []), reason])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      String(status),
      { description: names.join(', '), content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  )
}

function operation(route: AnyRoute): ZodOpenApiOperationObject {
  const success = route.reply
    ? { description: 'OK', content: { 'application/json': { schema: route.reply } } }
    : {
        description: 'OK',
        content: { [route.streamsEvents ? 'text/event-stream' : 'text/csv']: { schema: { type: 'string' as const } } },
      }
  return {
    operationId: `${route.method} ${route.path}`.replace(/[^A-Za-z]+/g, '-'),
    summary: route.summary,
    tags: [route.tag],
    ...(route.access !== 'none' && { security: route.access === 'optional' ? [{}, { bearer: [] }] : [{ bearer: [] }] }),
    requestParams: {
      ...(route.params && { path: route.params as z.ZodObject }),
      ...(route.query && { query: route.query as z.ZodObject }),
    },
    ...(route.body && { requestBody: { content: { 'application/json': { schema: route.body } } } }),
    responses: {
      ...(route.redirects ? { '303': { description: 'See other' } } : { '200': success }),
      ...problemResponses(route),
    },
  }
}

/** OpenAPI 3.1 from the very schemas that requests and answers are checked with. */
export function openApiDocument(routes: readonly AnyRoute[], version: string): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Casino-Club', version, description: 'Play money only; nothing can be cashed out.' },
    paths: paths as ZodOpenApiObject['paths'],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  })
}
