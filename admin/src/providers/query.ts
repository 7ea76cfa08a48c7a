import { dayEnd, dayStart } from '../format/zone.ts'

/** What a list of react-admin asks for. */
export interface ListParams {
  readonly pagination?: { page: number; perPage: number }
  readonly sort?: { field: string; order: 'ASC' | 'DESC' }
  readonly filter?: Readonly<Record<string, unknown>>
}

const text = (value: unknown): string | null => {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

const wholeNumber = (value: unknown): string | null => {
  const digits = text(value)
  return digits !== null && /^[1-9]\d{0,14}$/.test(digits) ? digits : null
}

/** How each filter travels. Days are whole days of the club's zone, both included; the server leaves the end out. */
const FILTERS: Record<string, (value: unknown) => string | null> = {
  q: text,
  player: text,
  winsOnly: text,
  minBet: wholeNumber,
  minWin: wholeNumber,
  version: wholeNumber,
  rank: text,
  action: text,
  game: text,
  status: text,
  state: text,
  role: text,
  type: text,
  kind: text,
  active: text,
  adminId: wholeNumber,
  createdBy: text,
  batchId: text,
  promoId: wholeNumber,
  reason: text,
  provider: text,
  currency: text,
  sku: text,
  promoCode: text,
  cause: text,
  undecided: text,
  by: text,
  targetType: text,
  targetId: text,
  createdFrom: dayStart,
  createdTo: dayEnd,
  seenFrom: dayStart,
  seenTo: dayStart,
  from: dayStart,
  to: dayEnd,
  until: dayEnd,
}

/** The filters that say something, by their names on the wire; unknown ones stay behind. */
export function filterQuery(filter: Readonly<Record<string, unknown>> = {}): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, toText] of Object.entries(FILTERS)) {
    const value = toText(filter[name])
    if (value !== null) query.set(name, value)
  }
  return query
}

/** `page, perPage, sort, order` and the filters, as the server reads them. */
export function listQuery({ pagination, sort, filter }: ListParams): URLSearchParams {
  const query = filterQuery(filter)
  if (pagination) {
    query.set('page', String(pagination.page))
    query.set('perPage', String(pagination.perPage))
  }
  if (sort) {
    query.set('sort', sort.field)
    query.set('order', sort.order)
  }
  return query
}

/** A place in a list that is read from a cursor; it is one among these filters in this order, and nowhere else. */
interface Place {
  readonly at: string
  readonly among: string
}

const amongOf = ({ sort, filter }: ListParams): string => `${sort?.order} ${filterQuery(filter)}`

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'at' in value && 'among' in value && typeof value.at === 'string'

/** A place to stand in the filter as `after`, so that a page has its address. */
export const placeAt = (params: ListParams, at: string): Place => ({ at, among: amongOf(params) })

/** Where a list stands; null at its beginning, to which it returns when its filters or its order have changed. */
export function placeOf(params: ListParams): string | null {
  const after = params.filter?.after
  return isPlace(after) && after.among === amongOf(params) ? after.at : null
}

/** The filters, where to go on among them, and how many: a list that is read from a cursor has no numbered pages. */
export function cursorQuery(params: ListParams): URLSearchParams {
  const query = filterQuery(params.filter)
  if (params.pagination) query.set('perPage', String(params.pagination.perPage))
  if (params.sort) query.set('order', params.sort.order)
  const place = placeOf(params)
  if (place !== null) query.set('after', place)
  return query
}

/** A path with its query, if it has one. */
export const withQuery = (path: string, query: URLSearchParams): string => (query.size > 0 ? `${path}?${query}` : path)
