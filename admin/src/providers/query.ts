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
  rank: text,
  currency: text,
  action: text,
  game: text,
  status: text,
  type: text,
  kind: text,
  active: text,
  adminId: wholeNumber,
  targetId: text,
  createdFrom: dayStart,
  createdTo: dayEnd,
  from: dayStart,
  to: dayEnd,
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

/** A path with its query, if it has one. */
export const withQuery = (path: string, query: URLSearchParams): string => (query.size > 0 ? `${path}?${query}` : path)
