const SEGMENTS = '/api/admin/segments'
const REPORTS = '/api/admin/saved-reports'
const RULES = '/api/admin/segment-rules'

/** Which permission each route needs that is about segments and figures. */
export const INSIGHT_NEEDS: Readonly<Record<string, string>> = {
  [`GET ${SEGMENTS}`]: 'segments:read',
  [`GET ${SEGMENTS}/members`]: 'segments:read',
  [`GET ${SEGMENTS}/model`]: 'segments:read',
  [`GET ${SEGMENTS}/players/999999`]: 'segments:read',
  [`GET ${SEGMENTS}/players/999999/moves`]: 'segments:read',
  [`POST ${SEGMENTS}/overrides`]: 'segments:override',
  [`POST ${SEGMENTS}/overrides/999999/end`]: 'segments:override',
  [`GET ${RULES}`]: 'segments:read',
  [`GET ${RULES}/value`]: 'segments:read',
  [`PUT ${RULES}/value/draft`]: 'segments:edit',
  [`POST ${RULES}/value/approve`]: 'segments:approve',
  [`POST ${RULES}/value/dry-run`]: 'segments:edit',
  [`GET ${REPORTS}`]: 'analytics:read',
  [`POST ${REPORTS}`]: 'analytics:save',
  [`GET ${REPORTS}/999999`]: 'analytics:read',
  [`GET ${REPORTS}/999999/run`]: 'analytics:read',
  [`GET ${REPORTS}/999999/export.csv`]: 'analytics:read',
  [`PUT ${REPORTS}/999999`]: 'analytics:save',
  [`POST ${REPORTS}/999999/delete`]: 'analytics:save',
  'POST /api/admin/simulations/offers': 'products:edit',
  'POST /api/admin/simulations/missions': 'missions:edit',
}

/** A path of the documentation with ids that nobody has. */
export const fillInsightPath = (path: string): string =>
  path
    .replace('segments/players/{id}', 'segments/players/999999')
    .replace('overrides/{id}', 'overrides/999999')
    .replace('saved-reports/{id}', 'saved-reports/999999')
    .replace('{dimension}', 'value')
