const EMAIL = '/api/admin/email'
const TEMPLATES = '/api/admin/message-templates'
const CAMPAIGNS = '/api/admin/campaigns'

/** Which permission each route needs that is about letters and the words of messages. */
export const LETTER_NEEDS: Readonly<Record<string, string>> = {
  [`GET ${EMAIL}/suppressions`]: 'suppressions:read',
  [`POST ${EMAIL}/suppressions`]: 'suppressions:edit',
  [`POST ${EMAIL}/suppressions/999999/lift`]: 'suppressions:edit',
  [`POST ${EMAIL}/trigger`]: 'email:trigger',
  'POST /api/admin/queues/pass': 'notifications:read',
  'GET /api/admin/alerts/report': 'vaults:read',
  'GET /api/admin/alerts/report/export.csv': 'vaults:read',
  [`GET ${TEMPLATES}`]: 'templates:read',
  [`GET ${TEMPLATES}/nothing`]: 'templates:read',
  [`PUT ${TEMPLATES}/nothing/draft`]: 'templates:edit',
  [`POST ${TEMPLATES}/nothing/draft/discard`]: 'templates:edit',
  [`POST ${TEMPLATES}/nothing/publish`]: 'templates:publish',
  [`POST ${TEMPLATES}/nothing/reset`]: 'templates:publish',
  [`POST ${TEMPLATES}/preview`]: 'templates:edit',
  [`POST ${TEMPLATES}/test`]: 'templates:edit',
  [`GET ${CAMPAIGNS}`]: 'campaigns:read',
  [`POST ${CAMPAIGNS}`]: 'campaigns:write',
  [`POST ${CAMPAIGNS}/count`]: 'campaigns:write',
  [`POST ${CAMPAIGNS}/preview`]: 'campaigns:write',
  [`GET ${CAMPAIGNS}/999999`]: 'campaigns:read',
  [`PUT ${CAMPAIGNS}/999999`]: 'campaigns:write',
  [`POST ${CAMPAIGNS}/999999/start`]: 'campaigns:send',
  [`POST ${CAMPAIGNS}/999999/decide`]: 'campaigns:send',
  [`POST ${CAMPAIGNS}/999999/pause`]: 'campaigns:send',
  [`POST ${CAMPAIGNS}/999999/resume`]: 'campaigns:send',
  [`POST ${CAMPAIGNS}/999999/cancel`]: 'campaigns:send',
  [`POST ${CAMPAIGNS}/999999/resend`]: 'campaigns:send',
  [`GET ${CAMPAIGNS}/999999/results`]: 'campaigns:read',
  [`GET ${CAMPAIGNS}/999999/results/export.csv`]: 'campaigns:write',
}

/** A path of the documentation with ids that nobody has. */
export const fillLetterPath = (path: string): string =>
  path
    .replace('message-templates/{name}', 'message-templates/nothing')
    .replace('suppressions/{id}', 'suppressions/999999')
    .replace('campaigns/{id}', 'campaigns/999999')
